using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Planning;

namespace ModelGen.Generator.ReferenceForm;

/// <summary>Gives tensors their places, one after the other.</summary>
internal sealed class ReferenceMemory(BufferPlan persistent, Layouts layouts, int maxBatch)
{
    private readonly Dictionary<string, ReferencePlace> _places = [];

    public IReadOnlyDictionary<string, ReferencePlace> Places => _places;

    public long Length { get; private set; } = persistent.ArenaLength;

    /// <summary>Adds what a pass has in memory.</summary>
    public ReferencePass Place(ReferencePass pass)
    {
        foreach (Value value in pass.Memory)
        {
            Place(value);
        }

        return pass;
    }

    /// <summary>Adds a tensor.</summary>
    public Value Place(Value value)
    {
        if (!_places.TryGetValue(value.Name, out ReferencePlace known))
        {
            _places[value.Name] = PlaceOf(value);
        }
        else if (BufferPlanner.LengthOf(known.Value, maxBatch) < BufferPlanner.LengthOf(value, maxBatch))
        {
            // Another tensor of that name: one of an inference that is longer there.
            _places[value.Name] = new ReferencePlace(value, false, Reserve(value), layouts.Order(value));
        }

        return value;
    }

    /// <summary>Adds a name for tensors that lie behind one another.</summary>
    public void Add(Value whole, Value first) =>
        _places[whole.Name] = new ReferencePlace(whole, persistent.IsParameter(first), Slot(first)!.Offset, layouts.Order(whole));

    /// <summary>The place of what lives as long as the model; null for others.</summary>
    public Slot? Slot(Value value) => persistent.Parameters.Concat(persistent.Arena).FirstOrDefault(s => s.Value == value);

    private ReferencePlace PlaceOf(Value value) => Slot(value) is { } slot
        ? new ReferencePlace(value, persistent.IsParameter(value), slot.Offset, layouts.Order(value))
        : new ReferencePlace(value, false, Reserve(value), layouts.Order(value));

    private long Reserve(Value value)
    {
        long offset = Length;
        Length += BufferPlanner.Align(BufferPlanner.LengthOf(value, maxBatch));
        return offset;
    }
}
