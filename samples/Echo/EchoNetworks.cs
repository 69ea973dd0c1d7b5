using ModelGen;

namespace Samples.Echo;

/// <summary>The amplifier's understudy: a sample in, a sample out, and between them a memory of eight numbers.</summary>
[Model(MaxBatch = 16, Streaming = true)]
[Input(1024, 1)]
[Gru(8, ReturnSequences = true)]
[Dense(1)]
[MeanSquaredErrorLoss]
[Adam(LearningRate = 2e-2, ClipNorm = 1)]
public sealed partial class EchoNetwork;

/// <summary>For comparison a curve, as flexible as it likes: the same sample in always gives the same sample out.</summary>
[Model(MaxBatch = 16, Streaming = true)]
[Input(1024, 1)]
[Dense(16, Activation.Tanh)]
[Dense(1)]
[MeanSquaredErrorLoss]
[Adam(LearningRate = 2e-2)]
public sealed partial class CurveNetwork;
