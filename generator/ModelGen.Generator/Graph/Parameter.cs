using ModelGen.Generator.Common;

namespace ModelGen.Generator.Graph;

/// <summary>A tensor that the model keeps, learned or measured, with all that belongs to it.</summary>
/// <param name="Name">Its name for the user: <c>dense1.weight</c>.</param>
/// <param name="Value">The tensor in its canonical shape.</param>
/// <param name="Initialization">How it starts.</param>
/// <param name="Trainable">Whether training changes it.</param>
internal sealed record Parameter(string Name, Value Value, Initialization Initialization, bool Trainable)
{
    /// <summary>Whether it is no weight but measured on data: a mean, a variance. Then nothing trains it, whatever the layer's attribute says.</summary>
    public bool IsMeasured { get; init; }

    /// <summary>The gradient of the mean loss; null if frozen or without a loss.</summary>
    public Value? Gradient { get; init; }

    /// <summary>The optimizer's memory of this tensor, each of the tensor's shape.</summary>
    public EquatableArray<OptimizerState> States { get; init; } = [];
}

/// <summary>The starting numbers of a tensor.</summary>
/// <param name="Value">The constant, the limit, the standard deviation or the gain.</param>
/// <param name="Origin">The initializer it comes from, for the comment.</param>
internal sealed record Initialization(Distribution Distribution, double Value, string Origin);

internal enum Distribution
{
    Constant,
    Uniform,
    Normal,
    Orthogonal,
}

/// <summary>What an optimizer remembers of a tensor.</summary>
/// <param name="Name">What it is: Mean, Velocity.</param>
/// <param name="Initial">The number it starts with everywhere.</param>
internal sealed record OptimizerState(Value Value, string Name, double Initial, bool IsNonNegative);
