using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Kernels;
using ModelGen.Generator.Planning;
using ModelGen.Generator.Vectors;

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
        // A view counts as what it shows: its storage may have other rows.
        IEnumerable<Value> operands = step.Ops.SelectMany(op => op.Inputs).Where(i => !step.Computes(i)).Concat(step.Stored);
        HashSet<string> declared = [];
        foreach (Value value in operands.Where(v => v.Shape.Rank > 0 && Moves(v) && declared.Add(Reference(v))))
        {
            string type = value.Role == ValueRole.ClassTarget ? "int" : _number.Element;
            string offset = step.Domain.Of(value.Shape) == Extent.Full ? VectorText.Scaled("row", schedule.Columns) : "row";
            writer.Line($"ref {type} {Reference(value)} = {VectorText.At(KernelSignature.Place(value).Name, offset)};");
        }
    }

    /// <summary>The reference to a tensor: to the current row where it has rows.</summary>
    public string Reference(Value value)
    {
        string place = KernelSignature.Place(value).Name;
        return Moves(value) ? $"{place}At" : place;
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

    private bool Moves(Value value) => HasRows && step.Domain.Of(value.Shape) is (Extent.Full or Extent.PerRow);
}
