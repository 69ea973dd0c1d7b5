using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;

namespace ModelGen.Generator.Planning;

/// <summary>Ops that run together: one kernel of the generated code.</summary>
/// <param name="Ops">In the order they run.</param>
internal abstract record Step(EquatableArray<Op> Ops)
{
    /// <summary>What it writes to memory: all that is read outside it. Decided when all steps are known.</summary>
    public EquatableArray<Value> Stored { get; init; }

    /// <summary>What it reads that it does not compute itself.</summary>
    public virtual IEnumerable<Value> Loaded => Ops.SelectMany(op => op.Inputs).Select(i => i.Storage).Distinct().Where(i => !Computes(i));

    /// <summary>Tensors that it reads or writes with examples in the lanes (<see cref="Lanes.LanePlan"/>).</summary>
    public virtual IEnumerable<Value> InLanes => [];

    /// <summary>The step, or the steps that it does again and again.</summary>
    public IEnumerable<Step> Parts() => this is ScanStep scan ? scan.Turn : [this];

    public bool Computes(Value value) => Ops.Any(op => op.Outputs.Contains(value.Storage));

    public abstract Step With(Op op);

    /// <summary>The same work on other tensors; only for what becomes a kernel.</summary>
    public virtual Step On(Func<Value, Value> other) => throw new NotSupportedException($"{GetType().Name} is no kernel");

    /// <summary>Other tensors for <see cref="Ops"/>.</summary>
    protected EquatableArray<Op> OpsOn(Func<Value, Value> other) => Ops.Select(op => op.On(other)).ToEquatableArray();

    /// <summary>Other tensors for <see cref="Stored"/>.</summary>
    protected EquatableArray<Value> StoredOn(Func<Value, Value> other) => Stored.Select(other).ToEquatableArray();
}

/// <summary>A Contract, a sum over examples, a MaxPool or its gradient, and the Maps that finish each of its numbers while it is in a register.</summary>
internal sealed record ContractStep(EquatableArray<Op> Ops) : Step(Ops)
{
    /// <summary>The op that sums or chooses.</summary>
    public Op Core => Ops[0];

    public IEnumerable<MapOp> Epilogue => Ops.Skip(1).Cast<MapOp>();

    public override Step With(Op op) => this with { Ops = [.. Ops, op] };

    public override Step On(Func<Value, Value> other) => this with { Ops = OpsOn(other), Stored = StoredOn(other) };
}

/// <summary>Maps and reductions over the same rows: for each example, a few sweeps over its numbers.</summary>
internal sealed record RegionStep(EquatableArray<Op> Ops, RegionDomain Domain) : Step(Ops)
{
    /// <summary>Whether it visits single numbers, not examples: a range of a length that is known only when the code runs.</summary>
    public bool IsRange { get; init; }

    /// <summary>Whether it computes nothing: what a step leaves to the next is copied as a whole.</summary>
    public bool IsCopy => Ops.All(op => op is MapOp { Bodies: [Input(0)], Inputs: [{ } source] } map && map.Output is { Role: ValueRole.Carried, Overwrites: not null } && source.Shape == map.Output.Shape);

    /// <summary>Whether it sums up all positions already: a kernel returns one such sum.</summary>
    public bool HasTotal => Ops.Any(op => op is ReduceOp && op.Output.Shape.Rank == 0);

    public override Step With(Op op) => this with { Ops = [.. Ops, op] };

    public override Step On(Func<Value, Value> other) => this with { Ops = OpsOn(other), Stored = StoredOn(other) };
}

/// <summary>A weight's part in the gradient of one example, and its update, row by row (<see cref="RowUpdates"/>).</summary>
internal sealed record RowUpdateStep(ContractStep Gradient, ContractStep Update) : Step([.. Gradient.Ops, .. Update.Ops])
{
    public override Step With(Op op) => throw new InvalidOperationException("the two steps are complete");

    public override Step On(Func<Value, Value> other) => new RowUpdateStep((ContractStep)Gradient.On(other), (ContractStep)Update.On(other)) { Stored = StoredOn(other) };
}

/// <summary>A copy of a weight with its two innermost dimensions exchanged in memory: (…, in, out) becomes (…, out, in).</summary>
internal sealed record TransposeStep(Value Source, Value Copy) : Step([])
{
    public override IEnumerable<Value> Loaded => [Source.Storage];

    public override Step With(Op op) => throw new InvalidOperationException("a copy takes no op");
}

/// <summary>Where threads share a batch: they meet, and each goes on with the mean of what all have computed (<see cref="SliceMeans"/>).</summary>
internal sealed record SliceMeanStep(Value Value) : Step([])
{
    public override IEnumerable<Value> Loaded => [Value];

    public override Step With(Op op) => throw new InvalidOperationException("a meeting takes no op");
}

/// <summary>A copy of parts of tensors to other places.</summary>
internal sealed record RearrangeStep(RearrangeOp Move) : Step([Move])
{
    /// <summary>Whether the tensors have examples in the lanes.</summary>
    public bool IsInLanes { get; init; }

    public override IEnumerable<Value> InLanes => IsInLanes ? Loaded.Concat(Stored) : [];

    public override Step With(Op op) => throw new InvalidOperationException("a copy takes no op");

    public override Step On(Func<Value, Value> other) => new RearrangeStep((RearrangeOp)Move.On(other)) { IsInLanes = IsInLanes, Stored = StoredOn(other) };
}

/// <summary>The factors of dropout for a batch.</summary>
internal sealed record DropoutMaskStep(DropoutMaskOp Mask) : Step([Mask])
{
    public override Step With(Op op) => throw new InvalidOperationException("a mask takes no op");
}

/// <summary>Rows of a table, copied.</summary>
internal sealed record GatherStep(GatherOp Core) : Step([Core])
{
    public override Step With(Op op) => throw new InvalidOperationException("a copy takes no op");

    public override Step On(Func<Value, Value> other) => new GatherStep((GatherOp)Core.On(other)) { Stored = StoredOn(other) };
}

/// <summary>
/// The gradient of a table: zeros, and rows added to some of them. Or, where the update adds a multiple of the gradient and nothing else, that update: then only
/// the rows used are touched, and the gradient is nowhere as a whole.
/// </summary>
internal sealed record ScatterStep(EquatableArray<Op> Ops) : Step(Ops)
{
    public ScatterAddOp Core => (ScatterAddOp)Ops[0];

    /// <summary>What the update multiplies the gradient with; null without an update.</summary>
    public Expr? Factor => Ops.Count == 1 ? null : FactorOf((MapOp)Ops[1]);

    /// <summary>Whether an op is an update that may go row by row.</summary>
    public bool Takes(Op op) => Ops.Count == 1 && op is MapOp { Outputs: [{ Overwrites: not null }] } map && map.Inputs.Contains(Core.Result) && FactorOf(map) is not null;

    public override Step With(Op op) => this with { Ops = [.. Ops, op] };

    public override Step On(Func<Value, Value> other) => this with { Ops = OpsOn(other), Stored = StoredOn(other) };

    /// <summary>f of an update w + f · g, where f is the same for all numbers; null for another.</summary>
    private Expr? FactorOf(MapOp map)
    {
        int weight = map.Inputs.ToList().IndexOf(map.Output.Overwrites!), gradient = map.Inputs.ToList().IndexOf(Core.Result);
        Expr slope = Derivative.Of(map.Bodies[0], gradient);
        Expr without = map.Bodies[0].Substitute([.. map.Inputs.Select((_, k) => k == gradient ? 0 : Expr.Input(k))]);
        return without == Expr.Input(weight) && !slope.Descendants().OfType<Input>().Any() ? slope : null;
    }
}

/// <summary>Numbers computed once, between kernels: the loss from its sums.</summary>
internal sealed record ScalarStep(EquatableArray<Op> Ops) : Step(Ops)
{
    public override Step With(Op op) => this with { Ops = [.. Ops, op] };
}
