using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Kernels;
using ModelGen.Generator.Planning;
using ModelGen.Generator.Vectors;

namespace ModelGen.Generator.StraightLine;

/// <summary>The contractions of a few examples: sums of broadcast weights times vectors, and sums over lanes for the weights' gradients.</summary>
internal sealed partial class SamplesInLanes
{
    // As many sums as this run at full speed: an addition takes four cycles, and two start in each.
    private const int EnoughSums = 8;

    private void AddContract(ContractStep step)
    {
        if (step.Core is ReduceOp reduce)
        {
            // Over the examples: a parameter's gradient, such as a bias's.
            AddGradient(step, [.. FeaturesOf(reduce.Source)]);
            return;
        }

        ContractOp core = WithoutCopy((ContractOp)step.Core);
        MatrixProduct product = MatrixProduct.Of(step with { Ops = [core, .. step.Ops.Skip(1)] }, Request.Layouts, Request.Examples);
        if (core.Result.Shape.HasBatch)
        {
            (Value? start, EquatableArray<MapOp> maps) = AccumulatorStart.Extract(step);
            _features[core.Result] = Sums(product, start, core.Result.Name);
            foreach (MapOp map in maps)
            {
                AddMap(map);
            }
        }
        else
        {
            AddGradient(step, Products(product, step.Core.Output.Name));
        }
    }

    private ContractOp WithoutCopy(ContractOp op) =>
        _copies.TryGetValue(op.B, out Value? source) ? new ContractOp(op.A, op.AMap, source, op.BMap, op.Result, op.OutputMap, op.Axes) : op;

    private Register[] Sums(MatrixProduct product, Value? start, string name)
    {
        Register[] left = FeaturesOf(product.Left!);
        int columns = product.Column.Extent, depth = product.Depth.Extent, chains = Chains(columns, depth);
        return [.. Enumerable.Range(0, columns).Select(c =>
        {
            Register?[] sums = new Register?[chains];
            for (int d = 0; d < depth; d++)
            {
                Operand weight = new Broadcast(Memory.Of(product.Right).Plus((d * product.RightDepthStride) + (c * product.RightColumnStride)));
                int chain = d % chains;
                if (d == 0 && start is not null)
                {
                    sums[0] = Compute($"{name}_{c}", Lanes, Expr.Input(2) + (Expr.Input(0) * Expr.Input(1)), left[0], weight, Feature(start, c));
                    continue;
                }

                sums[chain] = MultiplyAdd(sums[chain], chain == 0 ? $"{name}_{c}" : $"{name}_{c}_{chain}", Lanes, left[d], weight);
            }

            return AddUp([.. sums.Select(s => s!)]);
        })];
    }

    /// <summary>
    /// Into how many independent sums each sum is split: enough to keep the machine busy, and short ones even so, since here a step waits for nothing but the chain
    /// of operations from the weights to the weights.
    /// </summary>
    private static int Chains(int columns, int depth) => System.Math.Min(depth, System.Math.Max((EnoughSums + columns - 1) / columns, System.Math.Min(4, depth / 2)));

    /// <summary>An example's part in a weight's gradient is a product; these are they, in the order of the weights in memory, each when it is asked for.</summary>
    private IEnumerable<Register> Products(MatrixProduct product, string name)
    {
        Register[] left = FeaturesOf(product.Left!), right = FeaturesOf(product.Right);
        for (int r = 0; r < product.Row.Extent; r++)
        {
            for (int c = 0; c < product.Column.Extent; c++)
            {
                yield return Compute($"{name}{r}_{c}", Lanes, Expr.Input(0) * Expr.Input(1), left[r], right[c]);
            }
        }
    }

    /// <summary>Sums up vectors over their lanes, four at a time, and finishes the vectors of sums: with the update, or by storing them.</summary>
    private void AddGradient(ContractStep step, IEnumerable<Register> vectors)
    {
        int count = step.Core.Output.Shape.Length, leaves = 0;
        string name = step.Core.Output.Name;
        Piece[] pieces = count < Lanes.Lanes ? [.. Short(count)] : [.. Piece.Cover(count, Lanes.Bits, Precision)];
        RowSums sums = new(
            pieces,
            count,
            summands =>
            {
                Register leaf = Declare($"{name}Leaf{leaves++}", Lanes);
                Emit(new Leaf(leaf, summands.ToEquatableArray()));
                return leaf;
            },
            (piece, parts) =>
            {
                Register result = Declare($"{name}_{System.Array.IndexOf(pieces, piece)}", piece.Type);
                Emit(new Fold(result, parts.ToEquatableArray()));
                return result;
            });
        foreach (Register vector in vectors)
        {
            sums.Add(vector);
        }

        Finish(step, pieces, sums.Finish(), count);
    }

    private IEnumerable<Piece> Short(int count) => count < Narrowest.Lanes ? [new Piece(0, Narrowest)] : Piece.Cover(count, Lanes.Bits, Precision);

    private void Finish(ContractStep step, Piece[] pieces, IReadOnlyList<Register> sums, int count)
    {
        List<Store> stores = [];
        for (int k = 0; k < pieces.Length; k++)
        {
            Piece piece = pieces[k];
            Dictionary<Value, Operand> known = new() { [step.Core.Output] = sums[k] };
            foreach (MapOp map in step.Epilogue)
            {
                known[map.Output] = Compute(
                    $"{map.Output.Name}_{k}",
                    piece.Type,
                    Known(map.Bodies[0]),
                    map.Inputs.Select(i => known.TryGetValue(i.Storage, out Operand? operand) ? operand
                        : Totals.TryGetValue(i.Storage, out Register? total) ? total
                        : count < piece.Type.Lanes ? new Gathered([.. Enumerable.Range(0, count).Select(Memory.Of(i).Plus)])
                        : new InMemory(Memory.Of(i).Plus(piece.Offset))));
            }

            // All of the tensor is computed before any of it is written: pieces may overlap.
            stores.AddRange(step.Stored.Where(Request.IsKept).Select(v =>
                new Store(piece.Type, Expr.Input(0), [known[v]], Memory.Of(v).Plus(piece.Offset), System.Math.Min(count, piece.Type.Lanes))));
        }

        stores.ForEach(Emit);
    }
}
