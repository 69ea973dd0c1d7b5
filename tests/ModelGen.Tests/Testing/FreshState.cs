namespace ModelGen.Tests.Testing;

/// <summary>A normalised cell that begins with a learned state of equal numbers.</summary>
[Model(MaxBatch = 4)]
[Input(3, 2)]
[Lstm(4, LayerNorm = true, LearnInitialState = true)]
[Dense(1)]
[MeanSquaredErrorLoss]
[Adam]
public sealed partial class FreshState;

/// <inheritdoc cref="FreshState"/>
[Model(MaxBatch = 4, Precision = Precision.Double)]
[Input(3, 2)]
[Lstm(4, LayerNorm = true, LearnInitialState = true)]
[Dense(1)]
[MeanSquaredErrorLoss]
[Adam]
public sealed partial class FreshStateInDouble;

/// <summary>A normalisation of one number, which is 0, and a normalised cell behind it that sees no variance at several times.</summary>
[Model(MaxBatch = 3, Precision = Precision.Double)]
[Input(5, 2)]
[SimpleRnn(1, ReturnSequences = true)]
#pragma warning disable MG0080 // That is what is looked at.
[LayerNorm]
#pragma warning restore MG0080
[Gru(1, LayerNorm = true)]
[Dense(2)]
[MeanSquaredErrorLoss]
[Sgd(LearningRate = 0.01)]
public sealed partial class NormsOfOne;

/// <summary>A normalisation of zeros, steep as 10⁶.</summary>
[Model(MaxBatch = 4)]
[Input(6)]
[Dense(4, Init = Initializer.Zeros)]
[LayerNorm(Epsilon = 1e-12)]
[Dense(2)]
[MeanSquaredErrorLoss]
[Adam]
public sealed partial class SteepNorm;

/// <summary>A step of which all weights of attention are dropped is normalised: nothing but the bias, of equal numbers.</summary>
[Model(MaxBatch = 4)]
[Input(6, 4)]
[MultiHeadAttention(2, Dropout = 0.6)]
[LayerNorm]
[GlobalAveragePool]
[Dense(2)]
[MeanSquaredErrorLoss]
[Adam]
public sealed partial class DroppedAttention;
