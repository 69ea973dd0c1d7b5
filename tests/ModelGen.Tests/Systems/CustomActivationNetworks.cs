using System;

namespace ModelGen.Tests.Systems;

/// <summary>A network with an activation of one's own.</summary>
[Model(MaxBatch = 8)]
[Input(2)]
[Dense(16, Init = Initializer.GlorotUniform)]
[CustomActivation(typeof(Gates), nameof(Gates.Swish))]
[Dense(16, Init = Initializer.GlorotUniform)]
[CustomActivation(typeof(Gates), nameof(Gates.Swish))]
[Dense(1, Activation.Sigmoid)]
[BinaryCrossEntropyLoss]
[Adam(LearningRate = 0.02)]
public sealed partial class OwnSwish;

/// <summary>The same with the built-in activation that has the same formula.</summary>
[Model(MaxBatch = 8)]
[Input(2)]
[Dense(16, Activation.Silu, Init = Initializer.GlorotUniform)]
[Dense(16, Activation.Silu, Init = Initializer.GlorotUniform)]
[Dense(1, Activation.Sigmoid)]
[BinaryCrossEntropyLoss]
[Adam(LearningRate = 0.02)]
public sealed partial class BuiltInSwish;

/// <summary>Activations.</summary>
public static class Gates
{
    private const float Beta = 1;

    /// <summary>x · sigmoid(β · x).</summary>
    public static float Swish(float x) => x * Gate(Beta * x);

    private static float Gate(float x)
    {
        return 1 / (1 + MathF.Exp(-x));
    }
}
