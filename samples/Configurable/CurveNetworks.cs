using ModelGen;

namespace Samples.Configurable;

/// <summary>A curve through ten hidden tanh units and a linear output.</summary>
[Model(MaxBatch = 10)]
[Input(1)]
[Dense(10, Activation.Tanh)]
[Dense(1)]
[MeanSquaredErrorLoss]
[Sgd(LearningRate = 0.02, Momentum = 0.9)]
public sealed partial class TanhCurve;

/// <summary>The same with sigmoid units, which are half as steep and twice as slow.</summary>
[Model(MaxBatch = 10)]
[Input(1)]
[Dense(10, Activation.Sigmoid)]
[Dense(1)]
[MeanSquaredErrorLoss]
[Sgd(LearningRate = 0.02, Momentum = 0.9)]
public sealed partial class SigmoidCurve;
