using ModelGen;

namespace Samples.FineTune;

/// <summary>Reads digits: three convolutions, which look for strokes, and a head for ten classes.</summary>
[Model(MaxBatch = 32)]
[Input(28, 28, 1)]
[Conv2D(16, 5, Activation = Activation.Relu)]
[MaxPool2D(2)]
[Conv2D(32, 5, Activation = Activation.Relu)]
[MaxPool2D(2)]
[Conv2D(64, 3, Activation = Activation.Relu)]
[Flatten]
[Dense(10)]
[SoftmaxCrossEntropyLoss]
[Adam(LearningRate = 1e-3)]
public sealed partial class DigitNetwork;

/// <summary>Reads capital letters: the same convolutions, and a head for 26 classes.</summary>
[Model(MaxBatch = 32)]
[Input(28, 28, 1)]
[Conv2D(16, 5, Activation = Activation.Relu)]
[MaxPool2D(2)]
[Conv2D(32, 5, Activation = Activation.Relu)]
[MaxPool2D(2)]
[Conv2D(64, 3, Activation = Activation.Relu)]
[Flatten]
[Dense(26)]
[SoftmaxCrossEntropyLoss]
[Adam(LearningRate = 1e-3)]
public sealed partial class LetterNetwork;
