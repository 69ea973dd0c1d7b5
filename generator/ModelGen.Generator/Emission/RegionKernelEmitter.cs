using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Kernels;
using ModelGen.Generator.Planning;

namespace ModelGen.Generator.Emission;

/// <summary>Prints Maps and reductions over rows (<see cref="RegionSchedule"/>).</summary>
/// <remarks>
/// A short row is written out and lives in registers. A long one is swept: each sweep reads what it needs again, and computes again what was not stored.
/// </remarks>
internal sealed class RegionKernelEmitter(SourceWriter writer, RegionStep step, RegionSchedule schedule, VectorWidth width, Precision precision)
{
    private static readonly int[] Widths = [512, 256, 128, 0];

    private readonly HashSet<string> _filled = [];
    private readonly List<string> _prologue = [];
    private readonly VectorType _number = new(0, precision);
    private int _temporaries;

    /// <summary>Lines that belong before everything else; known when the rest is written.</summary>
    public IReadOnlyList<string> Prologue => _prologue;

    private RegionDomain Domain => step.Domain;

    /// <summary>The sum over all positions that the kernel returns, if any.</summary>
    private ReduceOp? Total => schedule.Sweeps.SelectMany(s => s).OfType<ReduceOp>().FirstOrDefault(r => r.Result.Shape.Rank == 0);

    public void Emit()
    {
        List<VectorType> totals = Total is null ? [] : TotalsRows ? [_number] : [.. TypesOfRow()];
        totals.ForEach(t => writer.Line($"var {TotalName(t)} = {VectorText.Zero(t)};"));

        if (schedule.IsFlat || (schedule.Rows == 1 && !schedule.PerExample))
        {
            EmitRow("0");
        }
        else
        {
            string count = (schedule.PerExample, schedule.Rows) switch { (true, 1) => "batch", (true, _) => $"batch * {schedule.Rows}", _ => $"{schedule.Rows}" };
            using (writer.Block($"for (nint row = 0; row < {count}; row++)"))
            {
                EmitRow("row");
            }
        }

        if (Total is not null)
        {
            writer.Line();
            writer.Line($"return {string.Join(" + ", totals.Select(t => VectorText.Sum(t, TotalName(t))))};");
        }
    }

    private string TotalName(VectorType type) => $"{Total!.Result.Name}{type.Bits}";

    /// <summary>Whether the total is a sum of one number for each row.</summary>
    private bool TotalsRows => Total is { } total && IsRowNumber(total.Source);

    private bool IsRowNumber(Value value) => value.Shape != Domain.Full && Domain.Of(value.Shape) == Extent.PerRow;

    private IEnumerable<VectorType> TypesOfRow() => schedule.Pieces.Count > 0
        ? schedule.Pieces.Select(p => p.Type).Distinct()
        : Widths.Where(b => b <= width.Bits).Select(b => new VectorType(b, precision)).Where(t => IsDynamic || t.Lanes <= schedule.Columns);

    private bool IsDynamic => schedule.IsFlat && schedule.PerExample;

    private void EmitRow(string row)
    {
        DeclareReferences(row);
        Dictionary<(Value, int), string> inRegisters = [];
        Dictionary<Value, string> rowNumbers = [];
        HashSet<Value> stored = [];
        for (int s = 0; s < schedule.Sweeps.Count; s++)
        {
            Op[] sweep = [.. schedule.Sweeps[s]];
            Op[] between = [.. sweep.Where(op => IsRowNumber(op is ReduceOp reduce ? reduce.Source : op.Output))];
            foreach (Op op in between)
            {
                if (op is MapOp map)
                {
                    EmitRowMap(map, rowNumbers);
                }
                else
                {
                    writer.Line($"{TotalName(_number)} += {rowNumbers[op.Inputs[0]]};");
                }
            }

            Op[] along = [.. sweep.Except(between)];
            if (along.Length == 0)
            {
                continue;
            }

            ReduceOp[] reductions = [.. along.OfType<ReduceOp>().Where(r => r.Result.Shape.Rank > 0)];
            if (schedule.Pieces.Count > 0)
            {
                EmitWrittenOut(along, reductions, inRegisters, rowNumbers);
            }
            else
            {
                EmitSwept(s, along, reductions, rowNumbers, stored);
            }
        }
    }

    private void DeclareReferences(string row)
    {
        foreach (Value value in step.Loaded.Concat(step.Stored).Where(v => v.Shape.Rank > 0).Select(KernelSignature.Place).Distinct())
        {
            string offset = Domain.Of(value.Shape) switch
            {
                Extent.Full => VectorText.Scaled(row, schedule.Columns),
                Extent.PerRow => row,
                _ => "0",
            };
            if (offset != "0")
            {
                string type = value.Role == ValueRole.ClassTarget ? "int" : _number.Element;
                writer.Line($"ref {type} {value.Name}At = {VectorText.At(value.Name, offset)};");
            }
        }
    }

    private string Reference(Value value)
    {
        Value place = KernelSignature.Place(value);
        bool moves = !(schedule.IsFlat || (schedule.Rows == 1 && !schedule.PerExample)) && Domain.Of(place.Shape) is Extent.Full or Extent.PerRow;
        return moves ? $"{place.Name}At" : place.Name;
    }

    // ---- a row that is written out: every number of it has a name

    private void EmitWrittenOut(Op[] ops, ReduceOp[] reductions, Dictionary<(Value, int), string> inRegisters, Dictionary<Value, string> rowNumbers)
    {
        List<string> stores = [];
        for (int p = 0; p < schedule.Pieces.Count; p++)
        {
            Piece piece = schedule.Pieces[p];
            int index = p;
            string suffix = Suffix(p);
            foreach (MapOp map in ops.OfType<MapOp>())
            {
                EmitMap(map, piece.Type, $"{piece.Offset}", suffix, v => inRegisters.TryGetValue((v, index), out string? n) ? n : null, rowNumbers, (v, n) => inRegisters[(v, index)] = n);
                stores.AddRange(map.Outputs.Where(o => step.Stored.Contains(o)).Select(o => VectorText.Store(piece.Type, inRegisters[(o, index)], Reference(o), piece.Offset)));
            }

            foreach (ReduceOp total in ops.OfType<ReduceOp>().Where(r => r.Result.Shape.Rank == 0))
            {
                string term = Register(total.Source, index, piece, suffix, inRegisters, rowNumbers);
                writer.Line($"{TotalName(piece.Type)} += {term};");
            }
        }

        stores.ForEach(s => writer.Line(s));
        foreach (ReduceOp reduce in reductions)
        {
            var terms = schedule.Pieces
                .Select((piece, p) => (piece.Type, Name: Register(reduce.Source, p, piece, Suffix(p), inRegisters, rowNumbers)))
                .GroupBy(t => t.Type)
                .Select(g => (g.Key, Text: g.Select(t => t.Name).Aggregate((a, b) => Combine(reduce.Reduction, g.Key, a, b))));
            EmitRowNumber(reduce, terms.Select(t => Horizontal(reduce.Reduction, t.Key, t.Text)), rowNumbers);
        }
    }

    private string Suffix(int piece) => schedule.Pieces.Count == 1 ? "_" : $"_{piece}";

    private string Register(Value value, int index, Piece piece, string suffix, Dictionary<(Value, int), string> inRegisters, Dictionary<Value, string> rowNumbers)
    {
        if (!inRegisters.TryGetValue((value, index), out string? name))
        {
            name = $"{value.Name}{suffix}_";
            writer.Line($"var {name} = {Load(value, piece.Type, $"{piece.Offset}", rowNumbers)};");
            inRegisters[(value, index)] = name;
        }

        return name;
    }

    // ---- a row that is swept in loops

    private void EmitSwept(int s, Op[] ops, ReduceOp[] reductions, Dictionary<Value, string> rowNumbers, HashSet<Value> stored)
    {
        // What this sweep is for, and what must be computed again for it.
        HashSet<Value> wanted = [.. ops.OfType<ReduceOp>().Select(r => r.Source), .. ops.SelectMany(op => op.Outputs).Where(o => step.Stored.Contains(o))];
        List<MapOp> maps = [];
        foreach (MapOp map in schedule.Sweeps.Take(s + 1).SelectMany(x => x).OfType<MapOp>().Where(m => Domain.Of(m.Output.Shape) == Extent.Full).Reverse())
        {
            if (map.Outputs.Any(o => wanted.Contains(o) && !stored.Contains(o)))
            {
                maps.Insert(0, map);
                wanted.UnionWith(map.Inputs);
            }
        }

        foreach ((ReduceOp reduce, VectorType type) in reductions.SelectMany(r => TypesOfRow().Select(t => (r, t))))
        {
            string start = reduce.Reduction == ReduceKind.Sum ? VectorText.Zero(type) : VectorText.Fill(type, $"{_number.Element}.NegativeInfinity");
            writer.Line($"var {PartName(reduce, type, s)} = {start};");
        }

        ForEachVector(s, (type, offset) =>
        {
            Dictionary<Value, string> names = [];
            List<string> stores = [];
            foreach (MapOp map in maps)
            {
                EmitMap(map, type, offset, "_", v => names.TryGetValue(v, out string? n) ? n : null, rowNumbers, (v, n) => names[v] = n);
                stores.AddRange(map.Outputs.Where(o => step.Stored.Contains(o) && !stored.Contains(o)).Select(o => VectorText.Store(type, names[o], Reference(o), offset)));
            }

            stores.ForEach(x => writer.Line(x));
            foreach (ReduceOp reduce in ops.OfType<ReduceOp>())
            {
                string part = reduce.Result.Shape.Rank == 0 ? TotalName(type) : PartName(reduce, type, s);
                string term = names.TryGetValue(reduce.Source, out string? name) ? name : Load(reduce.Source, type, offset, rowNumbers);
                writer.Line($"{part} = {Combine(reduce.Reduction, type, part, term)};");
            }
        });

        stored.UnionWith(maps.SelectMany(m => m.Outputs).Where(o => step.Stored.Contains(o) && o.Overwrites is null));
        foreach (ReduceOp reduce in reductions)
        {
            EmitRowNumber(reduce, TypesOfRow().Select(t => Horizontal(reduce.Reduction, t, PartName(reduce, t, s))), rowNumbers);
        }
    }

    private static string PartName(ReduceOp reduce, VectorType type, int sweep) => $"{reduce.Result.Name}{sweep}_{type.Bits}";

    /// <summary>The widest vectors in a loop, then each narrower one at most once, then single numbers.</summary>
    private void ForEachVector(int sweep, Action<VectorType, string> body)
    {
        string i = sweep == 0 ? "i" : $"i{sweep}";
        string length = IsDynamic ? $"batch * {schedule.Columns}" : $"{schedule.Columns}";
        int at = 0;
        if (IsDynamic)
        {
            writer.Line($"nint length = {length};");
            writer.Line($"nint {i} = 0;");
        }

        foreach (VectorType type in TypesOfRow())
        {
            bool widest = type.Bits == width.Bits;
            if (IsDynamic)
            {
                string test = type.IsScalar ? $"{i} < length" : $"{i} <= length - {type.Lanes}";
                using (writer.Block(widest || type.IsScalar ? $"for (; {test}; {i} += {type.Lanes})" : $"if ({test})"))
                {
                    body(type, i);
                    if (!widest && !type.IsScalar)
                    {
                        writer.Line($"{i} += {type.Lanes};");
                    }
                }
            }
            else if (widest)
            {
                int end = schedule.Columns / type.Lanes * type.Lanes;
                using (writer.Block($"for (nint {i} = 0; {i} < {end}; {i} += {type.Lanes})"))
                {
                    body(type, i);
                }

                at = end;
            }
            else
            {
                for (; at + type.Lanes <= schedule.Columns; at += type.Lanes)
                {
                    using (writer.Block(""))
                    {
                        body(type, $"{at}");
                    }
                }
            }
        }
    }

    // ---- what both share

    private void EmitMap(
        MapOp map,
        VectorType type,
        string offset,
        string suffix,
        Func<Value, string?> known,
        Dictionary<Value, string> rowNumbers,
        Action<Value, string> remember)
    {
        Dictionary<int, string> loaded = [];
        ExpressionPrinter printer = new(
            type,
            k => known(map.Inputs[k]) ?? LoadOnce(k),
            name => Filled(type, name),
            () => PositionText(type, offset),
            text => Declare($"t{_temporaries++}", text));
        foreach (Expr body in map.Bodies)
        {
            printer.Announce(body);
        }

        // States first: the parameter's formula is written in terms of them.
        foreach (int k in Enumerable.Range(1, map.Outputs.Count - 1).Append(0))
        {
            string local = Declare($"{map.Outputs[k].Name}{suffix}", printer.Print(map.Bodies[k]));
            printer.Know(map.Bodies[k], local);
            remember(map.Outputs[k], local);
        }

        string LoadOnce(int k)
        {
            Value input = map.Inputs[k];
            string text = Load(input, type, offset, rowNumbers);
            bool often = map.Bodies.Sum(b => b.Descendants().Count(e => e is Input i && i.Index == k)) > 1;
            if (!often || !text.Contains("("))
            {
                return text;
            }

            if (!loaded.TryGetValue(k, out string? name))
            {
                loaded[k] = name = Declare($"{input.Name}{suffix}_", text);
                if (Domain.Of(input.Shape) == Extent.Full)
                {
                    remember(input, name);
                }
            }

            return name;
        }
    }

    private string Declare(string name, string text)
    {
        writer.Line($"var {name} = {text};");
        return name;
    }

    private string Load(Value value, VectorType type, string offset, Dictionary<Value, string> rowNumbers)
    {
        if (rowNumbers.TryGetValue(value, out string? number))
        {
            return VectorText.Fill(type, number);
        }

        if (value.Role == ValueRole.ClassTarget)
        {
            return VectorText.Fill(type, $"({_number.Element}){Reference(value)}");
        }

        return Domain.Of(value.Shape) switch
        {
            Extent.Scalar => Filled(type, value.Name),
            Extent.PerRow => VectorText.Broadcast(type, Reference(value), "0"),
            _ => VectorText.Load(type, Reference(value), offset),
        };
    }

    private string PositionText(VectorType type, string offset)
    {
        if (type.IsScalar)
        {
            return int.TryParse(offset, out int at) ? Literal.Of(at, precision) : $"({_number.Element}){offset}";
        }

        string zero = Literal.Of(0, precision), one = Literal.Of(1, precision);
        return int.TryParse(offset, out int start)
            ? $"{type.Class}.CreateSequence({Literal.Of(start, precision)}, {one})"
            : $"({type.Class}.CreateSequence({zero}, {one}) + {type.Class}.Create(({_number.Element}){offset}))";
    }

    /// <summary>A number of each row, computed from others once its reductions are complete.</summary>
    private void EmitRowMap(MapOp map, Dictionary<Value, string> rowNumbers)
    {
        ExpressionPrinter printer = new(
            _number,
            k => rowNumbers.TryGetValue(map.Inputs[k], out string? n) ? n : Load(map.Inputs[k], _number, "0", rowNumbers),
            name => name,
            () => throw new NotSupportedException("positions in a row number"),
            text => Declare($"t{_temporaries++}", text));
        printer.Announce(map.Bodies[0]);
        string name = Declare($"{map.Output.Name}Row", printer.Print(map.Bodies[0]));
        rowNumbers[map.Output] = name;
        if (step.Stored.Contains(map.Output))
        {
            writer.Line(VectorText.Store(_number, name, Reference(map.Output), "0"));
        }
    }

    private void EmitRowNumber(ReduceOp reduce, IEnumerable<string> parts, Dictionary<Value, string> rowNumbers)
    {
        string name = Declare($"{reduce.Result.Name}Row", parts.Aggregate((a, b) => Combine(reduce.Reduction, _number, a, b)));
        rowNumbers[reduce.Result] = name;
        if (step.Stored.Contains(reduce.Result))
        {
            writer.Line(VectorText.Store(_number, name, Reference(reduce.Result), "0"));
        }
    }

    private string Combine(ReduceKind kind, VectorType type, string a, string b) => kind switch
    {
        ReduceKind.Sum => $"{a} + {b}",
        _ when type.IsScalar => $"{(precision == Precision.Double ? "Math" : "MathF")}.Max({a}, {b})",
        _ => $"{type.Class}.MaxNative({a}, {b})",
    };

    private static string Horizontal(ReduceKind kind, VectorType type, string text) =>
        kind == ReduceKind.Sum ? VectorText.Sum(type, text) : type.IsScalar ? text : $"HorizontalMax.Of({text})";

    /// <summary>A number of the step in every lane; filled once, before the loops.</summary>
    private string Filled(VectorType type, string name)
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
