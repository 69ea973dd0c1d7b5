using ModelGen;

namespace Benchmarks.Workloads;

/// <summary>Exclusive or, four examples a step.</summary>
[Model(MaxBatch = 4)]
[Input(2)]
[Dense(8, Activation.Relu)]
[Dense(4, Activation.Sigmoid)]
[Dense(1, Activation.Sigmoid)]
[MeanSquaredErrorLoss]
[Sgd(LearningRate = 1e-4)]
public sealed partial class XorNetwork;

/// <summary>Two moons, one example a step.</summary>
[Model(MaxBatch = 1)]
[Input(2)]
[Dense(25, Activation.Sigmoid)]
[Dense(50, Activation.Sigmoid)]
[Dense(25, Activation.Sigmoid)]
[Dense(2, Activation.Sigmoid)]
[HalfSumOfSquaresLoss]
[Sgd(LearningRate = 1e-4)]
public sealed partial class MoonsNetwork;

/// <summary>Images of 28 × 28 into ten classes, 64 a step.</summary>
[Model(MaxBatch = 64)]
[Input(784)]
[Dense(128, Activation.Relu)]
[Dense(10)]
[SoftmaxCrossEntropyLoss]
[Sgd(LearningRate = 1e-4)]
public sealed partial class DigitsBySgd;

/// <summary>The same with Adam.</summary>
[Model(MaxBatch = 64)]
[Input(784)]
[Dense(128, Activation.Relu)]
[Dense(10)]
[SoftmaxCrossEntropyLoss]
[Adam(LearningRate = 1e-6)]
public sealed partial class DigitsByAdam;

/// <summary>512 images a step, for several threads.</summary>
[Model(MaxBatch = 512)]
[Input(784)]
[Dense(128, Activation.Relu)]
[Dense(10)]
[SoftmaxCrossEntropyLoss]
[Sgd(LearningRate = 1e-4)]
public sealed partial class ManyDigitsBySgd;

/// <summary>The same with Adam.</summary>
[Model(MaxBatch = 512)]
[Input(784)]
[Dense(128, Activation.Relu)]
[Dense(10)]
[SoftmaxCrossEntropyLoss]
[Adam(LearningRate = 1e-6)]
public sealed partial class ManyDigitsByAdam;

/// <summary>LeNet-5, 64 images a step.</summary>
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
[Adam(LearningRate = 1e-6)]
public sealed partial class LeNet5;

/// <summary>The same, 2,048 images a step.</summary>
[Model(MaxBatch = 2048)]
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
[Adam(LearningRate = 1e-6)]
public sealed partial class LeNet5OfMany;

/// <summary>A product of matrices and nothing else: [n × 784] · [784 × 128].</summary>
[Model]
[Input(784)]
[Dense(128, Bias = false)]
public sealed partial class MatrixProduct;

/// <summary>One number in, one out.</summary>
[Model(MaxBatch = 1)]
[Input(1)]
[Dense(8, Activation.Tanh)]
[Dense(8, Activation.Tanh)]
[Dense(1)]
public sealed partial class TinyDense;

/// <summary>A number at each time.</summary>
[Model(MaxBatch = 1, Streaming = true)]
[Input(32, 1)]
[Gru(8)]
[Dense(1)]
public sealed partial class Gru8;

/// <summary>The same with long short-term memory.</summary>
[Model(MaxBatch = 1, Streaming = true)]
[Input(32, 1)]
[Lstm(16)]
[Dense(1)]
public sealed partial class Lstm16;
