using ModelGen.Generator.Vectors;

namespace ModelGen.Generator.StraightLine;

/// <summary>A local of a straight-line program: a vector or a number. Two registers are the same only if they are the same object.</summary>
internal sealed class Register(string name, VectorType type)
{
    public string Name { get; } = name;

    public VectorType Type { get; } = type;

    public override string ToString() => Name;
}
