using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Kernels;
using ModelGen.Generator.Planning;

namespace ModelGen.Generator.Emission;

/// <summary>How the code of a region reads its tensors and numbers.</summary>
internal sealed class RegionOperands(RegionStep step, RegionSchedule schedule, Precision precision)
{
    private readonly HashSet<string> _filled = [];
    private readonly List<string> _prologue = [];
    private readonly VectorType _number = new(0, precision);

    /// <summary>Lines that belong before everything else.</summary>
    public IReadOnlyList<string> Prologue => _prologue;

    /// <summary>The locals of the current row's numbers.</summary>
    public Dictionary<Value, string> RowNumbers { get; } = [];

    /// <summary>Whether there is a loop over rows.</summary>
    public bool HasRows => !schedule.IsFlat && (schedule.PerExample || schedule.Rows > 1);

    /// <summary>Declares references to the current row.</summary>
    public void Declare(SourceWriter writer)
    {
        foreach (Value value in step.Loaded.Concat(step.Stored).Where(v => v.Shape.Rank > 0).Select(KernelSignature.Place).Distinct().Where(Moves))
        {
            string type = value.Role == ValueRole.ClassTarget ? "int" : _number.Element;
            string offset = step.Domain.Of(value.Shape) == Extent.Full ? VectorText.Scaled("row", schedule.Columns) : "row";
            writer.Line($"ref {type} {value.Name}At = {VectorText.At(value.Name, offset)};");
        }
    }

    /// <summary>The reference to a tensor: to the current row where it has rows.</summary>
    public string Reference(Value value)
    {
        Value place = KernelSignature.Place(value);
        return Moves(place) ? $"{place.Name}At" : place.Name;
    }

    /// <summary>The numbers of <paramref name="value"/> from column <paramref name="offset"/> on; one number in every lane if it has no columns.</summary>
    public string Load(Value value, VectorType type, string offset)
    {
        if (RowNumbers.TryGetValue(value, out string? number))
        {
            return VectorText.Fill(type, number);
        }

        if (value.Role == ValueRole.ClassTarget)
        {
            return VectorText.Fill(type, $"({_number.Element}){Reference(value)}");
        }

        return step.Domain.Of(value.Shape) switch
        {
            Extent.Scalar => Filled(type, value.Name),
            Extent.PerRow => VectorText.Broadcast(type, Reference(value), "0"),
            _ => VectorText.Load(type, Reference(value), offset),
        };
    }

    /// <summary>A number of the step in every lane; filled once, before the loops.</summary>
    public string Filled(VectorType type, string name)
    {
        if (type.IsScalar)
        {
            return name;
        }

        string key = $"{name}{type.Bits}";
        if (_filled.Add(key))
        {
            _prologue.Add($"var {key} = {VectorText.Fill(type, name)};");
        }

        return key;
    }

    private bool Moves(Value place) => HasRows && step.Domain.Of(place.Shape) is (Extent.Full or Extent.PerRow);
}
