namespace ModelGen.Tests.Testing;

/// <summary>Convolution, pool and dense layers in double precision, within a budget.</summary>
[Model(MaxBatch = 8, Precision = Precision.Double)]
[Input(8, 8, 1)]
[Conv2D(4, 3, Activation = Activation.Relu)]
[MaxPool2D(2)]
[Flatten]
[Dense(2)]
[SoftmaxCrossEntropyLoss]
[Adam]
[Budget(MaxParameters = 1_000, MaxBytes = 8_000, MaxFlops = 10_000)]
public sealed partial class SmallPicture;
