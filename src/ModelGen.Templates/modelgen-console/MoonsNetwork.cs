using ModelGen;

namespace Company.Console_1;

/// <summary>Tells which of two moons a point is on. Hover over the name for the table of layers; "go to definition" shows the generated code.</summary>
[Model(MaxBatch = 32)]
[Input(2)]
[Dense(16, Activation.Tanh)]
[Dense(16, Activation.Tanh)]
[Dense(2)]
[SoftmaxCrossEntropyLoss]
[Adam(LearningRate = 0.01)]
public sealed partial class MoonsNetwork;
