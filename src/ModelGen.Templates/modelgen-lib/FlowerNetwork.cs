using ModelGen;

namespace Company.Library_1;

/// <summary>Tells apart three kinds of flowers by four lengths. The layers stand from top to bottom, then the loss and the optimizer.</summary>
[Model(MaxBatch = 16)]
[Input(4)]
[Dense(16, Activation.Relu)]
[Dense(3)]
[SoftmaxCrossEntropyLoss]
[Adam(LearningRate = 0.01)]
internal sealed partial class FlowerNetwork;
