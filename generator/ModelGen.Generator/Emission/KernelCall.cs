using System;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Vectors;

namespace ModelGen.Generator.Emission;

/// <summary>How a pass calls a kernel.</summary>
/// <param name="Name">The method.</param>
/// <param name="Types">Its type arguments; none where the method asks itself what the machine has.</param>
internal sealed record KernelCall(string Name, EquatableArray<MachineType> Types)
{
    /// <summary>As a pass writes it.</summary>
    /// <param name="typeOf">The type that stands for one that differs from machine to machine.</param>
    public string Text(Func<MachineType, string> typeOf) =>
        Types.Count == 0 ? Name : $"{Name}<{string.Join(", ", Types.Select(t => t.Everywhere ?? typeOf(t)))}>";
}

/// <summary>A block that is another type on machines of other widths.</summary>
/// <param name="Names">The type at each width (<see cref="VectorWidth.All"/>).</param>
/// <param name="Constraint">What it implements, with {0} where it names itself.</param>
internal sealed record MachineType(EquatableArray<string> Names, string Constraint)
{
    public static MachineType Block(Func<VectorWidth, string> name, string element) => new([.. VectorWidth.All.Select(name)], $"IBlock<{{0}}, {element}>");

    public static MachineType Columns(Func<VectorWidth, string> name, string element) => new([.. VectorWidth.All.Select(name)], $"IColumns<{{0}}, {element}>");

    /// <summary>The type, where all machines have the same; else null.</summary>
    public string? Everywhere => Names.Distinct().Count() == 1 ? Names[0] : null;
}
