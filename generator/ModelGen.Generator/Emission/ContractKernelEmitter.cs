using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Kernels;
using ModelGen.Generator.Planning;
using ModelGen.Generator.Vectors;

namespace ModelGen.Generator.Emission;

/// <summary>What the code of every contraction shares: its operands, and the epilogue that finishes the sums of a row.</summary>
internal abstract class ContractKernelEmitter
{
    private readonly Dictionary<string, string> _filled = [];
    private readonly List<string> _prologue = [];
    private readonly Dictionary<Value, string> _references = [];

    protected ContractKernelEmitter(SourceWriter writer, SumKernel kernel, Precision precision)
    {
        Writer = writer;
        Kernel = kernel;
        Precision = precision;
        Domain = new RegionDomain(Step.Core.Output.Shape);
    }

    protected SourceWriter Writer { get; }

    protected SumKernel Kernel { get; }

    protected ContractStep Step => Kernel.Contract;

    /// <summary>What the kernel of a product of matrices computes.</summary>
    protected MatrixProduct Product => ((ContractKernel)Kernel).Product;

    protected Precision Precision { get; }

    private RegionDomain Domain { get; }

    protected string Element => new VectorType(0, Precision).Element;

    /// <summary>The reference to a tensor of the epilogue at the tile's first row and column.</summary>
    /// <summary>Where the tile reads its left operand.</summary>
    protected string LeftAt => $"{Product.Left!.Name}At";

    /// <summary>Where it reads its right one, which may be the same tensor.</summary>
    protected string RightAt => $"{Product.Right.Name}{(Product.Right.Storage == Product.Left?.Storage ? "Right" : "")}At";

    protected string AtName(Value value) => _references[value.Place];

    /// <summary>The tensors that the epilogue reads or writes beside the sums.</summary>
    protected IEnumerable<Value> EpilogueOperands => OperandsOf(withStart: true);

    /// <param name="withStart">Whether the bias that sums start with is among them.</param>
    private IEnumerable<Value> OperandsOf(bool withStart) => Kernel.Maps.SelectMany(m => m.Inputs).Where(i => !Step.Computes(i) && i.Shape.Rank > 0)
        .Concat(withStart && Kernel.Start is { } bias ? [bias] : [])
        .Concat(Step.Stored)
        .Select(v => v.Place)
        .Distinct();

    /// <summary>The reference to a tensor if the epilogue has one.</summary>
    protected string? ReferenceTo(Value value) => _references.TryGetValue(value.Place, out string? name) ? name : null;

    protected bool IsPerColumn(Value value) => Domain.Of(value.Shape) == Extent.PerColumn;

    /// <summary>Declares references to the epilogue's operands at a row and a column.</summary>
    /// <param name="withStart">Whether sums start there too.</param>
    protected void DeclareEpilogueReferences(string row, string column, bool withStart = true)
    {
        foreach (Value operand in OperandsOf(withStart))
        {
            DeclareReference(operand, row, column);
        }
    }

    /// <summary>Declares the reference to an operand of the epilogue at a row and a column.</summary>
    protected void DeclareReference(Value operand, string row, string column) =>
        Refer(operand.Place, VectorText.Plus(IsPerColumn(operand) ? "0" : VectorText.Scaled(row, Product.ResultRowStride), column));

    /// <summary>Declares the reference to an operand of the epilogue.</summary>
    protected void Refer(Value operand, string offset)
    {
        string reference = offset == "0" ? operand.Name : IsFactor(operand.Name) ? $"{operand.Name}_At" : $"{operand.Name}At";
        _references[operand] = reference;
        if (offset != "0")
        {
            Writer.Line($"ref {Element} {reference} = {VectorText.At(operand.Name, offset)};");
        }
    }

    /// <summary>Whether the products have a reference of that name already: x + dense(x) reads x as a factor, and where it is added.</summary>
    private bool IsFactor(string name) => Kernel is ContractKernel { Product: var product } && (name == product.Left?.Name || name == product.Right.Name);

    /// <summary>The text that a sum starts with.</summary>
    protected string StartOf(Piece piece) => Kernel.Start is { } bias ? LoadPerColumn(bias, piece) : VectorText.Zero(piece.Type);

    /// <summary>The numbers of a tensor that has one for each column.</summary>
    protected virtual string LoadPerColumn(Value value, Piece piece) => VectorText.Load(piece.Type, AtName(value), piece.Offset);

    /// <summary>Turns the sums of one row into what is stored: all loads of the row come before its first store.</summary>
    /// <param name="row">The row within the tile.</param>
    /// <param name="sums">The name of the sum of each piece.</param>
    protected void Finish(int row, IReadOnlyList<(Piece Piece, string Sum, string Suffix)> sums) =>
        FinishAt(row * Product.ResultRowStride, [.. sums.Select(s => (s.Piece, new Dictionary<Value, string> { [Step.Core.Output] = s.Sum }, s.Suffix))]);

    /// <summary>
    /// The same for all rows of a tile in a loop: the sums wait where the result goes. For long epilogues, of which the JIT would not inline every row's, and
    /// nobody would read them.
    /// </summary>
    /// <param name="result">Which of what is stored takes the sums meanwhile.</param>
    /// <param name="stride">How far apart the rows lie in the result.</param>
    protected void FinishInLoop(int rows, int stride, Value result, Piece piece, System.Func<int, string> sum)
    {
        for (int r = 0; r < rows; r++)
        {
            Writer.Line(VectorText.Store(piece.Type, sum(r), AtName(result), r * stride));
        }

        using (Writer.Block($"for (nint row = 0; row < {rows}; row++)"))
        {
            Dictionary<Value, string> outside = new(_references);
            foreach (Value operand in EpilogueOperands.Where(o => !IsPerColumn(o)).ToList())
            {
                string reference = $"{operand.Name}Row";
                Writer.Line($"ref {Element} {reference} = {VectorText.At(_references[operand], VectorText.Scaled("row", stride))};");
                _references[operand] = reference;
            }

            Writer.Line($"var sum = {VectorText.Load(piece.Type, AtName(result), 0)};");
            FinishAt(0, [(piece, new Dictionary<Value, string> { [Step.Core.Output] = "sum" }, "_")]);
            foreach (KeyValuePair<Value, string> reference in outside)
            {
                _references[reference.Key] = reference.Value;
            }
        }
    }

    /// <summary>The same for sums from <paramref name="start"/> on.</summary>
    /// <param name="sums">For each piece the names of what the core gives.</param>
    protected void FinishAt(int start, IReadOnlyList<(Piece Piece, Dictionary<Value, string> Computed, string Suffix)> sums)
    {
        List<string> stores = [];
        foreach ((Piece piece, Dictionary<Value, string> computed, string suffix) in sums)
        {
            int offset = start + piece.Offset;
            int temporaries = 0;
            foreach (MapOp map in Kernel.Maps)
            {
                ExpressionPrinter printer = new(
                    piece.Type,
                    k => Operand(map.Inputs[k], computed, piece, offset),
                    name => Filled(piece.Type, name),
                    () => throw new System.NotSupportedException("positions in an epilogue"),
                    text =>
                    {
                        string local = $"t{temporaries++}{suffix}";
                        Writer.Line($"var {local} = {text};");
                        return local;
                    });
                Compute(printer, map, suffix, computed);
            }

            stores.AddRange(Step.Stored.Select(v => VectorText.Store(piece.Type, computed[v], AtName(v), IsPerColumn(v) && v.Shape != Step.Core.Output.Shape ? piece.Offset : offset)));
        }

        stores.ForEach(s => Writer.Line(s));
    }

    private void Compute(ExpressionPrinter printer, MapOp map, string suffix, Dictionary<Value, string> computed)
    {
        printer.Announce(ExpressionUses.Of(map));

        // States first: the parameter's formula is written in terms of them.
        foreach (int k in Enumerable.Range(1, map.Outputs.Count - 1).Append(0))
        {
            if (map.Bodies[k] is Input { Index: var same } && computed.TryGetValue(map.Inputs[same].Storage, out string? alias))
            {
                computed[map.Outputs[k]] = alias;
                continue;
            }

            string local = $"{map.Outputs[k].Name}{suffix}";
            Writer.Line($"var {local} = {printer.Print(map.Bodies[k])};");
            printer.Know(map.Bodies[k], local);
            computed[map.Outputs[k]] = local;
        }
    }

    private string Operand(Value value, Dictionary<Value, string> computed, Piece piece, int offset) =>
        computed.TryGetValue(value.Storage, out string? name) ? name
        : value.Shape.Rank == 0 ? Filled(piece.Type, value.Name)
        : IsPerColumn(value) ? LoadPerColumn(value, piece)
        : VectorText.Load(piece.Type, AtName(value), offset);

    /// <summary>A number of the step in every lane; filled once, before the loops.</summary>
    protected string Filled(VectorType type, string name)
    {
        if (type.IsScalar)
        {
            return name;
        }

        string key = type.IsBlock ? type.Class == "R" ? $"{name}Four" : $"{name}Everywhere" : $"{name}{type.Bits}";
        if (!_filled.ContainsKey(key))
        {
            _filled[key] = key;
            _prologue.Add($"var {key} = {VectorText.Fill(type, name)};");
        }

        return key;
    }

    public abstract void Emit();

    /// <summary>All lines of the method.</summary>
    public SourceWriter Whole()
    {
        Emit();
        return Finished();
    }

    /// <summary>What is written, behind what was found to be needed first.</summary>
    protected SourceWriter Finished() => Writer.Behind(_prologue);
}
