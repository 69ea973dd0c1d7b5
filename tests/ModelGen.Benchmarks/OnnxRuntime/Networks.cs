using ModelGen;

namespace Benchmarks.OnnxRuntime;

/// <summary>A table of 30 columns, two hidden layers of 64.</summary>
[Model(MaxBatch = 256)]
[Input(30)]
[Dense(64, Activation.Relu)]
[Dense(64, Activation.Relu)]
[Dense(1)]
[MeanSquaredErrorLoss]
[Adam(LearningRate = 1e-6)]
public sealed partial class Tabular;

/// <summary>Two hidden layers of 1024: more weights than the second cache holds.</summary>
[Model(MaxBatch = 128)]
[Input(512)]
[Dense(1024, Activation.Relu)]
[Dense(1024, Activation.Relu)]
[Dense(10)]
[SoftmaxCrossEntropyLoss]
[Adam(LearningRate = 1e-6)]
public sealed partial class WideMlp;

/// <summary>A second of sound, 100 moments of 16 bands, into ten words.</summary>
[Model(MaxBatch = 32)]
[Input(100, 16)]
[Conv1D(32, 9, Activation = Activation.Relu)]
[Conv1D(64, 5, Stride = 2, Activation = Activation.Relu)]
[Conv1D(64, 5, Stride = 2, Activation = Activation.Relu)]
[GlobalAveragePool]
[Dense(10)]
[SoftmaxCrossEntropyLoss]
[Adam(LearningRate = 1e-6)]
public sealed partial class Keyword;

/// <summary>MobileNet's depthwise and pointwise convolutions in turn, on pictures of 32 × 32.</summary>
[Model(MaxBatch = 32)]
[Input(32, 32, 3)]
[Conv2D(16, 3, Stride = 2, Padding = 1, Activation = Activation.Relu)]
[DepthwiseConv2D(3, Padding = 1, Activation = Activation.Relu)]
[Conv2D(32, 1, Activation = Activation.Relu)]
[DepthwiseConv2D(3, Stride = 2, Padding = 1, Activation = Activation.Relu)]
[Conv2D(64, 1, Activation = Activation.Relu)]
[DepthwiseConv2D(3, Padding = 1, Activation = Activation.Relu)]
[Conv2D(64, 1, Activation = Activation.Relu)]
[DepthwiseConv2D(3, Stride = 2, Padding = 1, Activation = Activation.Relu)]
[Conv2D(128, 1, Activation = Activation.Relu)]
[GlobalAveragePool]
[Dense(10)]
[SoftmaxCrossEntropyLoss]
[Adam(LearningRate = 1e-6)]
public sealed partial class Mobile;

/// <summary>A ResNet of eight layers, three residual blocks, on pictures of 32 × 32.</summary>
[Model(MaxBatch = 32)]
[Input(32, 32, 3)]
[Conv2D(16, 3, Padding = Padding.Same, Bias = false)]
[BatchNorm]
[ActivationLayer(Activation.Relu, Name = "stem")]
[Conv2D(16, 3, Padding = Padding.Same, Bias = false)]
[BatchNorm]
[ActivationLayer(Activation.Relu)]
[Conv2D(16, 3, Padding = Padding.Same, Bias = false)]
[BatchNorm]
[Add("stem", Activation = Activation.Relu, Name = "block1")]
[Conv2D(32, 1, Stride = 2, Bias = false, From = "block1")]
[BatchNorm(Name = "skip2")]
[Conv2D(32, 3, Stride = 2, Padding = 1, Bias = false, From = "block1")]
[BatchNorm]
[ActivationLayer(Activation.Relu)]
[Conv2D(32, 3, Padding = Padding.Same, Bias = false)]
[BatchNorm]
[Add("skip2", Activation = Activation.Relu, Name = "block2")]
[Conv2D(64, 1, Stride = 2, Bias = false, From = "block2")]
[BatchNorm(Name = "skip3")]
[Conv2D(64, 3, Stride = 2, Padding = 1, Bias = false, From = "block2")]
[BatchNorm]
[ActivationLayer(Activation.Relu)]
[Conv2D(64, 3, Padding = Padding.Same, Bias = false)]
[BatchNorm]
[Add("skip3", Activation = Activation.Relu, Name = "block3")]
[GlobalAveragePool]
[Dense(10)]
[SoftmaxCrossEntropyLoss]
[Adam(LearningRate = 1e-6)]
public sealed partial class ResNet8;

/// <summary>Two blocks of a transformer, 64 wide, over 32 symbols: the next symbol at each position.</summary>
[Model(MaxBatch = 16)]
[Input(32)]
[Embedding(64, 64)]
[PositionEmbedding]
[TransformerBlock(4, 256, Causal = true)]
[TransformerBlock(4, 256, Causal = true)]
[LayerNorm]
[Dense(64)]
[SoftmaxCrossEntropyLoss]
[Adam(LearningRate = 1e-6)]
public sealed partial class Transformer;

/// <summary>Long short-term memory of 64 units over 32 steps of 16 numbers.</summary>
[Model(MaxBatch = 32)]
[Input(32, 16)]
[Lstm(64)]
[Dense(10)]
[SoftmaxCrossEntropyLoss]
[Adam(LearningRate = 1e-6)]
public sealed partial class Recurrent;
