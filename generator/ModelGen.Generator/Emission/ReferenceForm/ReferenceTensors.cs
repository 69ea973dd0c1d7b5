using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Graph;
using ModelGen.Generator.ReferenceForm;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Emission.ReferenceForm;

/// <summary>Elements of tensors as C#: <c>dense1[b * 8 + o]</c>.</summary>
/// <param name="orderOf">The dimensions of a value as they lie in memory, where they lie in another order than its shape's.</param>
internal sealed class ReferenceTensors(Func<Value, EquatableArray<int>> orderOf)
{
    public ReferenceTensors(ReferencePlan plan) : this(v => plan.Places.TryGetValue(NameOf(v), out ReferencePlace place) ? place.Order : [])
    {
    }

    /// <summary>The name of the memory in which a value is.</summary>
    public static string NameOf(Value value) => ValueFormulas.NameOf(value);

    /// <summary>The dimensions of a value as they lie in memory, outermost first.</summary>
    public IReadOnlyList<int> OrderOf(Value value) => orderOf(value) is var order && order.Count == value.Shape.Rank ? order : [.. Enumerable.Range(0, value.Shape.Rank)];

    /// <summary>An element by its index in each dimension; null where the next dimension's counts both.</summary>
    public string At(Value value, IReadOnlyList<string?> index) => $"{NameOf(value)}[{Offset(value, index)}]";

    /// <summary>The place of an element, as C#: from the outermost dimension in, each times the next extent.</summary>
    public string Offset(Value value, IReadOnlyList<string?> index)
    {
        string text = "";
        int counted = 1;
        foreach (int d in OrderOf(value).Where(d => value.Shape[d] != 1))
        {
            // What the next dimension's index counts, too, is skipped with it.
            counted *= value.Shape[d];
            if (index[d] is not null)
            {
                text = text.Length == 0 ? index[d]! : $"{Factor(text)} * {counted} + {index[d]}";
                counted = 1;
            }
        }

        return text.Length == 0 ? "0" : text;
    }

    /// <summary>The index of a smaller tensor, which is broadcast along dimensions that it lacks or has once.</summary>
    public static string?[] Broadcast(Value value, IReadOnlyList<string?> index) =>
        [.. Enumerable.Range(0, value.Shape.Rank).Select(d => value.Shape[d] == 1 ? "0" : index[index.Count - value.Shape.Rank + d])];

    /// <summary>The numbers of a tensor in use: <c>batch * 8</c>.</summary>
    public static string Length(Shape shape) => !shape.HasBatch ? $"{shape.Length}" : shape.Length == 1 ? "batch" : $"batch * {shape.Length}";

    /// <summary>An index as C#.</summary>
    public static string Text(AffineIndex index)
    {
        string text = "";
        foreach ((Axis axis, int coefficient) in index.Terms.Where(t => t.Axis.Extent != 1))
        {
            string term = Math.Abs(coefficient) == 1 ? axis.Name : $"{Math.Abs(coefficient)} * {axis.Name}";
            text += text.Length == 0 ? (coefficient < 0 ? "-" : "") + term : $" {(coefficient < 0 ? "-" : "+")} {term}";
        }

        return text.Length == 0 ? $"{index.Offset}" : index.Offset == 0 ? text : $"{text} {(index.Offset < 0 ? "-" : "+")} {Math.Abs((long)index.Offset)}";
    }

    private static string Factor(string text) => text.Contains(' ') ? $"({text})" : text;
}
