using ModelGen;

namespace Samples.Vgg;

/// <summary>A small network in the style of VGG (Simonyan and Zisserman 2014): pairs of 3 × 3 convolutions that keep the size, then a pool that halves it.</summary>
[Model(MaxBatch = 32)]
[Input(32, 32, 3)]
[Conv2D(16, 3, Padding = Padding.Same, Activation = Activation.Relu)]
[Conv2D(16, 3, Padding = Padding.Same, Activation = Activation.Relu)]
[MaxPool2D(2)]
[Conv2D(32, 3, Padding = Padding.Same, Activation = Activation.Relu)]
[Conv2D(32, 3, Padding = Padding.Same, Activation = Activation.Relu)]
[MaxPool2D(2)]
[Conv2D(64, 3, Padding = Padding.Same, Activation = Activation.Relu)]
[MaxPool2D(2)]
[Flatten]
[Dense(64, Activation.Relu)]
[Dense(6)]
[SoftmaxCrossEntropyLoss]
[Adam(LearningRate = 2e-3)]
public sealed partial class VggNetwork;
