using ModelGen;

namespace Samples.Files;

/// <summary>Convolution and dense layers, so that tensors lie in other orders than files have them; Adam with its two states; a frozen layer.</summary>
[Model(MaxBatch = 4)]
[Input(6, 5, 2)]
[Conv2D(4, 3, 2, Activation = Activation.Tanh)]
[Flatten]
[Dense(7, Activation.Relu, Trainable = false)]
[Dense(3)]
[MeanSquaredErrorLoss]
[Adam(LearningRate = 0.01)]
public sealed partial class Filed;

/// <summary>The same tensors, but another activation.</summary>
[Model(MaxBatch = 4)]
[Input(6, 5, 2)]
[Conv2D(4, 3, 2, Activation = Activation.Sigmoid)]
[Flatten]
[Dense(7, Activation.Relu, Trainable = false)]
[Dense(3)]
[MeanSquaredErrorLoss]
[Adam(LearningRate = 0.01)]
public sealed partial class FiledOtherwise;

/// <summary>The same architecture in double precision, for training by another rule.</summary>
[Model(MaxBatch = 9, Precision = Precision.Double)]
[Input(6, 5, 2)]
[Conv2D(4, 3, 2, Activation = Activation.Tanh, Stride = 1, Padding = 0)]
[Flatten]
[Dense(7, Activation.Relu, Bias = true)]
[Dense(3, Init = Initializer.HeNormal)]
[MeanSquaredErrorLoss]
[NAdam(LearningRate = 0.02)]
public sealed partial class FiledInDouble;

/// <summary>Plain gradient descent, which remembers nothing but its steps.</summary>
[Model(MaxBatch = 1)]
[Input(2)]
[Dense(3, Activation.Sigmoid)]
[Dense(1)]
[MeanSquaredErrorLoss]
[Sgd(LearningRate = 0.1)]
public sealed partial class FiledPlainly;

/// <summary>Nothing to train.</summary>
[Model]
[Input(2)]
[Dense(3, Activation.Sigmoid, Name = "hidden")]
[Dense(1)]
public sealed partial class FiledPredictor;

/// <summary>A body, and a head of ten classes.</summary>
[Model(MaxBatch = 2)]
[Input(6, 6, 1)]
[Conv2D(3, 3, Activation = Activation.Tanh)]
[Flatten]
[Dense(8, Activation.Tanh)]
[Dense(10)]
[SoftmaxCrossEntropyLoss]
[Adam]
public sealed partial class TenClasses;

/// <summary>The same body, and a head of two.</summary>
[Model(MaxBatch = 2)]
[Input(6, 6, 1)]
[Conv2D(3, 3, Activation = Activation.Tanh)]
[Flatten]
[Dense(8, Activation.Tanh)]
[Dense(2)]
[SoftmaxCrossEntropyLoss]
[Adam]
public sealed partial class TwoClasses;

/// <summary>The body alone.</summary>
[Model(MaxBatch = 2)]
[Input(6, 6, 1)]
[Conv2D(3, 3, Activation = Activation.Tanh)]
[Flatten]
[Dense(8, Activation.Tanh)]
public sealed partial class Headless;

/// <summary>The body under another name.</summary>
[Model(MaxBatch = 2)]
[Input(6, 6, 1)]
[Conv2D(3, 3, Activation = Activation.Tanh)]
[Flatten]
[Dense(8, Activation.Tanh, Name = "body")]
[Dense(2, Name = "head")]
public sealed partial class Renamed;

/// <summary>PyTorch's golden case conv2d_pad_stride. Flatten takes channels last; with Permute before it, in PyTorch's order.</summary>
[Model(MaxBatch = 4, Precision = Precision.Double)]
[Input(9, 8, 3)]
[Conv2D(5, 3, Stride = 2, Padding = 1, Activation = Activation.Tanh)]
[Permute(3, 1, 2)]
[Flatten]
[Dense(2)]
public sealed partial class FromPyTorch;
