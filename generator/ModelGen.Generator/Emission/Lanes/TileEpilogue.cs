using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Kernels;
using ModelGen.Generator.Kernels.Lanes;
using ModelGen.Generator.Nests;
using ModelGen.Generator.Planning;

namespace ModelGen.Generator.Emission.Lanes;

/// <summary>What the ends of all tiles share: references to the results and what is read with them, and the Maps that finish a sum.</summary>
internal abstract class TileEpilogue(SourceWriter writer, ColumnText text, LaneContractKernel kernel)
{
    private readonly Dictionary<string, string> _filled = [];
    private readonly List<string> _prologue = [];
    private readonly Dictionary<Value, string> _references = [];
    private readonly RegionDomain _domain = new(kernel.Sums.Shape);

    /// <summary>Lines that belong before everything else; known when the rest is written.</summary>
    public IReadOnlyList<string> Prologue => _prologue;

    /// <summary>Whether sums start at 0.</summary>
    public bool StartsAtZero => kernel.Start is null;

    protected SourceWriter Writer => writer;

    protected ColumnText Text => text;

    protected LaneContractKernel Kernel => kernel;

    /// <summary>How far the results of two columns are apart.</summary>
    protected Offsets ColumnStride => kernel.Schedule.ColumnStride;

    /// <summary>The smallest offsets of the tile: what the references stand at.</summary>
    protected Offsets First { get; private set; }

    /// <summary>Declares the tile's references, and its sums with what they start with.</summary>
    /// <param name="sums">The tile's sums; null for a place outside the result.</param>
    /// <param name="names">The name of each sum.</param>
    /// <param name="place">Where the loops stand in a tensor, plus a first offset.</param>
    /// <param name="startsLater">Whether a sum is declared with its first term.</param>
    public void Start(TileSum?[] sums, string[] names, Func<Func<Offsets, int>, int, string> place, Func<int, bool> startsLater)
    {
        TileSum[] known = [.. sums.OfType<TileSum>()];
        First = new Offsets(known.Min(s => s.At.Result), 0, 0, known.Min(s => s.At.Column));
        foreach (Value operand in Operands)
        {
            string at = IsPerColumn(operand) ? place(o => o.Column, First.Column) : place(o => o.Result, First.Result);
            _references[operand] = at == "0" ? operand.Name : IsFactor(operand) ? $"{operand.Name}_At" : $"{operand.Name}At";
            if (at != "0")
            {
                writer.Line($"ref {text.Block.Element} {_references[operand]} = {VectorText.At(operand.Name, at)};");
            }
        }

        Dictionary<int, string> started = [];
        for (int i = 0; i < sums.Length; i++)
        {
            if (sums[i] is { } sum && !startsLater(i))
            {
                string start = Kernel.Start is not { } bias ? "B.Zero"
                    : started.TryGetValue(sum.At.Column, out string? same) ? same
                    : text.Broadcast(ReferenceTo(bias), $"{sum.At.Column - First.Column}", ColumnStride.Column);
                writer.Line($"var {names[i]} = {start};");
                started[sum.At.Column] = names[i];
            }
        }
    }

    /// <summary>Finishes the sums and stores the results.</summary>
    public abstract void End(TileSum?[] sums, string[] names);

    /// <summary>The tensors that are read or written beside the operands of the contraction.</summary>
    private IEnumerable<Value> Operands => kernel.Maps.SelectMany(m => m.Inputs).Where(i => i != kernel.Sums && !kernel.Step.Computes(i) && i.Shape.Rank > 0)
        .Concat(kernel.Start is { } bias ? [bias] : [])
        .Concat(kernel.Step.Stored)
        .Select(v => v.Place)
        .Distinct();

    protected string ReferenceTo(Value value) => _references[value.Place];

    /// <summary>Whether the products have a reference of that name already: x + conv(x) reads x as a factor, and where it is added.</summary>
    private bool IsFactor(Value operand) => operand.Name == kernel.A.Storage.Name || operand.Name == kernel.B?.Storage.Name;

    private bool IsPerColumn(Value value) => value.Shape != kernel.Sums.Shape && _domain.Of(value.Shape) == Extent.PerColumn;

    /// <summary>Runs the Maps on one block of sums.</summary>
    /// <param name="sum">The sum's text.</param>
    /// <param name="at">Where its result is, from the tile's references.</param>
    /// <returns>The text of every value that is known then.</returns>
    protected Dictionary<Value, string> Compute(string sum, Offsets at, string suffix)
    {
        Dictionary<Value, string> computed = new() { [kernel.Sums] = sum };
        int temporaries = 0;
        foreach (MapOp map in kernel.Maps)
        {
            ExpressionPrinter printer = new(
                text.Block,
                k => Operand(map.Inputs[k], computed, at),
                Filled,
                () => throw new NotSupportedException("positions in an epilogue"),
                part =>
                {
                    string local = $"t{temporaries++}{suffix}";
                    writer.Line($"var {local} = {part};");
                    return local;
                });
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
                writer.Line($"var {local} = {printer.Print(map.Bodies[k])};");
                printer.Know(map.Bodies[k], local);
                computed[map.Outputs[k]] = local;
            }
        }

        return computed;
    }

    private string Operand(Value value, Dictionary<Value, string> computed, Offsets at) =>
        computed.TryGetValue(value.Storage, out string? name) ? name
        : value.Shape.Rank == 0 ? Filled(value.Name)
        : IsPerColumn(value) ? text.Broadcast(ReferenceTo(value), $"{at.Column - First.Column}", ColumnStride.Column)
        : kernel.Schedule.Nest.SumsLanes ? text.Broadcast(ReferenceTo(value), $"{at.Result - First.Result}", ColumnStride.Result)
        : text.Load(ReferenceTo(value), $"{at.Result - First.Result}", ColumnStride.Result);

    /// <summary>A number of the step in every lane; filled once, before the loops.</summary>
    private string Filled(string name)
    {
        if (!_filled.TryGetValue(name, out string? block))
        {
            _filled[name] = block = $"{name}Block";
            _prologue.Add($"var {block} = B.Create({PositionText.Of(name, text.Block)});");
        }

        return block;
    }
}
