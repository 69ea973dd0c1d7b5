using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Declarations.Functions;

namespace ModelGen.Generator.Declarations;

/// <summary>What an attribute declares.</summary>
internal enum AttributeKind
{
    Model,
    Input,
    Layer,
    Loss,
    Optimizer,
    Budget,
    Ema,
}

/// <summary>One ModelGen attribute on the class.</summary>
/// <param name="Kind">What it declares.</param>
/// <param name="Name">The attribute's name without "Attribute": <c>Dense</c>.</param>
/// <param name="Settings">
/// What the user wrote, in source order; constructor arguments under the name of the property they set (units → Units).
/// A setting that is not written is not here: its default is known to whoever reads it.
/// </param>
/// <param name="Declaration">On which of the class's partial declarations it stands, counted from 0.</param>
/// <param name="IsFinished">Whether C# understands it. If not, that is C#'s to report, and what the settings mean is unknown.</param>
internal sealed record AttributeSpec(AttributeKind Kind, string Name, EquatableArray<Setting> Settings, int Declaration = 0, bool IsFinished = true)
{
    public bool Has(string setting) => Settings.Any(s => s.Name == setting);

    public int Integer(string setting, int otherwise = 0) => Find(setting) is int value ? value : otherwise;

    public long Long(string setting, long otherwise = 0) => Find(setting) switch { long value => value, int value => value, _ => otherwise };

    public double Number(string setting, double otherwise) => Find(setting) switch { double value => value, int value => value, _ => otherwise };

    public bool Flag(string setting, bool otherwise = false) => Find(setting) is bool value ? value : otherwise;

    public string? Text(string setting) => Find(setting) as string;

    public EquatableArray<int> Integers(string setting) => Find(setting) is EquatableArray<int> value ? value : default;

    public EquatableArray<string> Texts(string setting) => Find(setting) is EquatableArray<string> value ? value : default;

    public EquatableArray<double> Numbers(string setting) => Find(setting) is EquatableArray<double> value ? value : default;

    /// <summary>The method that the attribute names, read.</summary>
    public FunctionSpec? Function => Find(nameof(Function)) as FunctionSpec;

    private object? Find(string setting) => Settings.FirstOrDefault(s => s.Name == setting)?.Value;
}

/// <summary>A named constant in an attribute.</summary>
/// <param name="Name">The property: <c>LearningRate</c>.</param>
/// <param name="Value">A <see cref="bool"/>, <see cref="int"/> (also for enum members), <see cref="long"/>, <see cref="double"/>, <see cref="string"/>, <c>EquatableArray&lt;int&gt;</c>, of <see cref="double"/> or <see cref="string"/>, <see cref="FunctionSpec"/>, or null.</param>
internal sealed record Setting(string Name, object? Value);
