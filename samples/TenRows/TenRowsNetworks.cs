using ModelGen;

namespace Samples.TenRows;

/// <summary>Two layers without biases. The rate of 1 on the mean of ten rows is 0.1 on their sum.</summary>
[Model(MaxBatch = 10)]
[Input(2)]
[Dense(4, Activation.Sigmoid, Bias = false, Init = Initializer.Uniform, InitValue = 0.1)]
[Dense(1, Activation.Sigmoid, Bias = false, Init = Initializer.Uniform, InitValue = 0.1)]
[BinaryCrossEntropyLoss]
[Sgd(LearningRate = 1)]
public sealed partial class TwoLayers;

/// <summary>The same with a single layer: logistic regression through the origin.</summary>
[Model(MaxBatch = 10)]
[Input(2)]
[Dense(1, Activation.Sigmoid, Bias = false, Init = Initializer.Uniform, InitValue = 0.1)]
[BinaryCrossEntropyLoss]
[Sgd(LearningRate = 1)]
public sealed partial class OneLayer;
