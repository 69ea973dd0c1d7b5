using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Kernels;
using ModelGen.Generator.Planning;
using ModelGen.Generator.Vectors;

namespace ModelGen.Generator.StraightLine;

/// <summary>The contractions of one example: vectors times matrices, and the outer products that are the weights' gradients.</summary>
internal sealed partial class FeaturesInLanes
{
    // As many sums as this run at full speed: an addition takes four cycles, and two start in each.
    private const int EnoughSums = 8;

    private IEnumerable<Value> BroadcastBy(Step step) => step switch
    {
        ContractStep { Core: ContractOp } contract when !IsDot(Product(contract)) => BroadcastBy(Product(contract)),
        RowUpdateStep rows => BroadcastBy(Product(rows.Update)),
        _ => [],
    };

    private IEnumerable<Value> BroadcastBy(MatrixProduct product) => IsShuffled(product.Left!, Pieces(product.Column.Extent)[0].Type) ? [] : [product.Left!.Storage];

    /// <summary>Whether a number of a row comes into every lane by a shuffle of the one register that the row is in, not through memory.</summary>
    private bool IsShuffled(Value value, VectorType type) =>
        Pieces(value.Shape.WithoutBatch.Length) is [{ Type: var only }] && (only.Bits == 128 || (only.Bits == 256 && type.Bits <= 256));

    private MatrixProduct Product(ContractStep step) => MatrixProduct.Of(step, Request.Layouts, Request.Examples);

    private static bool IsDot(MatrixProduct product) => product.RightColumnStride != 1 && product.RightDepthStride == 1;

    private void AddContract(ContractStep step)
    {
        if (step.Core is ReduceOp reduce)
        {
            // The sum over one example is that example.
            Piece[] pieces = Pieces(reduce.Result.Shape.Length);
            _rows[reduce.Result] = [.. pieces.Select((piece, k) => RegisterOf(reduce.Source, k, piece))];
            Keep(reduce.Result, pieces, reduce.Result.Shape.Length);
            AddEpilogue([.. step.Epilogue], reduce.Result.Shape.Length);
            return;
        }

        MatrixProduct product = Product(step);
        if (((ContractOp)step.Core).Result.Shape.HasBatch)
        {
            (Value? start, EquatableArray<MapOp> maps) = AccumulatorStart.Extract(step);
            Value sums = step.Core.Output;
            if (IsDot(product))
            {
                _rows[sums] = Dots(product, start, sums.Name);
            }
            else
            {
                // What is added to the sums they start at: nothing is left to do when the last product is there.
                (Expr? body, EquatableArray<Value> terms, maps) = StartOf(sums, start, maps);
                _rows[sums] = Sums(product, sums.Name, body is null ? null : (k, piece) =>
                    Compute($"{sums.Name}_{k}", piece.Type, body, terms.Select(t => OperandOf(t, k, piece, product.Column.Extent))));
            }

            Keep(sums, Pieces(product.Column.Extent), product.Column.Extent);
            AddEpilogue([.. maps], product.Column.Extent);
        }
        else
        {
            AddOuterProduct(step, product);
        }
    }

    private void AddEpilogue(MapOp[] maps, int columns)
    {
        foreach (MapOp map in maps)
        {
            AddMap(map, columns);
        }
    }

    /// <summary>All that is added to sums before anything else is done with them, and the formulas that are left.</summary>
    /// <param name="start">A bias that is known to be added.</param>
    private (Expr? Start, EquatableArray<Value> Terms, EquatableArray<MapOp> Maps) StartOf(Value sums, Value? start, EquatableArray<MapOp> maps)
    {
        EquatableArray<Value> bias = start is null ? [] : [start];
        Expr? startOnly = start is null ? null : Expr.Input(0);
        if (maps.Count(m => m.Inputs.Contains(sums)) != 1 || maps[0] is not { Bodies: [var body] } first || !first.Inputs.Contains(sums) || Request.IsKept(sums))
        {
            return (startOnly, bias, maps);
        }

        int self = first.Inputs.ToList().IndexOf(sums);
        bool onlyAdds = body.Descendants().All(e => e is Input or Binary { Op: BinaryOp.Add }) && body.Descendants().Count(e => e == Expr.Input(self)) == 1;
        if (!onlyAdds || first.Inputs.Any(i => i != sums && i.Shape.WithoutBatch != sums.Shape.WithoutBatch))
        {
            return (startOnly, bias, maps);
        }

        EquatableArray<Value> terms = [.. first.Inputs.Where(i => i != sums), .. bias];
        Expr[] places = [.. first.Inputs.Select(i => i == sums ? start is null ? 0 : Expr.Input(terms.Count - 1) : Expr.Input(terms.ToList().IndexOf(i)))];
        return (body.Substitute(places), terms, [first with { Inputs = [sums], Bodies = [Expr.Input(0)] }, .. maps.Skip(1)]);
    }

    /// <summary>Each number of the left operand times a row of the right one, in as many independent sums as keep the machine busy.</summary>
    /// <param name="start">What the sums of a piece start at; null for 0.</param>
    private Register[] Sums(MatrixProduct product, string name, System.Func<int, Piece, Register>? start)
    {
        Piece[] pieces = Pieces(product.Column.Extent);
        int depth = product.Depth.Extent, chains = System.Math.Min(depth, (EnoughSums + pieces.Length - 1) / pieces.Length);
        MostSums = System.Math.Max(MostSums, pieces.Length * chains);
        Register?[,] sums = new Register?[pieces.Length, chains];
        for (int k = 0; start is not null && k < pieces.Length; k++)
        {
            sums[k, 0] = start(k, pieces[k]);
        }

        string? index = IndexOf(product.Left!, product.Depth, pieces);
        if (IsLoop(index, depth, chains))
        {
            // All sums exist before a loop: those of the other chains begin with 0.
            for (int c = 0; c < chains; c++)
            {
                for (int k = 0; k < pieces.Length; k++)
                {
                    sums[k, c] ??= Compute(NameOf(k, c), pieces[k].Type, 0.0);
                }
            }
        }

        Repeat(index, depth, chains, (turn, count) => Enumerable.Range(0, count).ToList().ForEach(c => AddTerms(turn, c)));
        return [.. pieces.Select((_, k) => AddUp([.. Enumerable.Range(0, chains).Select(c => sums[k, c]!)]))];

        string NameOf(int k, int chain) => chain == 0 ? $"{name}_{k}" : $"{name}_{k}_{chain}";

        void AddTerms(Turn turn, int chain)
        {
            Place row = turn.Of(Memory.Of(product.Right), product.RightDepthStride, chain);
            Operand number = Single(product.Left!, product.LeftDepthStride, turn, pieces[0].Type, chain);
            Dictionary<VectorType, Operand> factors = FactorsOf(pieces, $"{product.Left!.Name}At{turn.First + chain}", number);
            for (int k = 0; k < pieces.Length; k++)
            {
                sums[k, chain] = MultiplyAdd(sums[k, chain], NameOf(k, chain), pieces[k].Type, factors[pieces[k].Type], InRow(row, pieces[k], product.Column.Extent));
            }
        }
    }

    /// <summary>The name of the index of a loop along <paramref name="axis"/>; null where numbers of <paramref name="left"/> come from a register, each by a shuffle of its own.</summary>
    private string? IndexOf(Value left, ProductAxis axis, Piece[] pieces) => Single(left, 0, default, pieces[0].Type) is Broadcast ? axis.Name : null;

    /// <summary>A number in every lane of each type of vector: in a register where several vectors are multiplied with it.</summary>
    private Dictionary<VectorType, Operand> FactorsOf(Piece[] pieces, string name, Operand number) => pieces.GroupBy(p => p.Type).ToDictionary(
        type => type.Key,
        type => type.Count() > 1 ? Compute(name, type.Key, Expr.Input(0), number) : number);

    /// <summary>Rows of the right operand times the left one, added up over the lanes.</summary>
    private Register[] Dots(MatrixProduct product, Value? start, string name)
    {
        Piece[] depth = Pieces(product.Depth.Extent);
        Operand[] left = [.. depth.Select((piece, k) => (Operand)Once(product.Left!, k, piece))];
        RowSums sums = SumsOver(product, name, depth);
        for (int c = 0; c < product.Column.Extent; c++)
        {
            Place row = Memory.Of(product.Right).Plus(c * product.RightColumnStride);
            sums.Add(Dot($"{name}Row{c}", depth, left, [.. depth.Select(piece => InRow(row, piece, product.Depth.Extent))]));
        }

        Register[] results = [.. sums.Finish()];
        Piece[] pieces = Pieces(product.Column.Extent);
        return start is null ? results
            : [.. results.Select((r, k) => Compute($"{name}_{k}", r.Type, Expr.Input(0) + Expr.Input(1), r, OperandOf(start, k, pieces[k], product.Column.Extent)))];
    }

    /// <summary>The sum of products of two rows, over vectors but not yet over lanes.</summary>
    private Register Dot(string name, Piece[] pieces, IReadOnlyList<Operand> left, IReadOnlyList<Operand> right)
    {
        VectorType widest = pieces[0].Type;
        Register? sum = null;
        for (int k = 0; k < pieces.Length; k++)
        {
            if (pieces[k].Type.Equals(widest))
            {
                sum = MultiplyAdd(sum, name, widest, left[k], right[k]);
            }
            else
            {
                Register narrow = Compute($"{name}_{k}", pieces[k].Type, Expr.Input(0) * Expr.Input(1), left[k], right[k]);
                Emit(new Compute(sum!, Expr.Input(0) + Expr.Input(1), [sum!, narrow], Again: true));
            }
        }

        return sum!;
    }

    private RowSums SumsOver(MatrixProduct product, string name, Piece[] depth)
    {
        Piece[] results = Pieces(product.Column.Extent);
        int leaves = 0;
        return new RowSums(
            results,
            product.Column.Extent,
            vectors =>
            {
                Register leaf = Declare($"{name}Leaf{leaves++}", depth[0].Type);
                Emit(new Leaf(leaf, vectors.ToEquatableArray()));
                return leaf;
            },
            (piece, parts) =>
            {
                Register result = Declare($"{name}_{System.Array.IndexOf(results, piece)}", piece.Type);
                Emit(new Fold(result, parts.ToEquatableArray()));
                return result;
            });
    }

    /// <summary>A weight's gradient, row by row, and what is done with it.</summary>
    private void AddOuterProduct(ContractStep step, MatrixProduct product)
    {
        Piece[] pieces = Pieces(product.Column.Extent);
        Register[] right = [.. pieces.Select((piece, k) => RegisterOf(product.Right, k, piece))];
        MapOp[] maps = [.. step.Epilogue];
        RowUpdateFormula? update = step.Stored is [{ Overwrites: { } weight }] && maps is [var map] && map.Inputs.All(i => i == step.Core.Output || i == weight || i.Shape.Rank == 0)
            ? RowUpdateFormula.Of(map, step.Core.Output)
            : null;
        Register[]? steps = update?.Step is { } hoisted ? StepOf(hoisted, product.Right.Name, pieces, right) : null;
        Repeat(IndexOf(product.Left!, product.Row, pieces), product.Row.Extent, 1, (turn, _) =>
        {
            Operand factor = Single(product.Left!, product.LeftRowStride, turn, pieces[0].Type);
            if (update is null)
            {
                StoreRow(step, maps, product, turn, pieces, factor, right);
                return;
            }

            Place row = turn.Of(Memory.Of(step.Stored[0]), product.ResultRowStride);
            Register[] weights = RowOf(step.Stored[0].Overwrites!.Name, turn.First, row, pieces, product.Column.Extent);
            StoreUpdated(update, row, pieces, product.Column.Extent, weights, FactorsOf(pieces, $"{product.Left!.Name}At{turn.First}", factor), right, steps);
        });
    }

    private Register[] RowOf(string name, int row, Place place, Piece[] pieces, int columns) =>
        [.. pieces.Select((piece, k) => Compute($"{name}{row}_{k}", piece.Type, Expr.Input(0), InRow(place, piece, columns)))];

    private void StoreRow(ContractStep step, MapOp[] maps, MatrixProduct product, Turn turn, Piece[] pieces, Operand factor, Register[] right)
    {
        List<Store> stores = [];
        for (int k = 0; k < pieces.Length; k++)
        {
            Dictionary<Value, Operand> known = new() { [step.Core.Output] = Compute($"{step.Core.Output.Name}{turn.First}_{k}", pieces[k].Type, Expr.Input(0) * Expr.Input(1), factor, right[k]) };
            foreach (MapOp map in maps)
            {
                known[map.Output] = Compute(
                    $"{map.Output.Name}{turn.First}_{k}",
                    pieces[k].Type,
                    Known(map.Bodies[0]),
                    map.Inputs.Select(i => known.TryGetValue(i.Storage, out Operand? operand) ? operand
                        : i.Shape.Rank == 0 ? Totals[i.Storage]
                        : InRow(turn.Of(Memory.Of(i), product.ResultRowStride), pieces[k], product.Column.Extent)));
            }

            stores.AddRange(step.Stored.Where(Request.IsKept).Select(v => new Store(
                pieces[k].Type, Expr.Input(0), [known[v]], turn.Of(Memory.Of(v), product.ResultRowStride).Plus(pieces[k].Offset), Valid(pieces[k], product.Column.Extent))));
        }

        stores.ForEach(Emit);
    }

    /// <summary>Dot products with the rows of a weight, each updated while it is in registers.</summary>
    private void AddRowUpdate(RowUpdateStep step)
    {
        MatrixProduct product = Product(step.Gradient), outer = Product(step.Update);
        int columns = product.Depth.Extent;
        Piece[] pieces = Pieces(columns);
        Register[] gradient = [.. pieces.Select((piece, k) => RegisterOf(product.Left!, k, piece))];
        Operand[] once = [.. pieces.Select((piece, k) => (Operand)Once(product.Left!, k, piece))];
        RowUpdateFormula update = RowUpdateFormula.Of(step.Update.Epilogue.Single(), step.Update.Core.Output);
        Register[]? steps = update.Step is { } hoisted ? StepOf(hoisted, product.Left!.Name, pieces, gradient) : null;
        Value result = step.Gradient.Core.Output;
        string? index = IndexOf(outer.Left!, outer.Row, pieces);
        _rows[result] = IsLoop(index, product.Column.Extent, Narrowest.Lanes) ? SumsInMemory() : SumsInRegisters();
        Keep(result, Pieces(product.Column.Extent), product.Column.Extent);
        AddEpilogue([.. step.Gradient.Epilogue], product.Column.Extent);

        Register[] SumsInRegisters()
        {
            RowSums sums = SumsOver(product, result.Name, pieces);
            for (int r = 0; r < product.Column.Extent; r++)
            {
                AddRow(new Turn(r, null), 0, sums.Add);
            }

            return [.. sums.Finish()];
        }

        // As many rows at a time as the narrowest vector has lanes: their sums go to memory together, where later what they become belongs.
        Register[] SumsInMemory()
        {
            Place sums = Memory.Of(step.Gradient.Stored[0]);
            Repeat(index, product.Column.Extent, Narrowest.Lanes, (turn, count) =>
            {
                List<Register> rows = [];
                Enumerable.Range(0, count).ToList().ForEach(k => AddRow(turn, k, rows.Add));
                Register leaf = Declare($"{result.Name}Leaf{turn.First}", pieces[0].Type), four = Declare($"{result.Name}From{turn.First}", Narrowest);
                Emit(new Leaf(leaf, [.. Enumerable.Range(0, Narrowest.Lanes).Select(k => rows[System.Math.Min(k, count - 1)])]));
                Emit(new Fold(four, [leaf]));
                Write(Narrowest, four, turn.Of(sums, 1), count);
            });
            return [.. Pieces(product.Column.Extent).Select((piece, k) => Compute($"{result.Name}_{k}", piece.Type, Expr.Input(0), InRow(sums, piece, product.Column.Extent)))];
        }

        void AddRow(Turn turn, int k, System.Action<Register> add)
        {
            Place row = turn.Of(Memory.Of(product.Right), product.RightColumnStride, k);
            Register[] weights = RowOf(product.Right.Name, turn.First + k, row, pieces, columns);
            add(Dot($"{result.Name}Row{turn.First + k}", pieces, once, [.. weights.Select(w => (Operand)w)]));
            Operand factor = Single(outer.Left!, outer.LeftRowStride, turn, pieces[0].Type, k);
            StoreUpdated(update, row, pieces, columns, weights, FactorsOf(pieces, $"{outer.Left!.Name}At{turn.First + k}", factor), gradient, steps);
        }
    }

    private Register[] StepOf(Expr step, string name, Piece[] pieces, Register[] gradient) =>
        [.. pieces.Select((piece, k) => Compute($"{name}Step_{k}", piece.Type, Known(step).Substitute([.. Enumerable.Repeat(Expr.Input(0), RowUpdateFormula.GradientTerm + 1)]), gradient[k]))];

    private void StoreUpdated(RowUpdateFormula update, Place row, Piece[] pieces, int columns, Register[] weights, Dictionary<VectorType, Operand> factors, Register[] gradient, Register[]? steps)
    {
        for (int k = 0; k < pieces.Length; k++)
        {
            Operand[] terms = [weights[k], factors[pieces[k].Type], gradient[k], steps?[k] ?? gradient[k]];
            Emit(new Store(pieces[k].Type, Known(update.Whole), terms.ToEquatableArray(), row.Plus(pieces[k].Offset), Valid(pieces[k], columns)));
        }
    }

    /// <summary>A number of a row in every lane: number <paramref name="k"/> of a turn, where numbers are <paramref name="stride"/> apart.</summary>
    private Operand Single(Value value, int stride, Turn turn, VectorType type, int k = 0) =>
        IsShuffled(value, type) && _rows.TryGetValue(value.Storage, out Register[]? row)
            ? new Lane(row[0], (turn.First + k) * stride)
            : new Broadcast(turn.Of(Memory.Of(value), stride, k));
}
