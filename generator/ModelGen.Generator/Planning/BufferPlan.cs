using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Graph;

namespace ModelGen.Generator.Planning;

/// <summary>Where every stored value lies.</summary>
/// <param name="ParameterCount">The length of the parameter buffer, and of the gradients and each state.</param>
/// <param name="Parameters">Places in the parameter buffer.</param>
/// <param name="Arena">Places in the training arena.</param>
/// <param name="ArenaLength">The arena's length, which may be more than an array holds: the validator asks.</param>
internal sealed record BufferPlan(int ParameterCount, EquatableArray<Slot> Parameters, EquatableArray<Slot> Arena, long ArenaLength)
{
    /// <summary>Places in the state of a stream.</summary>
    public EquatableArray<Slot> Carried { get; init; } = [];

    /// <summary>.NET's longest array.</summary>
    public const int LongestArray = 0x7FFFFFC7;

    public Slot Find(Value value) => Parameters.Concat(Carried).Concat(Arena).First(s => s.Value == value.Storage || s.Value == value.Storage.Overwrites);

    public bool IsCarried(Value value) => Carried.Any(s => s.Value == value.Storage || s.Value == value.Storage.Overwrites);

    public bool IsParameter(Value value) => Parameters.Any(s => s.Value == value.Storage || s.Value == value.Storage.Overwrites);
}

/// <summary>A place in a buffer.</summary>
/// <param name="Offset">In elements from the buffer's start.</param>
/// <param name="Length">In elements.</param>
/// <param name="From">The first step of its life; −1 if it is there before.</param>
/// <param name="To">The last step of its life; <see cref="int.MaxValue"/> if it is read after.</param>
internal sealed record Slot(Value Value, long Offset, long Length, int From, int To)
{
    public bool Meets(int from, int to) => From <= to && from <= To;
}
