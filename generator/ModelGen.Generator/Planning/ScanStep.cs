using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Graph;

namespace ModelGen.Generator.Planning;

/// <summary>The steps of one turn, again and again. What a turn keeps to itself has a place that the next one uses again.</summary>
/// <param name="Turn">The steps of the body; none until it is known which of its values are read outside.</param>
internal sealed record ScanStep(ScanOp Scan, EquatableArray<Step> Turn) : Step([Scan])
{
    public override IEnumerable<Value> Loaded => Turn.Count == 0 ? base.Loaded : Turn.SelectMany(s => s.Loaded).Where(v => !IsOfTurn(v))
        .Concat(Slices.Select(s => s.All))
        .Concat(Scan.Starts.Select(s => s.Initial).OfType<Value>())
        .Select(v => v.Storage)
        .Distinct()
        .Where(v => !Stored.Contains(v));

    /// <summary>The tensors of one time that the steps find in those of all times.</summary>
    public IEnumerable<TimeSlice> Slices => Scan.Reads.Where(r => Turn.Any(s => s.Loaded.Contains(r.One)))
        .Concat(Scan.Writes.Where(w => Stored.Contains(w.All)));

    public override Step With(Op op) => throw new System.InvalidOperationException("a scan takes no op");

    /// <summary>The scan with the steps of its body, when it is known what of it is stored for all times.</summary>
    public ScanStep Planned()
    {
        Value[] all = [.. Scan.Starts.Select(s => s.State).Concat(Stored).Distinct()];
        Value[] kept = [.. Scan.Writes.Where(w => all.Contains(w.All)).Select(w => w.One)];
        EquatableArray<Step> turn = Fusion.Apply(new StepProgram("Turn", Scan.Body, [.. kept]));
        return this with { Turn = turn, Stored = [.. all, .. turn.SelectMany(s => s.Stored).Where(v => !kept.Contains(v))] };
    }

    /// <summary>Whether a tensor is one of a single turn.</summary>
    private bool IsOfTurn(Value value) => Scan.Reads.Concat(Scan.Writes).Any(s => s.One == value) || Scan.Computed.Contains(value);
}

/// <summary>A sequence put in the order of time, or one in that order as it was.</summary>
internal sealed record ByTimeStep(ByTimeOp Move) : Step([Move])
{
    public override Step With(Op op) => throw new System.InvalidOperationException("a copy takes no op");
}
