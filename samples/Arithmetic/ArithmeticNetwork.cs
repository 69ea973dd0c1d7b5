using ModelGen;

namespace Samples.Arithmetic;

/// <summary>
/// What comes next in a sum such as <c>47+85=132.</c>: a transformer of two blocks, 64 wide, that sees only what has been written so far. What stands before the equals sign is
/// given, and no error.
/// </summary>
[Model(MaxBatch = 64, Streaming = true)]
[Input(9)]
[Embedding(13, 64)]
[PositionEmbedding]
[TransformerBlock(4, 128, Causal = true)]
[TransformerBlock(4, 128, Causal = true)]
[LayerNorm]
[Dense(13)]
[SoftmaxCrossEntropyLoss(IgnoreIndex = -1)]
[Adam(LearningRate = 1e-3)]
public sealed partial class ArithmeticNetwork;
