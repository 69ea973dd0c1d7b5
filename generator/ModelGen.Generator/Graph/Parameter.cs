using ModelGen.Generator.Common;
using ModelGen.Generator.Declarations;

namespace ModelGen.Generator.Graph;

/// <summary>A learned tensor with all that belongs to it.</summary>
/// <param name="Name">Its name for the user: <c>dense1.weight</c>.</param>
/// <param name="Value">The tensor in its canonical shape.</param>
/// <param name="Initialization">How it starts.</param>
/// <param name="Trainable">Whether training changes it.</param>
internal sealed record Parameter(string Name, Value Value, Initialization Initialization, bool Trainable)
{
    /// <summary>The gradient of the mean loss; null if frozen or without a loss.</summary>
    public Value? Gradient { get; init; }

    /// <summary>The optimizer's memory of this tensor, each of the tensor's shape.</summary>
    public EquatableArray<OptimizerState> States { get; init; } = [];
}

/// <param name="Initializer">The distribution; never Default.</param>
/// <param name="Value">The number it needs: constant, limit, deviation or gain.</param>
internal sealed record Initialization(Initializer Initializer, double Value, int FanIn, int FanOut);

/// <param name="Initial">The number it starts with everywhere.</param>
internal sealed record OptimizerState(Value Value, double Initial);
