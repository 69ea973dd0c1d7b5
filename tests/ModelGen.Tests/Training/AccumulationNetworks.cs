namespace ModelGen.Tests.Training;

/// <summary>Takes small batches, several for a step, or one large one.</summary>
[Model(MaxBatch = 12, Precision = Precision.Double)]
[Input(2)]
[Dense(6, Activation.Tanh, L2 = 0.01)]
[Dense(1)]
[MeanSquaredErrorLoss]
[Adam(LearningRate = 0.02, ClipNorm = 0.5)]
[Ema(Decay = 0.9)]
public sealed partial class InSmallBatches;

/// <summary>A class at each time, of which some are none, in sequences of different lengths.</summary>
[Model(MaxBatch = 12, Precision = Precision.Double)]
[Input(5, 2, Lengths = true)]
[Gru(4, ReturnSequences = true)]
[Dense(3)]
[SoftmaxCrossEntropyLoss(IgnoreIndex = 9)]
[Sgd(LearningRate = 0.1, Momentum = 0.9)]
public sealed partial class PositionsInSmallBatches;
