using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Nests;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Planning.Lanes;

/// <summary>Turns the steps of a program into steps with examples in the lanes, with copies where rows are wanted, and fuses pooling into what it pools.</summary>
internal sealed class LaneFusion
{
    // The sums of a window are in registers together: 9 of the 16 that narrow machines have.
    private const int MostCellsInRegisters = 9;

    private readonly StepProgram _program;
    private readonly List<Step> _steps = [];
    private readonly Dictionary<Value, Value> _rows = [];

    private LaneFusion(StepProgram program) => _program = program;

    /// <param name="program">A program whose tensors of examples all lie in lanes.</param>
    public static EquatableArray<Step> Apply(StepProgram program)
    {
        LaneFusion fusion = new(program);
        foreach (Step step in Fusion.Apply(program))
        {
            fusion.Add(step);
        }

        fusion.FoldRoutings();
        return LaneMasks.Apply([.. fusion._steps]);
    }

    private void Add(Step step)
    {
        bool hasExamples = step.Ops.SelectMany(op => op.Inputs.Concat(op.Outputs)).Any(v => v.Shape.HasBatch);
        if (!hasExamples || step is ScalarStep)
        {
            _steps.Add(step);
            return;
        }

        switch (step.Ops[0])
        {
            case ContractOp contract when SumsOnlyExamples(contract):
                _steps.Add(step with { Ops = [new ContractOp(Rows(contract.A), contract.AMap, Rows(contract.B), contract.BMap, contract.Result, contract.OutputMap, contract.Axes), .. step.Ops.Skip(1)] });
                break;
            case ContractOp contract:
                _steps.Add(Contract(step, contract));
                break;
            case ReduceOp reduce when step is ContractStep:
                _steps.Add(new LaneContractStep(step.Ops, LaneContraction.Of(reduce), [.. step.Ops.Skip(1).Cast<MapOp>()]) { Stored = step.Stored });
                break;
            case MaxPoolOp when step.Ops.Count > 1:
                (Step first, Step others) = Split(step);
                Add(first);
                Add(others);
                break;
            case MaxPoolOp pool:
                AddPool(step, pool);
                break;
            case RearrangeOp move when move.Inputs.All(i => i.Shape.HasBatch):
                _steps.Add((RearrangeStep)step with { IsInLanes = true });
                break;
            case RearrangeOp move:
                throw new NotSupportedException($"{move.Output.Name} is made of what is no example's");
            case DropoutMaskOp mask:
                AddMask(mask);
                break;
            case RouteOp route:
                _steps.Add(new LaneContractStep(step.Ops, LaneContraction.Of(route), [.. step.Ops.Skip(1).Cast<MapOp>()]) { Stored = step.Stored, Index = route.Position });
                break;
            default:
                _steps.Add(new LaneRegionStep((RegionStep)step, []) { Stored = step.Stored });
                break;
        }
    }

    /// <summary>A pooling, and the Maps that were to run with it.</summary>
    private static (Step First, Step Others) Split(Step step)
    {
        RegionStep rest = new([.. step.Ops.Skip(1)], RegionDomain.For(step.Ops[1]));
        EquatableArray<Value> ofFirst = [.. step.Ops[0].Outputs.Where(o => step.Stored.Contains(o) || rest.Loaded.Contains(o))];
        return (step with { Ops = [step.Ops[0]], Stored = ofFirst }, rest with { Stored = [.. step.Stored.Where(rest.Computes)] });
    }

    private static LaneContractStep Contract(Step step, ContractOp contract)
    {
        EquatableArray<MapOp> maps = [.. step.Ops.Skip(1).Cast<MapOp>()];
        LaneContraction contraction = LaneContraction.Of(contract);
        Value factor = contract.A.Shape.Rank == 0 ? contract.A : contract.B;
        if (factor.Shape.Rank == 0)
        {
            // A factor of every product is one of the sum.
            Value bare = new($"{contract.Result.Name}Bare", contract.Result.Shape, ValueRole.Intermediate);
            bool isKnown = factor.Role == ValueRole.Constant;
            MapOp scale = new(isKnown ? [bare] : [bare, factor], [contract.Result], [Expr.Input(0) * (isKnown ? factor.Numbers[0] : Expr.Input(1))]);
            return new LaneContractStep(step.Ops, contraction with { Result = bare }, [scale, .. maps]) { Stored = step.Stored };
        }

        return new LaneContractStep(step.Ops, contraction, maps) { Stored = step.Stored };
    }

    /// <summary>Whether each product belongs to a result of its own for every example: a dense layer's gradient, for which rows of examples are better.</summary>
    /// <remarks>With a few blocks of examples, adding up the lanes of each result would cost more than the products.</remarks>
    private static bool SumsOnlyExamples(ContractOp c) =>
        !c.Result.Shape.HasBatch && c.A.Shape.HasBatch && c.B.Shape.HasBatch
        && c.Axes.All(a => a.Extent == Shape.Batch || c.OutputMap.Indices.Any(i => i.SingleAxis == a))
        && c.Result.Shape.Rank == 2 && c.AMap.Indices.Concat(c.BMap.Indices).All(i => i.SingleAxis is not null);

    /// <summary>A tensor as rows of examples: a copy, made when it is first wanted.</summary>
    private Value Rows(Value value)
    {
        if (!_rows.TryGetValue(value.Storage, out Value? rows))
        {
            _rows[value.Storage] = rows = new Value($"{value.Storage.Name}Rows", value.Shape, ValueRole.Intermediate);
            _steps.Add(new LaneCopyStep(value.Storage, rows, ToLanes: false) { Stored = [rows] });
        }

        return rows;
    }

    /// <summary>A mask is drawn in rows: the same numbers whatever the layout.</summary>
    private void AddMask(DropoutMaskOp mask)
    {
        Value rows = _rows[mask.Result] = new Value($"{mask.Result.Name}Rows", mask.Result.Shape, ValueRole.Intermediate);
        _steps.Add(new DropoutMaskStep(new DropoutMaskOp(mask.Rate, mask.Layer, rows)) { Stored = [rows] });
        _steps.Add(new LaneCopyStep(rows, mask.Result, ToLanes: true) { Stored = [mask.Result] });
    }

    /// <summary>Pooling joins the contraction whose finished sums it takes, if nothing else reads them and the largest can be found before the Maps.</summary>
    private void AddPool(Step step, MaxPoolOp pool)
    {
        // Where a normalisation of single numbers makes all maxima 0, the gradient still asks for their positions.
        step = step with { Stored = [.. step.Stored.Append(pool.Result).Distinct()] };
        int home = _steps.FindIndex(s => s is LaneContractStep { Pool: null } && s.Computes(pool.Source));
        if (home >= 0 && _steps[home] is LaneContractStep contract && Fuses(contract, pool))
        {
            LaneContraction pooled = contract.Contraction.Pooled(pool);
            _steps[home] = contract with
            {
                Ops = [.. contract.Ops, pool],
                Contraction = pooled,
                Sums = contract.Sums,
                Pool = new FusedPool(pool.Source, pool.Result, pool.Position),
                Stored = [.. contract.Stored.Where(v => v != pool.Source), .. step.Stored],
            };
            return;
        }

        _steps.Add(new LaneContractStep(step.Ops, LaneContraction.Of(pool), []) { Stored = step.Stored, Pool = new FusedPool(LaneContraction.Of(pool).Result, pool.Result, pool.Position) });
    }

    private bool Fuses(LaneContractStep contract, MaxPoolOp pool)
    {
        bool isOnlyReader = !_program.IsKept(pool.Source) && _program.Ops.Count(op => op.Inputs.Any(i => i.Storage == pool.Source)) == 1;
        return isOnlyReader
            && pool.Window.Aggregate(1, (cells, axis) => cells * axis.Extent) <= MostCellsInRegisters
            && contract.Contraction.Result.Shape.HasBatch

            // A window goes over plain axes: the sums of a transposed convolution are at places that have two.
            && contract.Contraction.ResultMap.Indices.All(i => i.Terms.Count == 0 || i.SingleAxis is not null)
            && contract.Stored.All(v => v == pool.Source)
            && Windows.AreApart(pool.SourceMap, pool.Source, pool.Window)
            && contract.Contraction.Pooled(pool).HasSchedule
            && Increasing.Is(contract.Maps, contract.Sums, pool.Source);
    }

    /// <summary>A routing that only the gradient of one weight reads need not be stored: its vectors are made where they are read.</summary>
    private void FoldRoutings()
    {
        for (int i = 0; i < _steps.Count; i++)
        {
            if (_steps[i] is not LaneContractStep { Ops: [RouteOp route] } || _program.IsKept(route.Result))
            {
                continue;
            }

            int[] readers = [.. Enumerable.Range(0, _steps.Count).Where(s => _steps[s].Loaded.Contains(route.Result))];
            if (readers is [int reader] && _steps[reader] is LaneContractStep { Ops: [ContractOp, ..], Index: null } gradient
                && !gradient.Contraction.Result.Shape.HasBatch
                && Windows.AreApart(route.ResultMap, route.Result, route.Window)
                && gradient.Contraction.Routed(route) is { HasSchedule: true } routed)
            {
                _steps[reader] = gradient with { Ops = [.. gradient.Ops, route], Contraction = routed, Index = route.Position };
                _steps.RemoveAt(i--);
            }
        }
    }
}
