using ModelGen;

namespace Samples.Checkpoints;

/// <summary>Running statistics, dropout, and an optimizer with two states.</summary>
[Model(MaxBatch = 8)]
[Input(6, 6, 1)]
[Conv2D(4, 3, Activation = Activation.Tanh)]
[BatchNorm]
[Flatten]
[Dropout(0.3)]
[Dense(8, Activation.Tanh)]
[Dense(3)]
[SoftmaxCrossEntropyLoss]
[Adam(LearningRate = 0.01)]
public sealed partial class CheckedAdam;

/// <summary>Momentum, in double, with clipping.</summary>
[Model(MaxBatch = 8, Precision = Precision.Double)]
[Input(4)]
[Dense(6, Activation.Tanh)]
[Dropout(0.2)]
[Dense(2)]
[MeanSquaredErrorLoss]
[Sgd(LearningRate = 0.05, Momentum = 0.9, ClipNorm = 1)]
public sealed partial class CheckedMomentum;

/// <summary>An optimizer that remembers a single number too.</summary>
[Model(MaxBatch = 8, Precision = Precision.Double)]
[Input(4)]
[Dense(6, Activation.Tanh)]
[Dense(2)]
[MeanSquaredErrorLoss]
[NAdam(LearningRate = 0.01)]
public sealed partial class CheckedNAdam;

/// <summary>The same network, trained otherwise.</summary>
[Model(MaxBatch = 8, Precision = Precision.Double)]
[Input(4)]
[Dense(6, Activation.Tanh, L2 = 0.1)]
[Dense(2)]
[HuberLoss(Delta = 0.5)]
[NAdam(LearningRate = 0.02, Beta1 = 0.8)]
public sealed partial class CheckedOtherNAdam;

/// <summary>An optimizer that remembers nothing.</summary>
[Model(MaxBatch = 8, Precision = Precision.Double)]
[Input(4)]
[Dense(6, Activation.Tanh)]
[Dense(2)]
[MeanSquaredErrorLoss]
[Sgd(LearningRate = 0.05)]
public sealed partial class CheckedSgd;

/// <summary>Weights that go from batch to batch, and an optimizer whose steps depend on their number.</summary>
[Model(MaxBatch = 8, Precision = Precision.Double)]
[Input(4)]
[Dense(6, Activation.Tanh)]
[LayerNorm]
[Dense(2)]
[MeanSquaredErrorLoss]
[RAdam(LearningRate = 0.01, WeightDecay = 0.01)]
public sealed partial class CheckedRAdam;
