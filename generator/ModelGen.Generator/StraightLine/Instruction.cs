using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Planning;
using ModelGen.Generator.Vectors;

namespace ModelGen.Generator.StraightLine;

/// <summary>A line of a straight-line program. Its place among the others is the schedule: the JIT keeps the order.</summary>
internal abstract record Instruction
{
    /// <summary>The places that it reads and writes.</summary>
    public virtual IEnumerable<Place> Places => [];

    /// <summary>How many instructions run for it.</summary>
    public virtual int Count => 1;

    /// <summary>The places of those operands that a formula uses.</summary>
    protected static IEnumerable<Place> Read(Expr body, IReadOnlyList<Operand> inputs) =>
        inputs.Where((_, k) => Derivative.DependsOn(body, k)).SelectMany(i => i.Places);
}

/// <summary>What follows belongs to this step.</summary>
internal sealed record Begin(Step Step) : Instruction
{
    public override string ToString() => $"-- {string.Join(", ", Step.Stored.Select(v => v.Name))}";
}

/// <summary>The same instructions for each turn: <paramref name="Index"/> is 0, <paramref name="Step"/>, … below <paramref name="End"/>.</summary>
internal sealed record Loop(string Index, int Step, int End, EquatableArray<Instruction> Body) : Instruction
{
    public override IEnumerable<Place> Places => Body.SelectMany(i => i.Places);

    public override int Count => End / Step * Body.Sum(i => i.Count);

    public override string ToString() => $"for {Index} from 0 by {Step} below {End}\n  {string.Join("\n  ", Body.Select(i => i.ToString()))}";
}

/// <summary>Result = a formula of the operands.</summary>
/// <param name="Again">Whether the register has had a value before: a sum that grows.</param>
internal sealed record Compute(Register Result, Expr Body, EquatableArray<Operand> Inputs, bool Again = false) : Instruction
{
    public override IEnumerable<Place> Places => Read(Body, Inputs);

    public override string ToString() => $"{Result} = {Formula.Of(Body, k => $"{Inputs[k]}")}";
}

/// <summary>Lane k of the result is the sum of all lanes of summand k; of the last one where there are fewer.</summary>
internal sealed record Leaf(Register Result, EquatableArray<Register> Summands) : Instruction
{
    public override string ToString() => $"{Result} = leaf({string.Join(", ", Summands)})";
}

/// <summary>The leaves' 128-bit blocks added, one leaf after another.</summary>
internal sealed record Fold(Register Result, EquatableArray<Register> Leaves) : Instruction
{
    public override string ToString() => $"{Result} = fold({string.Join(", ", Leaves)})";
}

/// <summary>A register with the first lanes set to 0: those that the vector before has too.</summary>
internal sealed record Masked(Register Result, Register Source, int Overlap) : Instruction
{
    public override string ToString() => $"{Result} = {Source} without {Overlap}";
}

/// <summary>A number from some lanes of vectors: their sum or their maximum.</summary>
/// <param name="Valid">How many of the first lanes of each count.</param>
internal sealed record Across(Register Result, bool IsMaximum, EquatableArray<(Register Register, int Valid)> Sources) : Instruction
{
    public override string ToString() => $"{Result} = {(IsMaximum ? "max" : "sum")} of {string.Join(", ", Sources.Select(s => s.Register))}";
}

/// <summary>Writes a formula of the operands to memory.</summary>
/// <param name="Lanes">How many lanes are written.</param>
internal sealed record Store(VectorType Type, Expr Body, EquatableArray<Operand> Inputs, Place Place, int Lanes) : Instruction
{
    public override IEnumerable<Place> Places => Read(Body, Inputs).Append(Place);

    public override string ToString() => $"[{Place}] = {Formula.Of(Body, k => $"{Inputs[k]}")}";
}

/// <summary>Ends with a number.</summary>
internal sealed record Return(Register Result) : Instruction
{
    public override string ToString() => $"return {Result}";
}
