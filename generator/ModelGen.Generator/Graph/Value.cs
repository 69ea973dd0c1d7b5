using ModelGen.Generator.Common;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Graph;

/// <summary>A tensor: what an op reads or writes. Two values are the same only if they are the same object.</summary>
/// <param name="name">Unique in its graph, and a C# identifier: it names the buffer in the generated code.</param>
internal sealed class Value(string name, Shape shape, ValueRole role)
{
    public string Name { get; } = name;

    /// <summary>The logical shape: a dense weight is (out, in) whatever its layout in memory.</summary>
    public Shape Shape { get; } = shape;

    public ValueRole Role { get; } = role;

    /// <summary>The value whose storage this one overwrites, for the results of an update; else null.</summary>
    public Value? Overwrites { get; init; }

    /// <summary>Whether nothing has a gradient with respect to it: it chooses, and a step to another choice is no small one.</summary>
    public bool IsIndex { get; init; }

    /// <summary>The value whose memory this one shows under another shape; else null.</summary>
    public Value? ViewOf { get; init; }

    /// <summary>The numbers of a <see cref="ValueRole.Constant"/>, row-major; else empty.</summary>
    public EquatableArray<double> Numbers { get; init; } = [];

    /// <summary>The call of the library's tables that computes these numbers, where they are many; null where they are written out.</summary>
    public string? Table { get; init; }

    /// <summary>The order in memory of a copy's dimensions, outermost first; empty where the layouts say it.</summary>
    public EquatableArray<int> Order { get; init; } = [];

    /// <summary>The value that has the memory.</summary>
    public Value Storage => ViewOf?.Storage ?? this;

    /// <summary>The value that this one takes the place of, or that has the memory.</summary>
    public Value Place => Storage.Overwrites ?? Storage;

    public override string ToString() => $"{Name}{Shape}";
}

/// <summary>Where a value comes from and how long it lives.</summary>
internal enum ValueRole
{
    /// <summary>The examples, given by the caller.</summary>
    Input,

    /// <summary>The wanted outputs, given by the caller.</summary>
    Target,

    /// <summary>The wanted classes, one integer for each example, given by the caller; shape (batch, 1).</summary>
    ClassTarget,

    /// <summary>Learned numbers, kept between steps.</summary>
    Parameter,

    /// <summary>Written by the backward pass, read by the update and by the user.</summary>
    Gradient,

    /// <summary>An optimizer's memory of a parameter, kept between steps.</summary>
    State,

    /// <summary>What a stream keeps from one step to the next, or a stateful model from one batch to the next.</summary>
    Carried,

    /// <summary>Numbers known at compile time; of rank 0 a literal, else a table in the generated code.</summary>
    Constant,

    /// <summary>Everything in between.</summary>
    Intermediate,
}
