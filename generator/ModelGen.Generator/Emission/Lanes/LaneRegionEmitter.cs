using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Kernels.Lanes;
using ModelGen.Generator.Nests;
using ModelGen.Generator.Planning;
using ModelGen.Generator.Vectors;

namespace ModelGen.Generator.Emission.Lanes;

/// <summary>Prints Maps and reductions with examples in the lanes (<see cref="LaneRegionKernel"/>).</summary>
internal sealed class LaneRegionEmitter(SourceWriter writer, LaneRegionKernel kernel, VectorType type)
{
    private readonly HashSet<string> _filled = [];
    private readonly List<string> _prologue = [];

    // What is known of the current row: numbers of the row, and where it is written out, of each column.
    private readonly Dictionary<Value, string> _rowNumbers = [];
    private int _temporaries;

    private RegionDomain Domain => kernel.Domain;

    private string Element => new VectorType(0, type.Precision).Element;

    /// <returns>Lines that belong before the body.</returns>
    public static IReadOnlyList<string> Emit(SourceWriter writer, LaneRegionKernel kernel, VectorType type)
    {
        LaneRegionEmitter emitter = new(writer, kernel, type);
        emitter.Emit();
        return emitter._prologue;
    }

    private void Emit()
    {
        writer.Line($"nint blocks = (batch + {LaneLayout.Block - 1}) / {LaneLayout.Block};");
        if (kernel.Total is { } total)
        {
            writer.Line($"var {total.Result.Name} = {VectorText.Zero(type)};");
        }

        if (kernel.IsFlat)
        {
            writer.Line($"nint length = blocks * {Domain.Full.Length * LaneLayout.Block};");
            using (writer.Block($"for (nint i = 0; i < length; {(type.IsScalar ? "i++" : $"i += {type.Lanes}")})"))
            {
                EmitSweep(0, "i", "");
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
            writer.Line($"return {VectorText.Sum(type, sum.Result.Name)};");
        }
    }

    /// <summary>The vectors of a block, and for each its rows.</summary>
    private void EmitBlock()
    {
        int parts = LaneLayout.Block / type.Lanes;
        string lane = parts == 1 ? "0" : "lane";
        using (parts == 1 ? null : writer.Block($"for (nint lane = 0; lane < {LaneLayout.Block}; {(type.IsScalar ? "lane++" : $"lane += {type.Lanes}")})"))
        {
            if (kernel.NeedsMask)
            {
                string first = VectorText.Plus($"block * {LaneLayout.Block}", lane);
                writer.Line(type.IsScalar
                    ? $"bool isExample = {first} < batch;"
                    : $"var isExample = {type.Class}.LessThan({type.Class}.CreateSequence({Literal.Of(0, type.Precision)}, {Literal.Of(1, type.Precision)}), {type.Class}.Create(({Element})(batch - {(lane == "0" ? $"block * {LaneLayout.Block}" : $"({first})")})));");
            }

            using (Domain.Rows == 1 ? null : writer.Block($"for (nint row = 0; row < {Domain.Rows}; row++)"))
            {
                EmitRow(Domain.Rows == 1 ? "0" : "row", lane);
            }
        }
    }

    private void EmitRow(string row, string lane)
    {
        foreach (Value value in kernel.Lanes.Region.Ops.SelectMany(op => op.Inputs).Where(i => !kernel.Step.Computes(i)).Concat(kernel.Step.Stored)
            .Where(IsOfExamples).GroupBy(Reference).Select(g => g.First()))
        {
            bool isRow = Domain.Of(value.Shape) == Extent.PerRow && value.Shape != Domain.Full;
            int columns = isRow ? 1 : Domain.Columns;
            string at = VectorText.Plus(VectorText.Plus(VectorText.Scaled("block", Domain.Rows * columns * LaneLayout.Block), VectorText.Scaled(row, columns * LaneLayout.Block)), lane);
            writer.Line($"ref {Element} {Reference(value)} = {VectorText.At(KernelSignature.Place(value).Name, at)};");
        }

        _rowNumbers.Clear();
        if (kernel.IsWrittenOut)
        {
            EmitWrittenOut();
        }
        else
        {
            for (int s = 0; s < kernel.Sweeps.Count; s++)
            {
                EmitSweptRow(s);
            }
        }
    }

    /// <summary>A short row: a vector for each column stays in a register from the first sweep to the last.</summary>
    private void EmitWrittenOut()
    {
        Dictionary<Value, string>[] columns = [.. Enumerable.Range(0, Domain.Columns).Select(_ => new Dictionary<Value, string>())];
        foreach (IReadOnlyList<Op> sweep in kernel.Sweeps)
        {
            Op[] along = EmitRowNumbers(sweep);
            for (int c = 0; c < columns.Length; c++)
            {
                foreach (MapOp map in along.OfType<MapOp>())
                {
                    EmitMap(map, $"{c}", columns.Length == 1 ? "_" : $"_{c}", columns[c]);
                    EmitStores(map.Outputs, $"{c * LaneLayout.Block}", columns[c]);
                }
            }

            foreach (ReduceOp reduce in along.OfType<ReduceOp>())
            {
                string[] terms = [.. columns.Select((names, c) => Term(reduce.Source, $"{c}", $"_{c}", names))];
                if (reduce.Result.Shape.Rank == 0)
                {
                    writer.Line($"{reduce.Result.Name} += {Masked(Pairwise(reduce.Reduction, terms))};");
                }
                else
                {
                    KeepRowNumber(reduce.Result, Pairwise(reduce.Reduction, terms));
                }
            }
        }
    }

    /// <summary>A long row: a loop for each sweep.</summary>
    private void EmitSweptRow(int s)
    {
        IReadOnlyList<Op> along = EmitRowNumbers(kernel.Sweeps[s]);
        if (along.Count == 0)
        {
            return;
        }

        ReduceOp[] reductions = [.. along.OfType<ReduceOp>().Where(r => r.Result.Shape.Rank > 0)];
        foreach (ReduceOp reduce in reductions)
        {
            string start = reduce.Reduction == ReduceKind.Sum ? VectorText.Zero(type) : VectorText.Fill(type, $"{Element}.NegativeInfinity");
            writer.Line($"var {reduce.Result.Name}{s} = {start};");
        }

        string column = s == 0 ? "column" : $"column{s}";
        using (writer.Block($"for (nint {column} = 0; {column} < {Domain.Columns}; {column}++)"))
        {
            EmitSweep(s, $"{column} * {LaneLayout.Block}", column);
        }

        foreach (ReduceOp reduce in reductions)
        {
            KeepRowNumber(reduce.Result, $"{reduce.Result.Name}{s}");
        }
    }

    /// <summary>One position of a sweep.</summary>
    private void EmitSweep(int s, string at, string column)
    {
        Dictionary<Value, string> names = [];
        foreach (MapOp map in kernel.MapsOf(s))
        {
            EmitMap(map, column, "_", names, at);
        }

        EmitStores(kernel.Sweeps[s].SelectMany(op => op.Outputs), at, names);
        foreach (ReduceOp reduce in kernel.Sweeps[s].OfType<ReduceOp>().Where(r => !kernel.IsRowNumber(r.Source)))
        {
            string term = Term(reduce.Source, column, "_", names, at);
            if (reduce.Result.Shape.Rank == 0)
            {
                writer.Line($"{reduce.Result.Name} += {Masked(term)};");
            }
            else
            {
                string part = $"{reduce.Result.Name}{s}";
                writer.Line($"{part} = {Combine(reduce.Reduction, part, term)};");
            }
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
                EmitMap(map, "0", "Row", names);
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

    private void KeepRowNumber(Value value, string text)
    {
        string name = Declare($"{value.Name}Row", text);
        _rowNumbers[value] = name;
        if (kernel.Step.Stored.Contains(value))
        {
            writer.Line(VectorText.Store(type, name, Reference(value), "0"));
        }
    }

    private void EmitStores(IEnumerable<Value> outputs, string at, Dictionary<Value, string> names)
    {
        foreach (Value output in outputs.Where(o => kernel.Step.Stored.Contains(o) && names.ContainsKey(o)))
        {
            writer.Line(VectorText.Store(type, names[output], Reference(output), at));
        }
    }

    /// <param name="column">The column's number.</param>
    /// <param name="at">Where the column is; its number's if none is given.</param>
    private void EmitMap(MapOp map, string column, string suffix, Dictionary<Value, string> names, string? at = null)
    {
        string place = at ?? $"{int.Parse(column, System.Globalization.CultureInfo.InvariantCulture) * LaneLayout.Block}";
        ExpressionPrinter printer = new(
            type,
            k => names.TryGetValue(map.Inputs[k].Storage, out string? name) ? name : LoadFor(k),
            name => Filled(name),
            () => PositionText(column),
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
            string text = Load(input, column, place);
            bool often = map.Bodies.Sum(b => b.CountOf(k)) > 1;
            return often && text.Contains("(") ? names[input.Storage] = Declare($"{input.Name}{suffix}_", text) : text;
        }
    }

    private string Term(Value value, string column, string suffix, Dictionary<Value, string> names, string? at = null) =>
        names.TryGetValue(value.Storage, out string? name)
            ? name
            : names[value.Storage] = Declare($"{value.Name}{suffix}_", Load(value, column, at ?? $"{int.Parse(column, System.Globalization.CultureInfo.InvariantCulture) * LaneLayout.Block}"));

    private string Load(Value value, string column, string at) =>
        _rowNumbers.TryGetValue(value.Storage, out string? number) ? number
        : value.Shape.Rank == 0 ? Filled(value.Name)
        : kernel.IsRowNumber(value) ? VectorText.Load(type, Reference(value), "0")
        : IsOfExamples(value) ? VectorText.Load(type, Reference(value), at)
        : VectorText.Broadcast(type, Reference(value), column);

    private bool IsOfExamples(Value value) => value.Shape.HasBatch;

    private string Reference(Value value)
    {
        string place = KernelSignature.Place(value).Name;
        return IsOfExamples(value) && !kernel.IsFlat ? $"{place}At" : place;
    }

    private string PositionText(string column) => int.TryParse(column, out int fixedColumn)
        ? VectorText.Fill(type, Literal.Of(fixedColumn, type.Precision))
        : VectorText.Fill(type, $"({Element}){column}");

    /// <summary>0 where the block has no example.</summary>
    private string Masked(string text) => type.IsScalar
        ? $"(isExample ? {text} : 0)"
        : $"{type.Class}.ConditionalSelect(isExample, {text}, {VectorText.Zero(type)})";

    private string Pairwise(ReduceKind kind, string[] terms)
    {
        while (terms.Length > 2)
        {
            terms = [.. Enumerable.Range(0, (terms.Length + 1) / 2).Select(i => (2 * i) + 1 < terms.Length ? Paired(kind, terms[2 * i], terms[(2 * i) + 1]) : terms[2 * i])];
        }

        return terms.Length == 1 ? terms[0] : Paired(kind, terms[0], terms[1]);
    }

    private string Paired(ReduceKind kind, string a, string b) => kind == ReduceKind.Sum ? $"({a} + {b})" : Combine(kind, a, b);

    private string Combine(ReduceKind kind, string a, string b) => kind switch
    {
        ReduceKind.Sum => $"{a} + {b}",

        // Native code may lose what is not a number: a maximum of a row is the shift of exponents only, and their sum keeps it.
        _ when type.IsScalar => $"{(type.Precision == Declarations.Precision.Double ? "Math" : "MathF")}.Max({a}, {b})",
        _ => $"{type.Class}.MaxNative({a}, {b})",
    };

    private string Declare(string name, string text)
    {
        writer.Line($"var {name} = {text};");
        return name;
    }

    /// <summary>A number of the step in every lane; filled once, before the loops.</summary>
    private string Filled(string name)
    {
        if (type.IsScalar)
        {
            return name;
        }

        string key = $"{name}{type.Bits}";
        if (_filled.Add(key))
        {
            _prologue.Add($"var {key} = {VectorText.Fill(type, name)};");
        }

        return key;
    }
}
