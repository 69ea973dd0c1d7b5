using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Kernels.Lanes;
using ModelGen.Generator.Nests;
using ModelGen.Generator.Planning;
using ModelGen.Generator.Vectors;

namespace ModelGen.Generator.Emission.Lanes;

/// <summary>
/// Prints Maps and reductions with examples in the lanes (<see cref="LaneRegionKernel"/>): one text for every width, generic over
/// the block.
/// </summary>
internal sealed class LaneRegionEmitter(SourceWriter writer, LaneRegionKernel kernel, Precision precision)
{
    private readonly VectorType _block = VectorType.Block(precision);
    private readonly HashSet<string> _filled = [];
    private readonly List<string> _prologue = [];

    // The numbers of the current row that have a name.
    private readonly Dictionary<Value, string> _rowNumbers = [];
    private int _temporaries;

    private RegionDomain Domain => kernel.Domain;

    private string Element => _block.Element;

    /// <summary>The statements of the kernel.</summary>
    public static SourceWriter Emit(LaneRegionKernel kernel, Precision precision)
    {
        SourceWriter writer = new();
        LaneRegionEmitter emitter = new(writer, kernel, precision);
        emitter.Emit();
        return writer.Behind(emitter._prologue);
    }

    private void Emit()
    {
        writer.Line($"nint blocks = (batch + {LaneLayout.Block - 1}) / {LaneLayout.Block};");
        if (kernel.Total is { } total)
        {
            writer.Line($"var {total.Result.Name} = {VectorText.Zero(_block)};");
        }

        if (kernel.IsFlat)
        {
            writer.Line($"nint length = blocks * {Domain.Full.Length * LaneLayout.Block};");
            using (writer.Block("for (nint i = 0; i < length; i += B.Width)"))
            {
                EmitPosition(0, "i", "");
            }
        }
        else
        {
            using (writer.Block("for (nint block = 0; block < blocks; block++)"))
            {
                EmitBlock();
            }
        }

        if (kernel.Total is { } sum)
        {
            writer.Line();
            writer.Line($"return {VectorText.Sum(_block, sum.Result.Name)};");
        }
    }

    /// <summary>The vectors of 16 examples, and for each its rows.</summary>
    private void EmitBlock()
    {
        using (writer.Block($"for (nint lane = 0; lane < {LaneLayout.Block}; lane += B.Width)"))
        {
            if (kernel.NeedsMask)
            {
                writer.Line($"var isExample = B.MarkFirst(batch - (block * {LaneLayout.Block} + lane));");
            }

            using (Domain.Rows == 1 ? null : writer.Block($"for (nint row = 0; row < {Domain.Rows}; row++)"))
            {
                EmitRow(Domain.Rows == 1 ? "0" : "row");
            }
        }
    }

    /// <summary>The sweeps over a row. What is read of numbers of the row is loaded before them.</summary>
    private void EmitRow(string row)
    {
        _rowNumbers.Clear();
        foreach (IGrouping<string, Value> values in kernel.Lanes.Region.Ops.SelectMany(op => op.Inputs).Where(i => !kernel.Step.Computes(i))
            .Concat(kernel.Step.Stored).Where(IsOfExamples).GroupBy(v => KernelSignature.Place(v).Name))
        {
            Value value = values.First();
            int columns = kernel.IsRowNumber(value) ? 1 : Domain.Columns;
            string block = VectorText.Scaled("block", Domain.Rows * columns * LaneLayout.Block);
            string at = VectorText.Plus(VectorText.Plus(block, VectorText.Scaled(row, columns * LaneLayout.Block)), "lane");
            if (kernel.IsRowNumber(value) && !values.Any(v => kernel.Step.Stored.Contains(v)))
            {
                _rowNumbers[value.Storage] = Declare(RowName(value), VectorText.Load(_block, values.Key, at));
            }
            else
            {
                writer.Line($"ref {Element} {Reference(value)} = {VectorText.At(values.Key, at)};");
            }
        }

        for (int s = 0; s < kernel.Sweeps.Count; s++)
        {
            EmitSweep(s);
        }
    }

    /// <summary>A loop along the row, unless all of the sweep is numbers of the row.</summary>
    private void EmitSweep(int s)
    {
        IReadOnlyList<Op> along = EmitRowNumbers(kernel.Sweeps[s]);
        if (along.Count == 0)
        {
            return;
        }

        ReduceOp[] reductions = [.. along.OfType<ReduceOp>().Where(r => r.Result.Shape.Rank > 0)];
        foreach (ReduceOp reduce in reductions)
        {
            bool isSum = reduce.Reduction == ReduceKind.Sum;
            Declare(RowName(reduce.Result), isSum ? VectorText.Zero(_block) : VectorText.Fill(_block, $"{Element}.NegativeInfinity"));
        }

        if (Domain.Columns == 1 && kernel.Sweeps.Count == 1)
        {
            EmitPosition(s, "0", "0");
        }
        else
        {
            using (writer.Block($"for (nint column = 0; column < {Domain.Columns}; column++)"))
            {
                EmitPosition(s, $"column * {LaneLayout.Block}", "column");
            }
        }

        foreach (ReduceOp reduce in reductions)
        {
            _rowNumbers[reduce.Result] = RowName(reduce.Result);
        }

        EmitStores(reductions.Select(r => r.Result), "0", _rowNumbers);
    }

    /// <summary>One position of a sweep. What it stores may lie where something waited that it reads, and comes last.</summary>
    private void EmitPosition(int s, string at, string column)
    {
        Dictionary<Value, string> names = [];
        foreach (MapOp map in kernel.MapsOf(s))
        {
            EmitMap(map, "_", names, at, column);
        }

        foreach (ReduceOp reduce in kernel.Sweeps[s].OfType<ReduceOp>().Where(r => !kernel.IsRowNumber(r.Source)))
        {
            string term = names.TryGetValue(reduce.Source.Storage, out string? name) ? name
                : names[reduce.Source.Storage] = Declare($"{reduce.Source.Name}_", Load(reduce.Source, at, column));
            if (reduce.Result.Shape.Rank == 0)
            {
                writer.Line($"{reduce.Result.Name} += {Masked(term)};");
            }
            else
            {
                string part = RowName(reduce.Result);
                writer.Line($"{part} = {Combine(reduce.Reduction, part, term)};");
            }
        }

        EmitStores(kernel.Sweeps[s].SelectMany(op => op.Outputs), at, names);
        foreach (WaitingResult waiting in kernel.Waiting.Where(w => w.From == s))
        {
            writer.Line($"{VectorText.Store(_block, names[waiting.Value], Reference(waiting.Place), at)} // waits there");
        }
    }

    /// <summary>Prints what a sweep computes from numbers of the row alone, and returns the ops that run along the row.</summary>
    private Op[] EmitRowNumbers(IReadOnlyList<Op> sweep)
    {
        Op[] between = [.. sweep.Where(op => kernel.IsRowNumber(op is ReduceOp reduce ? reduce.Source : op.Output))];
        foreach (Op op in between)
        {
            if (op is MapOp map)
            {
                Dictionary<Value, string> names = [];
                EmitMap(map, "Row", names, "0", "0");
                foreach (Value output in map.Outputs)
                {
                    _rowNumbers[output] = names[output];
                }

                EmitStores(map.Outputs, "0", names);
            }
            else
            {
                writer.Line($"{op.Output.Name} += {Masked(Load(op.Inputs[0], "0", "0"))};");
            }
        }

        return [.. sweep.Except(between)];
    }

    private void EmitStores(IEnumerable<Value> outputs, string at, Dictionary<Value, string> names)
    {
        foreach (Value output in outputs.Where(o => kernel.Step.Stored.Contains(o) && names.ContainsKey(o)))
        {
            writer.Line(VectorText.Store(_block, names[output], Reference(output), at));
        }
    }

    /// <param name="names">The results that have a name, and those of the Map then.</param>
    /// <param name="at">Where the column is.</param>
    /// <param name="column">The column's number.</param>
    private void EmitMap(MapOp map, string suffix, Dictionary<Value, string> names, string at, string column)
    {
        ExpressionPrinter printer = new(
            _block,
            k => names.TryGetValue(map.Inputs[k].Storage, out string? name) ? name : LoadFor(k),
            name => Filled(name),
            () => VectorText.Fill(_block, $"({Element}){column}"),
            text => Declare($"t{_temporaries++}", text));
        printer.Announce(ExpressionUses.Of(map));

        foreach (int k in Enumerable.Range(1, map.Outputs.Count - 1).Append(0))
        {
            string text = printer.Print(map.Bodies[k]);
            string local = Declare($"{map.Outputs[k].Name}{suffix}", kernel.Lanes.Masked.Contains(map.Outputs[k]) ? Masked(text) : text);
            printer.Know(map.Bodies[k], local);
            names[map.Outputs[k]] = local;
        }

        string LoadFor(int k)
        {
            Value input = map.Inputs[k];
            string text = Load(input, at, column);
            bool often = map.Bodies.Sum(b => b.CountOf(k)) > 1;
            return often && text.Contains("(") ? names[input.Storage] = Declare($"{input.Name}{suffix}_", text) : text;
        }
    }

    private string Load(Value value, string at, string column) =>
        _rowNumbers.TryGetValue(value.Storage, out string? number) ? number
        : value.Shape.Rank == 0 ? Filled(value.Name)
        : kernel.IsRowNumber(value) ? VectorText.Load(_block, Reference(value), "0")
        : IsOfExamples(value) ? VectorText.Load(_block, Reference(WaitingPlace(value) ?? value), at)
        : VectorText.Broadcast(_block, Reference(value), column);

    private Value? WaitingPlace(Value value) => kernel.Waiting.FirstOrDefault(w => w.Value == value.Storage)?.Place;

    private static string RowName(Value value) => $"{value.Name}Row";

    private static bool IsOfExamples(Value value) => value.Shape.HasBatch;

    private string Reference(Value value)
    {
        string place = KernelSignature.Place(value).Name;
        return IsOfExamples(value) && !kernel.IsFlat ? $"{place}At" : place;
    }

    /// <summary>0 where the block has no example.</summary>
    private static string Masked(string text) => $"B.KeepMarked(isExample, {text})";

    // Native code may lose what is not a number: a maximum of a row is the shift of exponents only, and their sum keeps it.
    private static string Combine(ReduceKind kind, string a, string b) => kind == ReduceKind.Sum ? $"{a} + {b}" : $"B.MaxNative({a}, {b})";

    private string Declare(string name, string text)
    {
        writer.Line($"var {name} = {text};");
        return name;
    }

    /// <summary>A number of the step in every lane; filled once, before the loops.</summary>
    private string Filled(string name)
    {
        string key = $"{name}Everywhere";
        if (_filled.Add(key))
        {
            _prologue.Add($"var {key} = {VectorText.Fill(_block, name)};");
        }

        return key;
    }
}
