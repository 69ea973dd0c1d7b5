using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Kernels;
using ModelGen.Generator.Kernels.Lanes;
using ModelGen.Generator.Planning;
using ModelGen.Generator.Planning.Lanes;

namespace ModelGen.Generator.Emission;

/// <summary>What a kernel computes, in the words of the model: the formula above it.</summary>
internal static class KernelDescription
{
    private static readonly Dictionary<string, string> Subscripts = new() { ["b"] = "b", ["o"] = "ₒ", ["i"] = "ᵢ", ["r"] = "ᵣ" };

    /// <summary>A formula for each value that it stores, and the ranges of the indices.</summary>
    public static string[] Lines(Kernel kernel) => kernel switch
    {
        LaneContractKernel lanes => [.. LaneLines((LaneContractStep)lanes.Step)],
        LaneRegionKernel lanes => [.. RegionLines(lanes.Lanes.Region with { Stored = lanes.Step.Stored })],
        ContractKernel contract => [.. ContractLines(contract.Contract, contract.Product)],
        LoopKernel loops => [.. LoopLines(loops.Contract)],
        RowUpdateKernel rows => [.. ContractLines(rows.Gradient.Contract, rows.Gradient.Product), "and", .. ContractLines(rows.Update.Contract, rows.Update.Product)],
        RearrangeKernel rearrange => [.. RearrangeLines(rearrange.Rearrange.Move)],
        _ => [.. RegionLines((RegionStep)kernel.Step)],
    };

    public static void Write(SourceWriter writer, Kernel kernel)
    {
        string[] lines = Lines(kernel);
        writer.Line("/// <summary>");
        foreach (string line in lines)
        {
            writer.Line($"/// {Xml(line)}{(line == lines[lines.Length - 1] ? "" : "<br/>")}");
        }

        writer.Line("/// </summary>");
    }

    private static IEnumerable<string> ContractLines(ContractStep step, MatrixProduct product)
    {
        Dictionary<Value, string> texts = new() { [step.Core.Output] = Core(step.Core, product) };
        RegionDomain domain = new(step.Core.Output.Shape);
        string full = IndexOf(step.Core);
        foreach (MapOp map in step.Epilogue)
        {
            for (int k = 0; k < map.Outputs.Count; k++)
            {
                texts[map.Outputs[k]] = Formula.Of(map.Bodies[k], i => Text(map.Inputs[i]));
            }
        }

        foreach (Value stored in step.Stored)
        {
            yield return $"{Name(stored)}{IndexAt(stored)} = {texts[stored]}";
        }

        string ranges = string.Join(", ", new[] { product.Row, product.Column, product.Depth }.Where(a => a.Extent != 1).OrderBy(a => a.IsBatch ? 0 : 1).Select(a => $"{a.Name} < {a.Length}"));
        yield return $"for {ranges}";

        string Text(Value v) => texts.TryGetValue(v.Storage, out string? text) && (v.Storage == step.Core.Output || !step.Stored.Contains(v.Storage)) ? text
            : v.Shape.Rank == 0 ? v.Name
            : Name(v.Storage) + IndexAt(v.Storage);

        string IndexAt(Value v) => domain.Of(v.Shape) == Extent.PerColumn ? $"[{product.Column.Name}]" : full;
    }

    /// <summary>The sum, its Maps and what is around them, with the axes of the contraction.</summary>
    private static IEnumerable<string> LaneLines(LaneContractStep step)
    {
        LaneContraction c = step.Contraction;
        string a = $"{Name(c.A)}{c.AMap}";
        string cells = string.Join(", ", c.Cells.Select(x => $"{x.Name}"));
        string left = step.Index is { } index ? $"({a} if {Name(index)}{c.AMap} says {cells})" : a;
        string right = c.B is { } b ? $" · {Name(b)}{c.BMap}" : "";
        Axis[] summed = [.. c.Axes.Where(x => !c.Window.Contains(x) && !c.ResultMap.Indices.Any(i => i.Terms.Any(t => t.Axis == x)))];
        Dictionary<Value, string> texts = new() { [step.Sums] = summed.Length == 0 ? $"{left}{right}" : $"Σ {left}{right}" };
        foreach (MapOp map in step.Maps)
        {
            for (int k = 0; k < map.Outputs.Count; k++)
            {
                texts[map.Outputs[k]] = Formula.Of(map.Bodies[k], i => texts.TryGetValue(map.Inputs[i].Storage, out string? text) ? Parenthesized(text) : Name(map.Inputs[i].Storage));
            }
        }

        if (step.Pool is { } pool)
        {
            yield return $"{Name(pool.Result)}{c.ResultMap} = the largest {texts[pool.Source]} over {string.Join(", ", c.Window.Select(Range))}";
            if (step.Stored.Contains(pool.Cell))
            {
                yield return $"{Name(pool.Cell)}{c.ResultMap} = the number of the first that is";
            }
        }
        else
        {
            foreach (Value stored in step.Stored)
            {
                yield return $"{Name(stored)}{c.ResultMap} = {texts[stored]}";
            }
        }

        yield return $"for {string.Join(", ", c.Axes.Where(x => !c.Window.Contains(x)).Select(Range))}";
    }

    private static string Range(Axis axis) => $"{axis.Name} < {(axis.Extent == Shapes.Shape.Batch ? "batch" : $"{axis.Extent}")}";

    private static string Core(Op core, MatrixProduct product)
    {
        string depth = Subscripts.TryGetValue(product.Depth.Name, out string? subscript) ? subscript : product.Depth.Name;
        string sum = depth == product.Depth.Name ? $"Σ({depth}) " : $"Σ{depth} ";
        return core is ContractOp c
            ? $"{sum}{Name(c.A)}{c.AMap} · {Name(c.B)}{c.BMap}"
            : $"{sum}{Name(core.Inputs[0])}[{product.Depth.Name}, {product.Column.Name}]";
    }

    private static string IndexOf(Op core) => core is ContractOp c ? $"{c.OutputMap}" : "[o]";

    private static IEnumerable<string> RearrangeLines(RearrangeOp move)
    {
        foreach (Box box in move.Boxes)
        {
            string ranges = string.Join(", ", box.Axes.Where(a => a.Extent is not (1 or Shapes.Shape.Batch)).Select(a => $"{a.Name} < {a.Extent}"));
            yield return $"{move.Result.Name}{box.ResultMap} = {box.Source.Name}{box.SourceMap}{(ranges.Length == 0 ? "" : $" for {ranges}")}";
        }

        yield return move.HasZeros ? "and 0 elsewhere, for b < batch" : "for b < batch";
    }

    private static IEnumerable<string> LoopLines(ContractStep step)
    {
        (string formula, string index, string ranges) = LoopFormula.Of(step.Core);
        Dictionary<Value, string> texts = new() { [step.Core.Output] = formula };
        foreach (MapOp map in step.Epilogue)
        {
            for (int k = 0; k < map.Outputs.Count; k++)
            {
                texts[map.Outputs[k]] = Formula.Of(map.Bodies[k], i => Text(map.Inputs[i]));
            }
        }

        foreach (Value stored in step.Stored)
        {
            yield return step.Core is MaxPoolOp pool && stored == pool.Position
                ? $"{Name(stored)}{index} = the number of the first that is largest"
                : $"{Name(stored)}{index} = {texts[stored]}";
        }

        yield return $"for {ranges}";

        string Text(Value v) => texts.TryGetValue(v.Storage, out string? text) && (v.Storage == step.Core.Output || !step.Stored.Contains(v.Storage)) ? text
            : v.Shape.Rank == 0 ? v.Name
            : Name(v.Storage) + (new RegionDomain(step.Core.Output.Shape).Of(v.Shape) == Extent.PerColumn ? $"[{index.Substring(index.LastIndexOf(' ') + 1)}" : index);
    }

    private static IEnumerable<string> RegionLines(RegionStep step)
    {
        Dictionary<Value, string> texts = [];
        foreach (Op op in step.Ops)
        {
            switch (op)
            {
                case MapOp map:
                    for (int k = 0; k < map.Outputs.Count; k++)
                    {
                        texts[map.Outputs[k]] = Formula.Of(map.Bodies[k], i => Text(map.Inputs[i]));
                    }

                    break;
                case ReduceOp reduce:
                    string function = reduce.Reduction switch { ReduceKind.Sum => "Σ", ReduceKind.Max => "max", _ => "ln Σ exp" };
                    texts[reduce.Result] = $"{function}({(texts.TryGetValue(reduce.Source, out string? source) && !step.Stored.Contains(reduce.Source) ? source : Name(reduce.Source))})";
                    break;
            }
        }

        foreach (Value stored in step.Stored)
        {
            yield return $"{Name(stored)} = {texts[stored]}";
        }

        string rows = step.Domain.Full.HasBatch ? "each example of " : "";
        yield return $"for {rows}{step.Domain.Full.WithoutBatch}";

        string Text(Value v) => texts.TryGetValue(v, out string? text) && !step.Stored.Contains(v) ? Parenthesized(text) : Name(v);
    }

    private static string Parenthesized(string text) => text.Contains(" ") && !text.EndsWith(")", System.StringComparison.Ordinal) ? $"({text})" : text;

    private static string Name(Value value) => (value.Overwrites ?? value).Name;

    private static string Xml(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");
}
