using ModelGen;

namespace Samples.Files.Sequences;

/// <summary>The golden networks over sequences, declared with the names that a PyTorch module's fields would have.</summary>
[Model(MaxBatch = 4, Precision = Precision.Double)]
[Input(6, 3)]
[Lstm(5, ReturnSequences = true)]
[Flatten]
[Dense(2)]
public sealed partial class LstmOfSequence;

/// <inheritdoc cref="LstmOfSequence"/>
[Model(MaxBatch = 4)]
[Input(6, 3)]
[Lstm(5, ReturnSequences = true)]
[Flatten]
[Dense(2)]
public sealed partial class LstmInSingle;

/// <inheritdoc cref="LstmOfSequence"/>
[Model(MaxBatch = 4, Precision = Precision.Double)]
[Input(6, 3)]
[Gru(5, ReturnSequences = true)]
[Flatten]
[Dense(2)]
public sealed partial class GruOfSequence;

/// <inheritdoc cref="LstmOfSequence"/>
[Model(MaxBatch = 4, Precision = Precision.Double)]
[Input(5, 2)]
[Gru(4, ReturnSequences = true)]
[Gru(3)]
[Dense(1)]
public sealed partial class GruStacked;

/// <inheritdoc cref="LstmOfSequence"/>
[Model(MaxBatch = 4, Precision = Precision.Double)]
[Input(5, 8)]
[MultiHeadAttention(2)]
[Flatten]
[Dense(2)]
public sealed partial class SelfAttention;

/// <inheritdoc cref="LstmOfSequence"/>
[Model(MaxBatch = 4, Precision = Precision.Double)]
[Input(4, 8)]
[TransformerBlock(2, 16, Name = "layer")]
[Flatten]
[Dense(2)]
public sealed partial class EncoderLayer;
