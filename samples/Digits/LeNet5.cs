using ModelGen;

namespace Samples.Digits;

/// <summary>LeNet-5 (LeCun, Bottou, Bengio and Haffner 1998) as it is built today: max pools, relu, softmax cross-entropy.</summary>
[Model(MaxBatch = 64)]
[Input(28, 28, 1)]
[Conv2D(6, 5, Activation = Activation.Relu)]
[MaxPool2D(2)]
[Conv2D(16, 5, Activation = Activation.Relu)]
[MaxPool2D(2)]
[Flatten]
[Dense(120, Activation.Relu)]
[Dense(84, Activation.Relu)]
[Dense(10)]
[SoftmaxCrossEntropyLoss]
[Adam(LearningRate = 1e-3)]
public sealed partial class LeNet5;
