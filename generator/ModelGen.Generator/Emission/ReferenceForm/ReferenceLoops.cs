using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Emission.ReferenceForm;

/// <summary>Prints loops that stand directly in one another, and what keeps them inside of tensors.</summary>
internal sealed class ReferenceLoops(SourceWriter writer, ReferenceTensors tensors)
{
    /// <summary>A loop for each axis that has more than one value, and a block inside.</summary>
    public IDisposable Block(IEnumerable<Axis> axes) => Block(Heads(axes));

    public IDisposable Block(IEnumerable<string> heads)
    {
        foreach (string head in heads)
        {
            writer.Line(head);
        }

        return writer.Block("");
    }

    /// <summary>The same with one statement inside, perhaps under a condition.</summary>
    public void Statement(IEnumerable<Axis> axes, string statement, string declarations = "", string condition = "") => Statement(Heads(axes), statement, declarations, condition);

    public void Statement(IReadOnlyList<string> heads, string statement, string declarations = "", string condition = "")
    {
        foreach (string head in heads)
        {
            writer.Line(head);
        }

        if (declarations.Length > 0)
        {
            using (writer.Block(""))
            {
                writer.Line(declarations);
                Conditional(statement, condition);
            }
        }
        else if (heads.Count > 0)
        {
            using (writer.Indent())
            {
                Conditional(statement, condition);
            }
        }
        else
        {
            Conditional(statement, condition);
        }
    }

    /// <summary>
    /// The element of each tensor that a point leads to. What may lie outside has a local variable, declared once, and a condition.
    /// </summary>
    public (string[] Elements, string Declarations, string Condition) Elements(params (Value Tensor, AffineMap Map)[] operands)
    {
        Dictionary<AffineIndex, string> locals = [];
        List<string> conditions = [];
        string[] elements =
        [
            .. operands.Select(o => tensors.At(o.Tensor, [.. o.Map.Indices.Select((index, d) => Index(index, o.Tensor.Shape[d], Dimension(o.Tensor.Shape, d)))])),
        ];
        return (elements, locals.Count == 0 ? "" : $"int {string.Join(", ", locals.Select(l => $"{l.Value} = {ReferenceTensors.Text(l.Key)}"))};", string.Join(" && ", conditions));

        string Index(AffineIndex index, int extent, string name)
        {
            (long first, long last) = Range(index);
            if (extent == Shape.Batch || (first >= 0 && last < extent))
            {
                return ReferenceTensors.Text(index);
            }

            if (!locals.TryGetValue(index, out string local))
            {
                local = locals.ContainsValue(name) ? $"{name}{locals.Count}" : name;
                locals[index] = local;
            }

            string[] own = [.. first < 0 ? [$"{local} >= 0"] : new string[0], .. last >= extent ? [$"{local} < {extent}"] : new string[0]];
            conditions.AddRange(own.Except(conditions));
            return local;
        }
    }

    private static string Dimension(Shape shape, int d) => (shape.Rank, d) switch
    {
        (4, 1) => "row",
        (4, 2) or (3, 1) => "column",
        _ => $"d{d}",
    };

    private static (long First, long Last) Range(AffineIndex index)
    {
        long first = index.Offset, last = index.Offset;
        foreach ((Axis axis, int coefficient) in index.Terms.Where(t => t.Axis.Extent != Shape.Batch))
        {
            long reach = (long)coefficient * (axis.Extent - 1);
            (first, last) = reach < 0 ? (first + reach, last) : (first, last + reach);
        }

        return (first, last);
    }

    private static string[] Heads(IEnumerable<Axis> axes) =>
        [.. axes.Where(a => a.Extent != 1).Select(a => MergedAxes.Head(a.Name, a.Extent == Shape.Batch ? "batch" : $"{a.Extent}"))];

    /// <summary>A statement that may be under a condition.</summary>
    public void Conditional(string statement, string condition)
    {
        if (condition.Length == 0)
        {
            writer.Line(statement);
            return;
        }

        using (writer.Indent($"if ({condition})"))
        {
            writer.Line(statement);
        }
    }
}
