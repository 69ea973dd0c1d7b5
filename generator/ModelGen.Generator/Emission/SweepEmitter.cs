using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Emission.Lanes;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Kernels;
using ModelGen.Generator.Planning;
using ModelGen.Generator.Vectors;

namespace ModelGen.Generator.Emission;

/// <summary>
/// Prints Maps and reductions in sweeps along their rows (<see cref="SweptKernel"/>), generic over the block: what rows side by side and
/// examples in the lanes share.
/// </summary>
internal abstract class SweepEmitter(SweptKernel kernel, Precision precision)
{
    private readonly HashSet<string> _begun = [];
    private readonly List<string> _prologue = [];
    private int _temporaries;

    protected SourceWriter Writer { get; } = new();

    protected RegionDomain Domain => kernel.Domain;

    /// <summary>The type that the kernel is generic over.</summary>
    protected VectorType Block { get; } = VectorType.Block(precision);

    /// <summary>The type of what is computed once for a row.</summary>
    protected abstract VectorType OfRow { get; }

    /// <summary>The numbers of the current row that have a name.</summary>
    protected Dictionary<Value, string> RowNumbers { get; } = [];

    /// <summary>The statements, with what belongs before them.</summary>
    protected SourceWriter Whole() => Writer.Behind(_prologue);

    /// <summary>The text of an operand.</summary>
    /// <param name="at">Where the position is from the row's start.</param>
    /// <param name="column">The position's number.</param>
    protected abstract string Load(Value value, VectorType type, string at, string column);

    /// <summary>The numbers of the positions.</summary>
    protected abstract string Positions(string column);

    /// <summary>The number of the row among so many.</summary>
    protected virtual string RowNumber(int count) => throw new System.NotSupportedException("rows have no numbers here");

    /// <summary>The reference to a tensor: to the current row where it has rows.</summary>
    protected abstract string Reference(Value value);

    /// <summary>A Map's result, without what must not be in it.</summary>
    protected abstract string Result(Value output, string text);

    /// <summary>What a sum over all positions adds, without what must not count.</summary>
    protected abstract string Counted(string term);

    /// <summary>What a reduction over a row takes, without what must not count.</summary>
    /// <param name="part">What it has taken so far.</param>
    protected abstract string Term(ReduceOp reduce, string term, string part);

    /// <summary>Whether a Map's operand is worth a local.</summary>
    protected virtual bool IsReadOften(MapOp map, int input) => map.Bodies.Sum(b => b.CountOf(input)) > 1;

    /// <summary>Stores a block, or some of it.</summary>
    protected abstract string Store(string name, Value place, string at);

    /// <summary>The local in which a reduction over a row grows.</summary>
    protected abstract string PartOf(ReduceOp reduce);

    /// <summary>The local in which the sum over all positions grows.</summary>
    protected abstract string TotalOf(ReduceOp total);

    protected static string RowName(Value value) => $"{value.Name}Row";

    protected Value? WaitingPlace(Value value) => kernel.Waiting.FirstOrDefault(w => w.Value == value.Storage)?.Place;

    protected string Declare(string name, string text)
    {
        Writer.Line($"var {name} = {text};");
        return name;
    }

    /// <summary>Prints where the reductions over a row begin.</summary>
    protected void EmitStarts(IEnumerable<ReduceOp> reductions)
    {
        foreach (ReduceOp reduce in reductions)
        {
            bool isSum = reduce.Reduction == ReduceKind.Sum;
            Declare(PartOf(reduce), isSum ? VectorText.Zero(Block) : VectorText.Fill(Block, $"{Block.Element}.NegativeInfinity"));
        }
    }

    /// <summary>One position of a sweep. What it stores may lie where something waited that it reads, and comes last.</summary>
    protected void EmitPosition(int s, string at, string column)
    {
        Dictionary<Value, string> names = [];
        foreach (MapOp map in kernel.MapsOf(s))
        {
            EmitMap(map, Block, "_", names, at, column);
        }

        foreach (ReduceOp reduce in kernel.Sweeps[s].OfType<ReduceOp>().Where(r => !kernel.IsRowNumber(r.Source)))
        {
            string term = NameOf(reduce.Source, names, at, column);
            if (reduce.Result.Shape.Rank == 0)
            {
                Writer.Line($"{TotalOf(reduce)} += {Counted(term)};");
            }
            else
            {
                string part = PartOf(reduce);
                term = Term(reduce, term, part);

                // Native code may lose what is not a number: a maximum of a row is the shift of exponents only, and their sum keeps it.
                Writer.Line(reduce.Reduction == ReduceKind.Sum ? $"{part} += {term};" : $"{part} = B.MaxNative({part}, {term});");
            }
        }

        EmitStores(kernel.Sweeps[s], names, at);
        foreach (WaitingResult waiting in kernel.Waiting.Where(w => w.From == s))
        {
            Writer.Line($"{Store(names[waiting.Value], waiting.Place, at)} // waits there");
        }
    }

    /// <summary>The local with a value of the row.</summary>
    protected string NameOf(Value value, Dictionary<Value, string> names, string at, string column) =>
        names.TryGetValue(value.Storage, out string? name) ? name
        : names[value.Storage] = Declare($"{value.Name}_", Load(value, Block, at, column));

    protected void EmitStores(IEnumerable<Op> ops, Dictionary<Value, string> names, string at)
    {
        foreach (Value output in ops.SelectMany(op => op.Outputs).Where(o => kernel.Step.Stored.Contains(o) && names.ContainsKey(o)))
        {
            Writer.Line(Store(names[output], output, at));
        }
    }

    /// <summary>Prints what a sweep computes from numbers of the row alone, and returns the ops that run along the row.</summary>
    protected IReadOnlyList<Op> EmitRowNumbers(IReadOnlyList<Op> sweep)
    {
        Op[] between = [.. sweep.Where(op => kernel.IsRowNumber(op is ReduceOp reduce ? reduce.Source : op.Output))];
        foreach (Op op in between)
        {
            if (op is MapOp map)
            {
                Dictionary<Value, string> names = [];
                EmitMap(map, OfRow, "Row", names, "0", "0");
                foreach (Value output in map.Outputs)
                {
                    EmitRowNumber(output, names[output]);
                }
            }
            else
            {
                Writer.Line($"{TotalOf((ReduceOp)op)} += {CountedRow(Load(op.Inputs[0], OfRow, "0", "0"))};");
            }
        }

        return [.. sweep.Except(between)];
    }

    /// <summary>The same for a number of the row.</summary>
    protected abstract string CountedRow(string term);

    /// <summary>Says that a number of the row is known, and stores it where that is wanted.</summary>
    protected void EmitRowNumber(Value value, string name)
    {
        RowNumbers[value.Storage] = name;
        if (kernel.Step.Stored.Contains(value))
        {
            Writer.Line(VectorText.Store(OfRow, name, Reference(value), "0"));
        }
    }

    /// <summary>A number of the step in every lane; filled once, before the loops.</summary>
    protected string Filled(VectorType type, string name)
    {
        if (type.IsScalar)
        {
            return name;
        }

        string key = $"{name}Everywhere";
        Begin($"var {key} = {VectorText.Fill(type, PositionText.Of(name, type))};");
        return key;
    }

    /// <summary>A line that belongs before everything else, once.</summary>
    protected void Begin(string line)
    {
        if (_begun.Add(line))
        {
            _prologue.Add(line);
        }
    }

    /// <param name="suffix">What the names of its locals end with.</param>
    /// <param name="names">The results that have a name, and those of the Map then.</param>
    protected void EmitMap(MapOp map, VectorType type, string suffix, Dictionary<Value, string> names, string at, string column)
    {
        ExpressionPrinter printer = new(
            type,
            k => names.TryGetValue(map.Inputs[k].Storage, out string? name) ? name : LoadFor(k),
            name => Filled(type, name),
            () => Positions(column),
            text => Declare($"t{_temporaries++}", text)) { Rows = RowNumber };
        printer.Announce(ExpressionUses.Of(map));

        // States first: the parameter's formula is written in terms of them.
        foreach (int k in Enumerable.Range(1, map.Outputs.Count - 1).Append(0))
        {
            string local = Declare($"{map.Outputs[k].Name}{suffix}", Result(map.Outputs[k], printer.PrintNamed(map.Bodies[k])));
            printer.Know(map.Bodies[k], local);
            names[map.Outputs[k]] = local;
        }

        string LoadFor(int k)
        {
            Value input = map.Inputs[k];
            string text = Load(input, type, at, column);
            string ending = RowNumbers.ContainsKey(input.Storage) ? "Everywhere" : suffix == "_" ? "_" : $"{suffix}_";
            return IsReadOften(map, k) && text.Contains("(") ? names[input.Storage] = Declare(input.Name + ending, text) : text;
        }
    }
}
