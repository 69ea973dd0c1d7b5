using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Vectors;

namespace ModelGen.Generator.StraightLine;

/// <summary>A whole pass in one method, with no loop but over equal parts: what is small enough stays in registers from its first layer to its last.</summary>
/// <param name="Examples">How many examples it runs: exactly so many.</param>
/// <param name="Width">The machine that it is for.</param>
/// <param name="Tensors">The tensors in parameters, arena or scratch that it touches, with their offsets.</param>
/// <param name="ScratchLength">How many numbers it keeps in memory of its own.</param>
internal sealed record StraightLineProgram(
    int Examples,
    VectorWidth Width,
    EquatableArray<Instruction> Instructions,
    EquatableArray<(Value Value, string Name, int Offset)> Tensors,
    int ScratchLength)
{
    /// <summary>A line for each instruction: for tests.</summary>
    public override string ToString() => string.Join("\n", Instructions.Select(i => i.ToString()));
}

/// <summary>The same pass for each width of machine that it is written for, widest first.</summary>
/// <param name="SamplesInLanes">Whether a lane is an example; else it is a feature of the only one.</param>
internal sealed record StraightLinePass(bool SamplesInLanes, EquatableArray<StraightLineProgram> Programs)
{
    public int Examples => Programs[0].Examples;

    /// <summary>The vectors that a machine needs at least.</summary>
    public VectorWidth Narrowest => Programs[Programs.Count - 1].Width;
}
