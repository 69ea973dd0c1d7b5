using ModelGen;

namespace Samples.Flowers;

/// <summary>He starts, binary cross-entropy, Adam.</summary>
[Model(MaxBatch = 16)]
[Input(4)]
[Dense(16, Activation.Relu, Init = Initializer.HeNormal)]
[Dense(8, Activation.LeakyRelu, Init = Initializer.HeNormal)]
[Dense(1, Activation.Sigmoid)]
[BinaryCrossEntropyLoss]
[Adam(LearningRate = 1e-3)]
public sealed partial class FlowersByAdam;

/// <summary>He starts, ½‖a − y‖², plain gradient descent.</summary>
[Model(MaxBatch = 16)]
[Input(4)]
[Dense(16, Activation.Abs, Init = Initializer.HeNormal)]
[Dense(8, Activation.Tanh)]
[Dense(2, Activation.Softmax)]
[HalfSumOfSquaresLoss]
[Sgd(LearningRate = 0.01)]
public sealed partial class FlowersByGradientDescent;
