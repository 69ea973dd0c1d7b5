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
