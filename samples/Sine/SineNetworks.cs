using ModelGen;

namespace Samples.Sine;

/// <summary>What comes next, from a state that is carried from step to step: a gated recurrent unit.</summary>
[Model(MaxBatch = 32, Streaming = true)]
[Input(128, 1)]
[Gru(16, ReturnSequences = true)]
[Dense(1)]
[MeanSquaredErrorLoss]
[Adam(LearningRate = 2e-2)]
public sealed partial class GruForecast;

/// <summary>What comes next, from the last 64 values: causal convolutions, each looking twice as far back as the one before.</summary>
[Model(MaxBatch = 32, Streaming = true)]
[Input(128, 1)]
[Conv1D(16, 2, Padding = Padding.Causal, Activation = Activation.Tanh)]
[Conv1D(16, 2, Padding = Padding.Causal, Dilation = 2, Activation = Activation.Tanh)]
[Conv1D(16, 2, Padding = Padding.Causal, Dilation = 4, Activation = Activation.Tanh)]
[Conv1D(16, 2, Padding = Padding.Causal, Dilation = 8, Activation = Activation.Tanh)]
[Conv1D(16, 2, Padding = Padding.Causal, Dilation = 16, Activation = Activation.Tanh)]
[Conv1D(16, 2, Padding = Padding.Causal, Dilation = 32, Activation = Activation.Tanh)]
[Dense(1)]
[MeanSquaredErrorLoss]
[Adam(LearningRate = 5e-3)]
public sealed partial class ConvolutionForecast;
