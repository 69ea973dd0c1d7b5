using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Planning;

/// <summary>Groups the ops of a program into steps, so that what is computed together is computed while it is in registers.</summary>
/// <remarks>
/// One walk in program order. An op joins the earliest step that runs after everything it reads, that can take it, and before which nothing still
/// has to read what it overwrites; otherwise it starts a step of its own.
/// </remarks>
internal static class Fusion
{
    /// <param name="oneExample">Whether the batch is one example: then a tensor without the batch lies over the single row.</param>
    public static EquatableArray<Step> Apply(StepProgram program, bool oneExample = false)
    {
        program = SumsOfProducts.Apply(MapInlining.Apply(program with { Ops = Read(program, program.Ops).Where(op => op is not ReshapeOp).ToEquatableArray() }));
        program = program with { Ops = Read(program, program.Ops.Select(WithoutUnused)).ToEquatableArray() };
        HashSet<Value> means = SliceMeans.Of(program);
        List<Step> steps = [];
        ILookup<Value, Op> consumers = program.Consumers();
        foreach (Op op in program.Ops)
        {
            int home = Home(program, steps, op, means, oneExample, IsForRows(op, consumers));
            if (home < 0)
            {
                steps.Add(Start(op));
            }
            else
            {
                steps[home] = steps[home].With(op);
            }
        }

        return steps.Select(step => step with { Stored = Stored(program, steps, step) })
            .Select(step => step is ScanStep scan ? scan.Planned() : step)
            .SelectMany(step => step.Stored.Where(means.Contains).Select(v => new SliceMeanStep(v)).Prepend<Step>(step))
            .ToEquatableArray();
    }

    /// <summary>The ops that lead to something kept: what cancels out, as the softmax of one number does, leaves others that nobody reads.</summary>
    private static IEnumerable<Op> Read(StepProgram program, IEnumerable<Op> all)
    {
        HashSet<Value> read = [];
        List<Op> ops = [];
        foreach (Op op in all.Reverse().Where(op => op.Outputs.Any(o => program.IsKept(o) || read.Contains(o.Storage))))
        {
            read.UnionWith(op.Inputs.Select(i => i.Storage));
            ops.Insert(0, op);
        }

        return ops;
    }

    /// <summary>A Map without the inputs that its formulas do not name any more, but with those that it overwrites: a running mean with a decay of 0 forgets itself.</summary>
    private static Op WithoutUnused(Op op)
    {
        if (op is not MapOp map || map.Inputs.Select((_, k) => k).All(IsUsed))
        {
            return op;
        }

        List<Value> used = [.. map.Inputs.Where((_, k) => IsUsed(k))];
        Expr[] places = [.. map.Inputs.Select(i => used.IndexOf(i) is var place and >= 0 ? Expr.Input(place) : 0)];
        return map with { Inputs = used.ToEquatableArray(), Bodies = map.Bodies.Select(b => b.Substitute(places)).ToEquatableArray() };

        bool IsUsed(int k) => map.Outputs.Any(o => o.Overwrites == map.Inputs[k]) || map.Bodies.Any(b => Derivative.DependsOn(b, k));
    }

    private static int Home(StepProgram program, List<Step> steps, Op op, HashSet<Value> means, bool oneExample, bool isForRows)
    {
        int first = FirstAllowed(steps, op, means);
        return steps.FindIndex(first, step => (!(isForRows && step is ContractStep) && Takes(step, op, oneExample)) || (step is ScatterStep scatter && scatter.Takes(op) && IsLastReader(program, scatter.Core.Result, op)));
    }

    /// <summary>Whether nobody but reductions of rows reads what a Map computes: with them it need not be stored.</summary>
    private static bool IsForRows(Op op, ILookup<Value, Op> consumers) => op is MapOp { Outputs.Count: 1 } && consumers[op.Output].Any()
        && consumers[op.Output].All(c => c is ReduceOp reduce && new RegionDomain(reduce.Source.Shape).Of(reduce.Result.Shape) is Extent.PerRow or Extent.Scalar);

    /// <summary>The first step that an op may be part of.</summary>
    private static int FirstAllowed(List<Step> steps, Op op, HashSet<Value> means)
    {
        int first = 0;
        for (int i = 0; i < steps.Count; i++)
        {
            bool feeds = op.Inputs.Any(steps[i].Computes);
            bool stillReads = op.Outputs.Any(o => o.Overwrites is { } old && steps[i].Ops.Any(other => other.Inputs.Any(input => input.Place == old)));
            if (feeds || stillReads)
            {
                // A sum over all positions is complete only when its step has ended, and one over the slices of a batch when they have met; a product reads what
                // another place of it overwrites, and of two that take a tensor's place the second begins where the first is stored.
                bool complete = op.Inputs.Any(v => steps[i].Computes(v) && (v.Shape.Rank == 0 || means.Contains(v.Storage))) || op.Outputs.Any(o => TakesWhole(steps[i], o));
                first = complete && steps[i] is not ScalarStep ? i + 1 : i;
            }
        }

        return first;
    }

    /// <summary>Whether a step reads at other places what <paramref name="next"/> takes the place of, or takes it itself.</summary>
    private static bool TakesWhole(Step step, Value next) => next.Overwrites is { } old
        && step.Ops.Any(op => op.Outputs.Any(o => o.Overwrites == old) || (op is ContractOp && op.Inputs.Any(input => input.Place == old)));

    /// <summary>Whether nobody else asks for a value.</summary>
    private static bool IsLastReader(StepProgram program, Value value, Op reader) => !program.IsKept(value) && program.Consumers()[value].All(op => op == reader);

    private static bool Takes(Step step, Op op, bool oneExample) => step switch
    {
        ContractStep contract => op is MapOp map && !map.Bodies.Any(b => b.DependsOnPosition) && IsOver(op.Output.Shape, contract.Core.Output.Shape, oneExample) && op.Inputs.Any(contract.Computes)
            && op.Inputs.All(i => contract.Computes(i) || EpilogueReads(contract.Core.Output.Shape, i.Shape)),
        RegionStep region => region.Domain.Takes(op, oneExample) && Shares(region, op) && !(op is ReduceOp && op.Output.Shape.Rank == 0 && region.HasTotal),
        _ => false,
    };

    /// <remarks>Where an example has positions, these are rows to the kernel (Kernels/PositionRows.cs), and the number of examples tells how many.</remarks>
    private static bool IsOver(Shape shape, Shape full, bool oneExample) => shape == full || (oneExample && full.HasBatch && shape.Rank == 1 && shape == full.WithoutBatch);

    /// <summary>Whether an op reads a tensor that the region has at hand.</summary>
    private static bool Shares(RegionStep region, Op op) =>
        op.Inputs.Any(i => i.Shape.Rank > 0 && (region.Computes(i) || region.Loaded.Contains(i.Storage)));

    private static bool EpilogueReads(Shape result, Shape shape) =>
        new RegionDomain(result).Of(shape) is Extent.Full or Extent.PerColumn or Extent.Scalar;

    private static Step Start(Op op) => op switch
    {
        ContractOp or MaxPoolOp or RouteOp => new ContractStep([op]),
        RearrangeOp move => new RearrangeStep(move),
        DropoutMaskOp mask => new DropoutMaskStep(mask),
        GatherOp gather => new GatherStep(gather),
        ScatterAddOp => new ScatterStep([op]),
        ByTimeOp move => new ByTimeStep(move),
        ScanOp scan => new ScanStep(scan, []),
        DelayOp delay => new DelayStep(delay),
        ReduceOp { Result.Shape.Rank: > 0 } reduce when new RegionDomain(reduce.Source.Shape).Of(reduce.Result.Shape) == Extent.PerColumn => new ContractStep([op]),
        MapOp { Output.Shape.Rank: 0 } => new ScalarStep([op]),
        _ => Region(op),
    };

    private static RegionStep Region(Op op)
    {
        RegionDomain domain = RegionDomain.For(op);
        return op.Inputs.FirstOrDefault(i => domain.Of(i.Shape) is null) is not { } other ? new RegionStep([op], domain)
            : throw new System.InvalidOperationException($"{op.Output} is computed row by row, and {other} does not lie over its rows");
    }

    private static EquatableArray<Value> Stored(StepProgram program, List<Step> steps, Step step) =>
        step.Ops.SelectMany(op => op.Outputs)
            .Where(v => program.IsKept(v) || steps.Any(s => s != step && s.Loaded.Contains(v)))
            .ToEquatableArray();
}
