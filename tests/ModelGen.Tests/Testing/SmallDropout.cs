namespace ModelGen.Tests.Testing;

/// <summary>Dropout between dense layers, in double precision.</summary>
[Model(MaxBatch = 8, Precision = Precision.Double)]
[Input(3)]
[Dense(6, Activation.Tanh)]
[Dropout(0.5)]
[Dense(3)]
[SoftmaxCrossEntropyLoss]
[AdamW]
public sealed partial class SmallDropout;
