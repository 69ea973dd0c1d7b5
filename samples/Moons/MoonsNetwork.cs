using ModelGen;

namespace Samples.Moons;

/// <summary>
/// Four layers that tell two interleaving half circles apart: two numbers in, one output for each moon. The loss is ½ Σ error²,
/// whose gradient at the outputs is the error itself; weights start standard normal.
/// </summary>
[Model(MaxBatch = 1)]
[Input(2)]
[Dense(25, Activation.Sigmoid, Init = Initializer.Normal, InitValue = 1)]
[Dense(50, Activation.Sigmoid, Init = Initializer.Normal, InitValue = 1)]
[Dense(25, Activation.Sigmoid, Init = Initializer.Normal, InitValue = 1)]
[Dense(2, Activation.Sigmoid, Init = Initializer.Normal, InitValue = 1)]
[HalfSumOfSquaresLoss]
[Sgd(LearningRate = 0.01)]
public sealed partial class MoonsNetwork;
