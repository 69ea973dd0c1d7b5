using System.Collections.Generic;
using ModelGen.Generator.Common;

namespace ModelGen.Generator.StraightLine;

/// <summary>What an instruction reads: something that fills as many lanes as its result has.</summary>
internal abstract record Operand
{
    /// <summary>The places in memory that it reads.</summary>
    public virtual IEnumerable<Place> Places => [];

    public static implicit operator Operand(Register register) => new InRegister(register);
}

/// <summary>A register; one that is narrower than the result is widened with zeros.</summary>
internal sealed record InRegister(Register Register) : Operand
{
    public override string ToString() => Register.Name;
}

/// <summary>Neighbours in memory, a number for each lane.</summary>
internal sealed record InMemory(Place Place) : Operand
{
    public override IEnumerable<Place> Places => [Place];

    public override string ToString() => $"[{Place}]";
}

/// <summary>One number of memory in every lane.</summary>
internal sealed record Broadcast(Place Place) : Operand
{
    public override IEnumerable<Place> Places => [Place];

    public override string ToString() => $"[{Place}]*";
}

/// <summary>One lane of a register in every lane.</summary>
internal sealed record Lane(Register Register, int Index) : Operand
{
    public override string ToString() => $"{Register}.{Index}*";
}

/// <summary>A half or a quarter of a register, counted from its first lanes.</summary>
internal sealed record Part(Register Register, int Index) : Operand
{
    public override string ToString() => $"{Register}[{Index}]";
}

/// <summary>A number of memory for each of the first lanes, wherever it is; 0 in the others.</summary>
internal sealed record Gathered(EquatableArray<Place> Numbers) : Operand
{
    public override IEnumerable<Place> Places => Numbers;

    public override string ToString() => $"({string.Join(", ", Numbers)})";
}

/// <summary>start, start + 1, …</summary>
internal sealed record Sequence(int Start) : Operand
{
    public override string ToString() => $"{Start}..";
}

/// <summary>A place in memory.</summary>
/// <param name="Buffer">The reference it is counted from: parameters, arena, input.</param>
/// <param name="Tensor">The name of the constant that holds the tensor's offset; empty where the buffer is the tensor.</param>
/// <param name="Offset">In elements from there.</param>
/// <param name="IsInteger">Whether the buffer holds integers: class indices.</param>
internal sealed record Place(string Buffer, string Tensor, int Offset, bool IsInteger = false)
{
    /// <summary>The index of the loop that it moves with, and by how many elements for each 1; null outside of loops.</summary>
    public (string Name, int Stride)? Index { get; init; }

    public Place Plus(int offset) => this with { Offset = Offset + offset };

    public override string ToString() => $"{(Tensor.Length > 0 ? Tensor : Buffer)} + {(Index is { } i ? $"{i.Stride} {i.Name} + " : "")}{Offset}";
}
