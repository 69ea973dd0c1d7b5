using ModelGen;

namespace Samples.Checked;

/// <summary>Takes indices, of which some of a data set may be none.</summary>
[Model(MaxBatch = 4)]
[Input(2)]
[Embedding(8, 3)]
[Flatten]
[Dense(1)]
[MeanSquaredErrorLoss]
[Adam(LearningRate = 0.1)]
public sealed partial class Indexed;

/// <summary>Indices into one of two inputs, and two outputs, of which one wants probabilities.</summary>
[Model(MaxBatch = 4, Precision = Precision.Double)]
[Input(2, Name = "place")]
[Input(1, Name = "word")]
[Embedding(5, 3, From = "word", Name = "table")]
[Flatten(Name = "row")]
[Concat("place", "row", Name = "all")]
[Dense(2, From = "all", Name = "price")]
[Dense(2, Activation.Sigmoid, From = "all", Name = "kind")]
[MeanSquaredErrorLoss(Of = "price")]
[BinaryCrossEntropyLoss(Of = "kind")]
[Sgd(LearningRate = 0.1)]
public sealed partial class TwoSided;

/// <summary>A binary classifier by logits.</summary>
[Model(MaxBatch = 4)]
[Input(1)]
[Dense(1)]
[BinaryCrossEntropyWithLogitsLoss]
[Sgd(LearningRate = 0.1)]
public sealed partial class Logits;

/// <summary>Learns a distribution.</summary>
[Model(MaxBatch = 4)]
[Input(1)]
[Dense(2, Activation.LogSoftmax)]
[KLDivergenceLoss]
[Sgd(LearningRate = 0.1)]
public sealed partial class Distribution;

/// <summary>A network that a large learning rate drives to infinity.</summary>
[Model(MaxBatch = 4)]
[Input(1)]
[Dense(4)]
[Dense(1)]
[MeanSquaredErrorLoss]
[NAdam(LearningRate = 0.01)]
public sealed partial class Steep;

/// <summary>Classes by softmax.</summary>
[Model(MaxBatch = 4)]
[Input(1)]
[Dense(3)]
[SoftmaxCrossEntropyLoss]
[Sgd(LearningRate = 0.1)]
public sealed partial class Classes;
