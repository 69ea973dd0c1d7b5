using ModelGen;

namespace Samples.GridWorld;

/// <summary>The return that is to be expected of each action. Its loss concerns only the action taken, so it comes from outside.</summary>
[Model(MaxBatch = 32, OutputGradients = true)]
[Input(14)]
[Dense(64, Activation.Relu)]
[Dense(64, Activation.Relu)]
[Dense(4)]
[Adam(LearningRate = 1e-3)]
public sealed partial class QNetwork;

/// <summary>How likely each action is, as logits.</summary>
[Model(MaxBatch = 128, OutputGradients = true)]
[Input(14)]
[Dense(64, Activation.Tanh)]
[Dense(4)]
[Adam(LearningRate = 1e-2)]
public sealed partial class PolicyNetwork;

/// <summary>The return that is to be expected of a cell under that policy.</summary>
[Model(MaxBatch = 128)]
[Input(14)]
[Dense(64, Activation.Tanh)]
[Dense(1)]
[MeanSquaredErrorLoss]
[Adam(LearningRate = 1e-2)]
public sealed partial class ValueNetwork;
