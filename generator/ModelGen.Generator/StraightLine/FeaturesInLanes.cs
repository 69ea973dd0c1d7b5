using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Kernels;
using ModelGen.Generator.Planning;
using ModelGen.Generator.Vectors;

namespace ModelGen.Generator.StraightLine;

/// <summary>
/// One example: the numbers of a tensor lie side by side in vectors, and stay in registers from the step that computes them to the last that reads them. Only what
/// a later contraction multiplies with whole rows goes to memory as well, from where a number is broadcast for nothing.
/// </summary>
internal sealed partial class FeaturesInLanes : StraightLineBuilder
{
    private readonly Dictionary<Value, Register[]> _rows = [];
    private readonly HashSet<Value> _broadcast;
    private readonly Dictionary<int, Piece[]> _pieces = [];

    // Rows that may have something infinite, or no number, in the lanes that no number of theirs is in: 0 divided by 0.
    private readonly HashSet<Value> _unbounded = [];

    public FeaturesInLanes(StraightLineRequest request, VectorWidth width)
        : base(request, width) => _broadcast = [.. request.Steps.SelectMany(BroadcastBy), .. request.Steps.SelectMany(SlicedInMemory)];

    /// <summary>Whether all steps can be written so.</summary>
    public static bool Takes(StraightLineRequest request) => request.Steps.All(step => step switch
    {
        ContractStep contract => Takes(contract),
        RowUpdateStep rows => Takes(rows.Gradient) && Takes(rows.Update),
        RegionStep { Domain.Full: var full } region => full.WithoutBatch.Rank == 1 && full.HasBatch && region.Ops.All(op => op is ReduceOp || op.Outputs.Count == 1),
        RearrangeStep move => RowSlice.Of(move.Move) is not null,
        _ => step is ScalarStep,
    });

    protected override void Add(Step step)
    {
        switch (step)
        {
            case ContractStep contract:
                AddContract(contract);
                break;
            case RowUpdateStep rows:
                AddRowUpdate(rows);
                break;
            case RegionStep region:
                AddRegion(region);
                break;
            case RearrangeStep move:
                AddSlice(RowSlice.Of(move.Move)!);
                break;
        }
    }

    private static bool Takes(ContractStep step) =>
        MatrixProduct.Fits(step.Core) && step.Ops.All(op => op.Outputs.Count == 1) && step.Core.Inputs.Concat(step.Core.Outputs).All(v => v.Shape.WithoutBatch.Rank <= 2);

    private void AddRegion(RegionStep region)
    {
        foreach (Op op in RegionOps.Expand(region))
        {
            switch (op)
            {
                case ReduceOp reduce:
                    AddReduce(reduce, region.Domain);
                    break;
                case MapOp map when IsNumber(map.Output, region.Domain):
                    Totals[map.Output] = Compute(map.Output.Name, Number, Known(map.Bodies[0]), map.Inputs.Select(i => (Operand)Totals[i.Storage]));
                    break;
                case MapOp map:
                    AddMap(map, region.Domain.Columns);
                    break;
            }
        }
    }

    /// <summary>Whether a value is one number beside rows of more.</summary>
    private static bool IsNumber(Value value, RegionDomain domain) =>
        domain.Of(value.Shape) is Extent.Scalar || (domain.Of(value.Shape) is Extent.PerRow && value.Shape != domain.Full);

    private void AddReduce(ReduceOp reduce, RegionDomain domain)
    {
        bool isMaximum = reduce.Reduction == ReduceKind.Max;
        if (IsNumber(reduce.Source, domain))
        {
            Totals[reduce.Result] = Totals[reduce.Source];
            return;
        }

        Piece[] pieces = Pieces(domain.Columns);
        Register result = Declare(reduce.Result.Name, Number);
        (Register, int)[] sources = [.. pieces.Select((piece, k) => (isMaximum ? RegisterOf(reduce.Source, k, piece) : Once(reduce.Source, k, piece), Valid(piece, domain.Columns)))];
        Emit(new Across(result, isMaximum, sources.ToEquatableArray()));
        Totals[reduce.Result] = result;
    }

    /// <summary>A formula for each position of a row of <paramref name="columns"/>.</summary>
    private void AddMap(MapOp map, int columns)
    {
        Piece[] pieces = Pieces(columns);
        if (map.Bodies[0] == Expr.Input(0) && _rows.TryGetValue(map.Inputs[0].Storage, out Register[]? same))
        {
            _rows[map.Output] = same;
            Keep(map.Output, pieces, columns);
            return;
        }

        if (IsShort(columns) && (MayBeUnbounded(map.Bodies[0]) || map.Inputs.Any(i => _unbounded.Contains(i.Storage))))
        {
            _unbounded.Add(map.Output);
        }

        _rows[map.Output] = [.. pieces.Select((piece, k) => Formula(map, k, piece, columns))];
        Keep(map.Output, pieces, columns);
    }

    /// <summary>Whether a formula can give what is not finite where all that it reads is 0.</summary>
    private static bool MayBeUnbounded(Expr body) => body.Descendants().Any(e => e is Unary { Op: UnaryOp.Log } or Binary { Op: BinaryOp.Power } or Binary { Op: BinaryOp.Divide, Right: not Const });

    private Register Formula(MapOp map, int k, Piece piece, int columns)
    {
        List<Operand> operands = [];
        for (int i = 0; i < map.Inputs.Count; i++)
        {
            Operand operand = OperandOf(map.Inputs[i], k, piece, columns);
            bool often = map.Bodies[0].CountOf(i) > 1;
            operands.Add(often && operand is not InRegister ? RegisterOf(map.Inputs[i], k, piece) : operand);
        }

        Expr position = Expr.Input(operands.Count);
        operands.Add(new Sequence(piece.Offset));
        string name = $"{map.Output.Name}_{k}";
        return Compute(name, piece.Type, Apart(name, piece.Type, Known(map.Bodies[0]).Rewrite(e => e is Position ? position : null), operands), operands);
    }

    /// <summary>
    /// A formula whose functions have registers of their own, first those that need not wait for what has just been computed, of them the one that takes longest: the machine
    /// begins what comes first, and all wait for the last. Where there is but one function, or none, the formula as it is.
    /// </summary>
    /// <remarks>LSTM of 16 units: a step is 3 % faster with the tanh of the memory before its sigmoids, and 1 % with that of the output gate before the tanh of the memory.</remarks>
    private Expr Apart(string name, VectorType type, Expr body, List<Operand> operands)
    {
        Unary[] functions = [.. body.Descendants().OfType<Unary>().Where(f => DurationOf(f) > 0 && !f.Operand.Descendants().OfType<Unary>().Any(g => DurationOf(g) > 0)).Distinct()];
        if (functions.Length < 2)
        {
            return body;
        }

        Operand[] known = [.. operands];
        Dictionary<Expr, Expr> registers = [];
        Register? newest = Newest;
        bool Waits(Unary function) => known.Where((operand, i) => operand is InRegister { Register: var r } && r == newest && Derivative.DependsOn(function, i)).Any();
        foreach (Unary function in functions.OrderBy(Waits).ThenByDescending(DurationOf))
        {
            registers[function] = Expr.Input(operands.Count);
            operands.Add(Compute($"{name}{function.Op}", type, function, known));
        }

        return body.Rewrite(e => registers.TryGetValue(e, out Expr? register) ? register : null);
    }

    /// <summary>How long a function takes beside others; 0 for what is no function.</summary>
    private static int DurationOf(Unary function) => function.Op switch
    {
        UnaryOp.Softplus or UnaryOp.Erf => 3,
        UnaryOp.Tanh => 2,
        UnaryOp.Exp or UnaryOp.Log or UnaryOp.Sigmoid or UnaryOp.Sin or UnaryOp.Cos => 1,
        _ => 0,
    };

    /// <summary>Writes to memory what is wanted there: all of a row is computed by now, so that an update in place has read what it overwrites.</summary>
    private void Keep(Value value, Piece[] pieces, int columns)
    {
        if (!Request.IsKept(value) && !_broadcast.Contains(value))
        {
            return;
        }

        foreach ((Piece piece, Register register) in pieces.Zip(_rows[value], (p, r) => (p, r)))
        {
            Write(piece.Type, register, Memory.Of(value).Plus(piece.Offset), Valid(piece, columns));
        }
    }

    /// <summary>A row's vectors. Fewer numbers than fit the narrowest stand in its first lanes.</summary>
    private Piece[] Pieces(int columns)
    {
        if (!_pieces.TryGetValue(columns, out Piece[]? pieces))
        {
            pieces = _pieces[columns] = IsShort(columns) ? [new Piece(0, Narrowest)] : [.. Piece.Cover(columns, Width.Bits, Precision)];
        }

        return pieces;
    }

    private bool IsShort(int columns) => columns < Narrowest.Lanes;

    private static int Valid(Piece piece, int columns) => System.Math.Min(columns, piece.Type.Lanes);

    private Operand OperandOf(Value value, int k, Piece piece, int columns) =>
        Totals.TryGetValue(value.Storage, out Register? total) ? total
        : _rows.TryGetValue(value.Storage, out Register[]? row) ? row[k]
        : value.Role == ValueRole.ClassTarget ? new Broadcast(Memory.Of(value))
        : InRow(Memory.Of(value), piece, columns);

    private Operand InRow(Place row, Piece piece, int columns) => IsShort(columns)
        ? new Gathered([.. Enumerable.Range(0, columns).Select(row.Plus)])
        : new InMemory(row.Plus(piece.Offset));

    /// <summary>A vector of a row in a register.</summary>
    private Register RegisterOf(Value value, int k, Piece piece)
    {
        if (_rows.TryGetValue(value.Storage, out Register[]? row))
        {
            return row[k];
        }

        return Compute($"{value.Storage.Name}_{k}", piece.Type, Expr.Input(0), OperandOf(value, k, piece, value.Shape.WithoutBatch.Length));
    }

    /// <summary>A vector of a row with 0 where the vector before has the same numbers: each counts once. And where it has none, if something else may be there.</summary>
    private Register Once(Value value, int k, Piece piece)
    {
        Register whole = RegisterOf(value, k, piece);
        if (_unbounded.Contains(value.Storage))
        {
            Expr own = Expr.Select(Expr.Input(1), Comparison.Less, value.Shape.WithoutBatch.Length, Expr.Input(0), 0);
            return Compute($"{value.Storage.Name}_{k}Once", piece.Type, own, whole, new Sequence(piece.Offset));
        }

        if (piece.Overlap == 0)
        {
            return whole;
        }

        Register masked = Declare($"{value.Storage.Name}_{k}Once", piece.Type);
        Emit(new Masked(masked, whole, piece.Overlap));
        return masked;
    }
}
