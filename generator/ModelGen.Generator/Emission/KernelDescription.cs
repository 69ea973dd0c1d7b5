using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
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
    private const string EmptyLanes = "and 0 in lanes without an example";

    /// <summary>The formulas alone: what a pass says of a step; ranges and lanes stand above its kernel.</summary>
    public static IEnumerable<string> Formulas(Step step, Kernel kernel) =>
        Lines(step, kernel).Where(l => l != EmptyLanes && !l.StartsWith("for ", StringComparison.Ordinal));

    /// <summary>A formula for each value that a step stores, and the ranges of the indices.</summary>
    /// <param name="step">The step as the kernel knows it, or as the model's names say it.</param>
    /// <param name="kernel">What runs it.</param>
    public static string[] Lines(Step step, Kernel kernel) => (step, kernel) switch
    {
        (LaneContractStep lanes, LaneContractKernel { OverPositions: not null }) when step == kernel.Step => [.. SumLines(lanes, lanes.Sums, LoopFormula.OverPositions(lanes.Contraction), lanes.Maps)],
        (LaneContractStep lanes, _) => [.. LaneLines(lanes)],
        (LaneRegionStep lanes, _) => [.. RegionLines(lanes.Region with { Stored = lanes.Stored }, kernel.Sizes), .. lanes.Masked.Count > 0 ? [EmptyLanes] : Array.Empty<string>()],
        (ContractStep contract, ContractKernel product) => [.. ContractLines(contract, product.Product)],
        (ContractStep contract, _) => [.. LoopLines(contract)],
        (RowUpdateStep rows, RowUpdateKernel k) => [.. ContractLines(rows.Gradient, k.Gradient.Product), "and", .. ContractLines(rows.Update, k.Update.Product)],
        (GatherStep gather, _) => GatherLines(gather.Core),
        (ScatterStep scatter, _) => ScatterLines(scatter),
        (RearrangeStep move, _) => [.. RearrangeLines(move.Move)],
        _ => [.. RegionLines((RegionStep)step, kernel.Sizes)],
    };

    /// <param name="tiles">How the kernel goes over it, as a sentence behind the ranges; null where that stands elsewhere.</param>
    public static void Write(SourceWriter writer, Kernel kernel, string? tiles = null)
    {
        string[] lines = Lines(kernel.Step, kernel);
        for (int i = 0; i < lines.Length; i++)
        {
            writer.Line($"// {lines[i]}{(tiles is not null && i == lines.Length - 1 ? $". {tiles}" : "")}");
        }
    }

    private static IEnumerable<string> ContractLines(ContractStep step, MatrixProduct product)
    {
        string sum = product.Depth.Extent == 1 ? "" : SumText.Over([new Axis(product.Depth.Name, product.Depth.Extent)]);
        (string core, string index) = step.Core is ContractOp c
            ? ($"{sum}{ValueFormulas.NameOf(c.A)}{c.AMap} · {ValueFormulas.NameOf(c.B)}{c.BMap}", $"{c.OutputMap}")
            : ($"{sum}{ValueFormulas.NameOf(step.Core.Inputs[0])}[{product.Depth.Name}, {product.Column.Name}]", "[o]");
        string ranges = string.Join(", ", new[] { product.Row, product.Column, product.Depth }.Where(a => a.Extent != 1).OrderBy(a => a.IsBatch ? 0 : 1).Select(a => $"{a.Name} < {a.Length}"));
        return SumLines(step, step.Core.Output, new LoopFormula(sum == "" ? Formula.Product(core) : Formula.Sum(core), index, ranges), step.Epilogue);
    }

    private static IEnumerable<string> LoopLines(ContractStep step) => SumLines(step, step.Core.Output, LoopFormula.Of(step.Core), step.Epilogue);

    private static IEnumerable<string> LaneLines(LaneContractStep step) => SumLines(step, step.Sums, LoopFormula.Of(step.Contraction, step.Index), step.Maps);

    /// <summary>A sum, and the Maps that finish it.</summary>
    private static IEnumerable<string> SumLines(Step step, Value sums, LoopFormula sum, IEnumerable<MapOp> maps)
    {
        RegionDomain domain = new(sums.Shape);
        string perColumn = $"[{sum.Index.Substring(sum.Index.LastIndexOf(',') + 1).Trim(' ', '[')}";
        ValueFormulas formulas = new(step, v => v.Shape != sums.Shape && domain.Of(v.Shape) == Extent.PerColumn ? perColumn : sum.Index) { Place = sum.Place };
        formulas.Add(sums, sum.Text);
        foreach (MapOp map in maps)
        {
            formulas.Add(map);
        }

        if ((step as LaneContractStep)?.Pool is { } pool)
        {
            string window = SumText.Ranges(((LaneContractStep)step).Contraction.Window);
            formulas.Add(pool.Result, Formula.Sentence($"the largest {formulas[pool.Source]} over {window}"));
            formulas.Add(pool.Cell, LoopFormula.Position);
        }

        if (step.Ops.OfType<MaxPoolOp>().FirstOrDefault() is { } pooling)
        {
            formulas.Add(pooling.Position, LoopFormula.Position);
        }

        return [.. step.Stored.Select(formulas.LineOf), $"for {sum.Ranges}"];
    }

    private static IEnumerable<string> RearrangeLines(RearrangeOp move)
    {
        foreach (Box box in move.Boxes)
        {
            string ranges = string.Join(", ", box.Axes.Where(a => a.Extent is not (1 or Shapes.Shape.Batch)).Select(a => $"{a.Name} < {a.Extent}"));
            yield return $"{move.Result.Name}{box.ResultMap} = {box.Source.Name}{box.SourceMap}{(ranges.Length == 0 ? "" : $" for {ranges}")}";
        }

        yield return move.HasZeros ? "and 0 elsewhere, for b < batch" : "for b < batch";
    }

    private static string[] GatherLines(GatherOp gather)
    {
        (string at, string ranges) = Positions(gather.Indices);
        return [$"{ValueFormulas.NameOf(gather.Result)}[{at}, j] = {ValueFormulas.NameOf(gather.Table)}[{ValueFormulas.NameOf(gather.Indices.Storage)}[{at}], j]", $"for {ranges}, j < {gather.Table.Shape[1]}"];
    }

    private static string[] ScatterLines(ScatterStep step)
    {
        ScatterAddOp scatter = step.Core;
        (string at, string ranges) = Positions(scatter.Indices);
        string row = $"[{ValueFormulas.NameOf(scatter.Indices.Storage)}[{at}], j]", source = $"{ValueFormulas.NameOf(scatter.Source.Storage)}[{at}, j]", end = $"for {ranges}, j < {scatter.Result.Shape[1]}";
        return step.Factor is { } factor
            ? [$"{ValueFormulas.NameOf(step.Stored.Single())}{row} += {Formula.Of(factor * Expr.Input(0), _ => source)}", $"{end}, one position after another; other rows stay as they are"]
            : [$"{ValueFormulas.NameOf(scatter.Result)}{row} += {source}", $"{end}, one position after another, from 0"];
    }

    /// <summary>The letters of the positions of indices, and how far they go: b, i and b &lt; batch, i &lt; 5.</summary>
    private static (string At, string Ranges) Positions(Value indices)
    {
        string[] letters = [.. new[] { "b" }.Concat("iklmnq".Select(c => $"{c}")).Take(indices.Shape.Rank)];
        return (string.Join(", ", letters), string.Join(", ", letters.Zip(indices.Shape.Extents, (letter, extent) => $"{letter} < {(extent == Shapes.Shape.Batch ? "batch" : $"{extent}")}")));
    }

    private static IEnumerable<string> RegionLines(RegionStep step, EquatableArray<KernelSize> sizes)
    {
        ValueFormulas formulas = new(step, _ => "");
        List<string> between = [];
        foreach (Op op in step.Ops)
        {
            switch (op)
            {
                case MapOp map:
                    formulas.Add(map);
                    break;
                case ReduceOp reduce:
                    if (reduce.Largest is { } largest)
                    {
                        // A softmax names what it is of four times: what has a formula is said once.
                        if (formulas[reduce.Source] is { IsName: false })
                        {
                            between.Add(formulas.LineOf(reduce.Source.Storage));
                            formulas.Add(reduce.Source.Storage, ValueFormulas.NameOf(reduce.Source));
                        }

                        formulas.Add(largest, $"max({formulas[reduce.Source]})");
                        formulas.Add(reduce.Result, Formula.Product($"ln Σ exp({formulas[reduce.Source]} − {formulas[largest]})"));
                        break;
                    }

                    formulas.Add(reduce.Result, Formula.Product($"{(reduce.Reduction == ReduceKind.Sum ? "Σ" : "max")}({formulas[reduce.Source]})"));
                    break;
            }
        }

        string rows = step.Domain.Full.HasBatch ? "each example of " : "";
        string shape = sizes.Count > 0 ? $"[{string.Join(", ", sizes.Where(s => step.Domain.Full.HasBatch || s.Name == KernelSize.Length).Select(s => s.Name))}]" : $"{step.Domain.Full.WithoutBatch}";
        return [.. between, .. step.Stored.Select(formulas.LineOf), step.IsRange ? "for each number" : $"for {rows}{shape}"];
    }
}
