using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Kernels;
using ModelGen.Generator.Planning;
using ModelGen.Generator.Vectors;

namespace ModelGen.Generator.Emission;

/// <summary>Prints Maps and reductions over rows (<see cref="RegionSchedule"/>): what a written-out and a swept row share.</summary>
internal abstract class RegionKernelEmitter(SourceWriter writer, RegionKernel kernel, RegionSchedule schedule, Precision precision)
{
    private int _temporaries;

    protected SourceWriter Writer => writer;

    protected RegionSchedule Schedule => schedule;

    protected RegionStep Step => kernel.Region;

    protected RegionDomain Domain => Step.Domain;

    /// <summary>The type of one number.</summary>
    protected VectorType Number { get; } = new(0, precision);

    protected RegionOperands Operands { get; } = new(kernel.Region, schedule, precision);

    /// <summary>The types of the vectors that a row is made of, widest first.</summary>
    protected abstract IEnumerable<VectorType> RowTypes { get; }

    /// <summary>Prints the code of a row, or of everything where rows do not matter.</summary>
    protected abstract void EmitRow();

    /// <summary>Prints the kernel's body.</summary>
    /// <returns>Lines that belong before it.</returns>
    public static IReadOnlyList<string> Emit(SourceWriter writer, RegionKernel kernel, RegionSchedule schedule, VectorWidth width, Precision precision)
    {
        RegionKernelEmitter emitter = schedule.Pieces.Count > 0
            ? new WrittenOutRegionEmitter(writer, kernel, schedule, precision)
            : new SweptRegionEmitter(writer, kernel, schedule, width, precision);
        emitter.EmitBody();
        return emitter.Operands.Prologue;
    }

    /// <summary>The sum over all positions that the kernel returns, if any.</summary>
    private ReduceOp? Total => schedule.Sweeps.SelectMany(s => s).OfType<ReduceOp>().FirstOrDefault(r => r.Result.Shape.Rank == 0);

    private IEnumerable<VectorType> TotalTypes => Total is null ? [] : IsRowNumber(Total.Source) ? [Number] : RowTypes;

    private void EmitBody()
    {
        foreach (VectorType type in TotalTypes)
        {
            writer.Line($"var {TotalName(type)} = {VectorText.Zero(type)};");
        }

        if (!Operands.HasRows)
        {
            EmitRow();
        }
        else
        {
            string count = (schedule.PerExample, schedule.Rows) switch { (true, 1) => "batch", (true, _) => $"batch * {schedule.Rows}", _ => $"{schedule.Rows}" };
            using (writer.Block($"for (nint row = 0; row < {count}; row++)"))
            {
                Operands.Declare(writer);
                EmitRow();
            }
        }

        if (Total is not null)
        {
            writer.Line();
            writer.Line($"return {string.Join(" + ", TotalTypes.Select(t => VectorText.Sum(t, TotalName(t))))};");
        }
    }

    protected string TotalName(VectorType type) => $"{Total!.Result.Name}{type.Bits}";

    /// <summary>Whether a value is one number for each row, beside rows of more.</summary>
    protected bool IsRowNumber(Value value) => value.Shape != Domain.Full && Domain.Of(value.Shape) == Extent.PerRow;

    /// <summary>Prints what a sweep computes from numbers of the row alone, and returns the ops that run along the row.</summary>
    protected Op[] EmitRowNumbers(IReadOnlyList<Op> sweep)
    {
        Op[] between = [.. sweep.Where(op => IsRowNumber(op is ReduceOp reduce ? reduce.Source : op.Output))];
        foreach (Op op in between)
        {
            if (op is MapOp map)
            {
                EmitRowMap(map);
            }
            else
            {
                writer.Line($"{TotalName(Number)} += {Operands.RowNumbers[op.Inputs[0]]};");
            }
        }

        return [.. sweep.Except(between)];
    }

    private void EmitRowMap(MapOp map)
    {
        ExpressionPrinter printer = new(
            Number,
            k => Operands.Load(map.Inputs[k], Number, "0"),
            name => name,
            () => throw new NotSupportedException("positions in a row number"),
            text => Declare($"t{_temporaries++}", text));
        printer.Announce(ExpressionUses.Of(map));
        KeepRowNumber(map.Output, printer.Print(map.Bodies[0]));
    }

    /// <summary>Prints a row's reduction from its parts, one for each vector type.</summary>
    protected void EmitReduced(ReduceOp reduce, IEnumerable<string> parts) =>
        KeepRowNumber(reduce.Result, parts.Aggregate((a, b) => Combine(reduce.Reduction, Number, a, b)));

    private void KeepRowNumber(Value value, string text)
    {
        string name = Declare($"{value.Name}Row", text);
        Operands.RowNumbers[value] = name;
        if (Step.Stored.Contains(value))
        {
            writer.Line(VectorText.Store(Number, name, Operands.Reference(value), "0"));
        }
    }

    /// <summary>Prints a Map for one vector.</summary>
    /// <param name="offset">The vector's first column.</param>
    /// <param name="suffix">What the names of its locals end with.</param>
    /// <param name="names">Which values are in locals, whatever shape they are seen under; the outputs are added.</param>
    protected void EmitMap(MapOp map, VectorType type, string offset, string suffix, Dictionary<Value, string> names)
    {
        ExpressionPrinter printer = new(
            type,
            k => names.TryGetValue(map.Inputs[k].Storage, out string? name) ? name : LoadFor(map, k),
            name => Operands.Filled(type, name),
            () => PositionText(type, offset),
            text => Declare($"t{_temporaries++}", text));
        printer.Announce(ExpressionUses.Of(map));

        // States first: the parameter's formula is written in terms of them.
        foreach (int k in Enumerable.Range(1, map.Outputs.Count - 1).Append(0))
        {
            string local = Declare($"{map.Outputs[k].Name}{suffix}", printer.Print(map.Bodies[k]));
            printer.Know(map.Bodies[k], local);
            names[map.Outputs[k]] = local;
        }

        string LoadFor(MapOp reader, int k)
        {
            Value input = reader.Inputs[k];
            string text = Operands.Load(input, type, offset);
            bool often = reader.Bodies.Sum(b => b.CountOf(k)) > 1;
            return often && text.Contains("(") ? names[input.Storage] = Declare($"{input.Name}{suffix}_", text) : text;
        }
    }

    protected string Declare(string name, string text)
    {
        writer.Line($"var {name} = {text};");
        return name;
    }

    protected string Combine(ReduceKind kind, VectorType type, string a, string b) => kind switch
    {
        ReduceKind.Sum => $"{a} + {b}",

        // Native code may lose what is not a number: a maximum of a row is the shift of exponents only, and their sum keeps it.
        _ when type.IsScalar => $"{(precision == Precision.Double ? "Math" : "MathF")}.Max({a}, {b})",
        _ => $"{type.Class}.MaxNative({a}, {b})",
    };

    protected static string Horizontal(ReduceKind kind, VectorType type, string text) =>
        kind == ReduceKind.Sum ? VectorText.Sum(type, text) : type.IsScalar ? text : $"HorizontalMax.Of({text})";

    private string PositionText(VectorType type, string offset)
    {
        bool isFixed = int.TryParse(offset, out int start);
        if (type.IsScalar)
        {
            return isFixed ? Literal.Of(start, precision) : $"({Number.Element}){offset}";
        }

        string one = Literal.Of(1, precision);
        return isFixed
            ? $"{type.Class}.CreateSequence({Literal.Of(start, precision)}, {one})"
            : $"({type.Class}.CreateSequence({Literal.Of(0, precision)}, {one}) + {type.Class}.Create(({Number.Element}){offset}))";
    }
}
