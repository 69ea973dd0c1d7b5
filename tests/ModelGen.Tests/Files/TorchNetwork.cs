using ModelGen;

namespace Samples.Files;

/// <summary>The network of the files in tests/goldens/pytorch.</summary>
[Model]
[Input(4)]
[Dense(8, Activation.Relu)]
[Dense(3)]
public sealed partial class TorchNetwork;
