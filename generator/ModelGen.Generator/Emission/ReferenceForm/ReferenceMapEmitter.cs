using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using ModelGen.Generator.ReferenceForm;
using ModelGen.Generator.Vectors;

namespace ModelGen.Generator.Emission.ReferenceForm;

/// <summary>Prints the formulas of Maps for one element.</summary>
/// <param name="numbers">The text of a number of the step.</param>
internal sealed class ReferenceMapEmitter(SourceWriter writer, ReferencePass pass, ReferenceTensors tensors, Precision precision, System.Func<string, string> numbers)
{
    private readonly string _element = new VectorType(0, precision).Element;
    private int _parts, _numbers;

    /// <summary>What a nest holds in local variables: its sum, and values that nothing else reads.</summary>
    public Dictionary<Value, string> Locals { get; } = [];

    /// <summary>A value at an element: a literal, a local variable, or memory.</summary>
    /// <param name="index">The place in each dimension; for a loop over all numbers as they lie, that of the one loop.</param>
    public string Read(Value value, IReadOnlyList<string?> index, bool isFlat) =>
        value is { Role: ValueRole.Constant, Shape.Rank: 0 } ? Literal.Of(value.Numbers[0], precision)
        : Locals.TryGetValue(value, out string local) ? local
        : pass.IsLocal(value) ? value.Name
        : value.Shape.Rank == 0 ? $"{ReferenceTensors.NameOf(value)}[0]"
        : isFlat ? $"{ReferenceTensors.NameOf(value)}[{index[0]}]"
        : tensors.At(value, ReferenceTensors.Broadcast(value, index));

    /// <summary>The formula of a term, for which parts may be declared before.</summary>
    public string Term(MapOp map, IReadOnlyList<string?> index, bool isFlat) => Printer(map, index, isFlat).Print(map.Bodies[0]);

    /// <summary>Whether a term is one line: whether no part of it has a name.</summary>
    public bool IsPlain(MapOp map) => !map.Bodies.SelectMany(b => b.Descendants()).Any(e => e is not Unary { Op: UnaryOp.Negate } && ExpressionUses.Of(map).IsShared(e)) && map.Bodies.All(b => b.Descendants().Count() < 16);

    /// <summary>Starts the loops of another nest: names of parts may be used again.</summary>
    public void Begin()
    {
        Locals.Clear();
        _parts = 0;
    }

    /// <summary>The Map as one statement; null where it takes more.</summary>
    public string? Statement(MapOp map, IReadOnlyList<string?> index, bool isFlat) =>
        map.Outputs is [var only] && IsPlain(map) && pass.IsStored(only) && !pass.IsLocal(only) ? $"{Place(only, index, isFlat)} = {Term(map, index, isFlat)};" : null;

    public void Emit(MapOp map, IReadOnlyList<string?> index, bool isFlat)
    {
        ExpressionPrinter printer = Printer(map, index, isFlat);
        if (map.Outputs is [var only])
        {
            Store(only, printer.Print(map.Bodies[0]), index, isFlat);
            return;
        }

        // All is computed of what was there before; what the others are made of comes first.
        int[] order = [.. Enumerable.Range(0, map.Outputs.Count).OrderBy(k => map.Bodies[k].Descendants().Count())];
        foreach (int k in order)
        {
            writer.Line($"{_element} {Local(map.Outputs[k])} = {printer.PrintNamed(map.Bodies[k])};");
            printer.Know(map.Bodies[k], Local(map.Outputs[k]));
        }

        foreach (Value output in map.Outputs)
        {
            if (pass.IsStored(output))
            {
                writer.Line($"{Place(output, index, isFlat)} = {Local(output)};");
            }

            if (output.Overwrites is null)
            {
                Locals[output] = Local(output);
            }
        }
    }

    private static string Local(Value output) => output.Overwrites is null ? $"{output.Name}At" : output.Name;

    /// <summary>Stores a number, or declares it where only this nest needs it.</summary>
    public void Store(Value value, string text, IReadOnlyList<string?> index, bool isFlat)
    {
        if (pass.IsStored(value) && !pass.IsLocal(value))
        {
            writer.Line($"{Place(value, index, isFlat)} = {text};");
        }
        else
        {
            writer.Line($"{_element} {value.Name} = {text};");
            Locals[value] = value.Name;
        }
    }

    private string Place(Value value, IReadOnlyList<string?> index, bool isFlat) =>
        value.Shape.Rank == 0 ? $"{ReferenceTensors.NameOf(value)}[0]"
        : isFlat ? $"{ReferenceTensors.NameOf(value)}[{index[0]}]"
        : tensors.At(value, index);

    private ExpressionPrinter Printer(MapOp map, IReadOnlyList<string?> index, bool isFlat)
    {
        ExpressionPrinter printer = new(
            new VectorType(0, precision),
            k => Read(map.Inputs[k], index, isFlat),
            numbers,
            () => index[index.Count - 1]!,
            text =>
            {
                string name = map.Output.Shape.Rank == 0 ? $"f{++_numbers}" : $"t{++_parts}";
                writer.Line($"{_element} {name} = {text};");
                return name;
            }) { Functions = "ReferenceMath", CallsMaximum = true, NamesAddends = false, NamesLongParts = !IsPlain(map), Rows = RowOf };
        printer.Announce(ExpressionUses.Of(map));
        return printer;

        // Where loops go over each dimension the row has one of its own; else it is among those of all examples.
        string RowOf(int count) => index.Count == map.Output.Shape.Rank && index.Count > 2 && index.All(i => i is not null) ? index[index.Count - 2]! : $"{index[index.Count - 2]} % {count}";
    }
}
