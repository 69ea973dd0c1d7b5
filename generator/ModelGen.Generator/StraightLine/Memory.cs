using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Planning;

namespace ModelGen.Generator.StraightLine;

/// <summary>Where a straight-line pass finds tensors, and which of them it has touched.</summary>
/// <param name="given">The tensors that the caller hands over, each a parameter of the method.</param>
/// <param name="buffers">The places of parameters, and in training of everything in the arena.</param>
/// <param name="usesArena">Whether there is an arena; else what must be in memory gets a place in a scratch.</param>
internal sealed class Memory(IReadOnlyDictionary<Value, string> given, BufferPlan buffers, bool usesArena)
{
    /// <summary>The names of the buffers.</summary>
    public const string Parameters = "parameters", Arena = "arena", Scratch = "scratch", State = "state";

    // In numbers: vectors in the scratch cross no cache line more often than they must.
    private const int Alignment = 16;

    private readonly List<(Value Value, string Name, int Offset)> _tensors = [];
    private readonly Dictionary<Value, int> _scratch = [];

    public int ScratchLength { get; private set; }

    public EquatableArray<(Value Value, string Name, int Offset)> Tensors => [.. _tensors.OrderBy(t => t.Offset)];

    /// <summary>The place of a tensor's first number; an updated parameter is where the parameter was.</summary>
    public Place Of(Value value)
    {
        value = value.Place;
        if (given.TryGetValue(value, out string? name))
        {
            return new Place(name, "", 0, value.Role == ValueRole.ClassTarget);
        }

        string buffer = buffers.IsParameter(value) ? Parameters : buffers.IsCarried(value) ? State : usesArena ? Arena : Scratch;
        if (_tensors.All(t => t.Value != value))
        {
            _tensors.Add((value, value.Name, buffer == Scratch ? InScratch(value) : (int)buffers.Find(value).Offset));
        }

        return new Place(buffer, value.Name, 0);
    }

    private int InScratch(Value value)
    {
        if (!_scratch.TryGetValue(value, out int offset))
        {
            offset = _scratch[value] = ScratchLength;
            ScratchLength += (value.Shape.Length + Alignment - 1) / Alignment * Alignment;
        }

        return offset;
    }
}
