using ModelGen;

namespace App;

/// <summary>Learns exclusive or from four examples: small enough to be one straight line of code.</summary>
[Model(MaxBatch = 4)]
[Input(2)]
[Dense(8, Activation.Tanh)]
[Dense(1, Activation.Sigmoid)]
[BinaryCrossEntropyLoss]
[Adam(LearningRate = 0.05)]
internal sealed partial class Xor;

/// <summary>Tells pictures apart: convolutions, pools, kernels with loops.</summary>
[Model(MaxBatch = 32)]
[Input(12, 12, 1)]
[Conv2D(6, 3, Activation = Activation.Relu)]
[MaxPool2D(2)]
[Flatten]
[Dense(40, Activation.Relu)]
[Dense(3)]
[SoftmaxCrossEntropyLoss]
[Sgd(LearningRate = 0.05, Momentum = 0.9)]
internal sealed partial class Stripes;
