using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Kernels;
using ModelGen.Generator.Planning;
using ModelGen.Generator.Vectors;

namespace ModelGen.Generator.StraightLine;

/// <summary>
/// As many examples as a vector has lanes: every number of a layer is a vector, a lane for each example, and weights are broadcast from memory. Only the gradients
/// of parameters are summed up over lanes, into vectors of neighbouring parameters.
/// </summary>
internal sealed partial class SamplesInLanes(StraightLineRequest request, VectorWidth width) : StraightLineBuilder(request, width)
{
    private readonly Dictionary<Value, Register[]> _features = [];
    private readonly Dictionary<Value, Value> _copies = [];

    /// <summary>The vector with a lane for each example.</summary>
    private VectorType Lanes => VectorOf(Request)!.Value;

    /// <summary>The vector with as many lanes as there are examples, if there is one.</summary>
    public static VectorType? VectorOf(StraightLineRequest request) => new[] { 128, 256, 512 }
        .Select(bits => new VectorType(bits, request.Precision))
        .Where(type => type.Lanes == request.Examples)
        .Select(type => (VectorType?)type)
        .FirstOrDefault();

    /// <summary>Whether all steps can be written so.</summary>
    public static bool Takes(StraightLineRequest request) => VectorOf(request) is not null && request.Steps.All(step => step switch
    {
        ContractStep contract => MatrixProduct.Fits(contract.Core) && contract.Ops.All(op => op.Outputs.Count == 1) && contract.Ops.SelectMany(op => op.Inputs.Concat(op.Outputs)).All(IsFlat),
        RegionStep region => region.Domain.Full.HasBatch && IsFlat(region.Ops[0].Output) && region.Domain.Full.WithoutBatch.Rank == 1 && region.Ops.All(op => op is ReduceOp || op.Outputs.Count == 1),
        _ => step is ScalarStep or TransposeStep,
    }) && request.Steps.SelectMany(s => s.Stored).Where(request.IsKept).All(v => !v.Shape.HasBatch);

    private static bool IsFlat(Value value) => value.Shape.HasBatch ? value.Shape.Rank <= 2 : value.Shape.Rank <= 2;

    protected override void Add(Step step)
    {
        switch (step)
        {
            case TransposeStep transpose:
                // Weights are broadcast one by one: the layout does not matter, and no copy is needed.
                _copies[transpose.Copy] = transpose.Source;
                break;
            case ContractStep contract:
                AddContract(contract);
                break;
            case RegionStep region:
                AddRegion(region);
                break;
        }
    }

    private void AddRegion(RegionStep region)
    {
        foreach (Op op in RegionOps.Expand(region))
        {
            if (op is ReduceOp reduce)
            {
                AddReduce(reduce);
            }
            else
            {
                AddMap((MapOp)op);
            }
        }
    }

    private void AddReduce(ReduceOp reduce)
    {
        bool isMaximum = reduce.Reduction == ReduceKind.Max;
        Register[] source = FeaturesOf(reduce.Source);
        Register reduced = source[0];
        foreach (Register next in source.Skip(1))
        {
            reduced = Compute(reduce.Result.Name + "Parts", Lanes, isMaximum ? Expr.Max(Expr.Input(0), Expr.Input(1)) : Expr.Input(0) + Expr.Input(1), reduced, next);
        }

        if (reduce.Result.Shape.Rank > 0)
        {
            _features[reduce.Result] = [reduced];
            return;
        }

        Register total = Declare(reduce.Result.Name, Number);
        Emit(new Across(total, isMaximum, [(reduced, Lanes.Lanes)]));
        Totals[reduce.Result] = total;
    }

    private void AddMap(MapOp map)
    {
        int count = map.Output.Shape.WithoutBatch.Length;
        _features[map.Output] = [.. Enumerable.Range(0, count).Select(f => Compute(
            count == 1 ? map.Output.Name : $"{map.Output.Name}_{f}",
            Lanes,
            Known(map.Bodies[0]).Rewrite(e => e is Position ? f : null),
            map.Inputs.Select(i => Feature(i, f))))];
    }

    /// <summary>One number of a layer, for every example.</summary>
    private Operand Feature(Value value, int feature)
    {
        if (Totals.TryGetValue(value.Storage, out Register? total))
        {
            return total;
        }

        if (value.Shape.HasBatch)
        {
            Register[] features = FeaturesOf(value);
            return features[features.Length == 1 ? 0 : feature];
        }

        return new Broadcast(Memory.Of(value).Plus(value.Shape.Length == 1 ? 0 : feature));
    }

    private Register[] FeaturesOf(Value value)
    {
        value = value.Storage;
        if (_features.TryGetValue(value, out Register[]? features))
        {
            return features;
        }

        int count = value.Shape.WithoutBatch.Length;
        return _features[value] = [.. Enumerable.Range(0, count).Select(f => Compute(
            count == 1 ? $"{value.Name}All" : $"{value.Name}_{f}",
            Lanes,
            Expr.Input(0),
            new Gathered([.. Enumerable.Range(0, Request.Examples).Select(b => Memory.Of(value).Plus((b * count) + f))])))];
    }
}
