using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator;
using ModelGen.Generator.Emission;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Kernels;
using ModelGen.Generator.Planning;
using ModelGen.Generator.Planning.Lanes;
using ModelGen.Generator.Shapes;
using ModelGen.Generator.Vectors;

namespace ModelGen.Tool.Rendering;

/// <summary>A step in words: its kernel, its formulas, its work, and for each width the form of its code.</summary>
internal sealed class StepText(CompiledModel model)
{
    /// <summary>The first line says what it is.</summary>
    public IEnumerable<string> Lines(Step step) => step switch
    {
        TransposeStep copy => [$"{copy.Copy.Name} = {copy.Source.Name} with its two inner dimensions exchanged, which is read faster"],
        LaneCopyStep { ToLanes: true } copy => [$"{copy.Copy.Name} = {copy.Source.Name}, from rows to lanes"],
        LaneCopyStep copy => [$"{copy.Copy.Name} = {copy.Source.Name}, from lanes to rows"],
        SliceMeanStep { Value: var value } => [$"threads that share the batch agree on the mean of {value.Name}"],
        DropoutMaskStep { Mask: var mask } => [$"{mask.Result.Name}: factors of dropout, drawn anew in each step"],
        ScalarStep scalar => [.. Formulas(scalar)],
        ByTimeStep { Move: var move } => [$"{move.Result.Name} = {move.Source.Name}, {(move.GoesByTime ? "all examples of a time" : "all times of an example")} together"],
        DelayStep { Delay: var delay } => [delay.Formula],
        ScanStep scan => OfScan(scan),
        _ => OfKernel(step, model.Kernels[step]),
    };

    /// <summary>The steps of a turn, a little further in.</summary>
    private IEnumerable<string> OfScan(ScanStep step)
    {
        string states = string.Join(" and ", step.Scan.Starts.Select(s => s.State.Name));
        yield return $"{step.Scan.Times} times, {(step.Scan.IsBackwards ? "the last first" : "one after another")}, handing on {states}:";
        foreach (Step inner in step.Turn)
        {
            string[] lines = [.. Lines(inner)];
            yield return $"- {lines[0]}";
            foreach (string line in lines.Skip(1))
            {
                yield return $"  {line}";
            }
        }
    }

    private static IEnumerable<string> Formulas(ScalarStep step)
    {
        ValueFormulas formulas = new(step, _ => "");
        foreach (MapOp map in step.Ops.Cast<MapOp>())
        {
            formulas.Add(map);
        }

        return step.Ops.Select(op => formulas.LineOf(op.Output));
    }

    private IEnumerable<string> OfKernel(Step step, Kernel kernel)
    {
        yield return model.KernelNames.TryGetValue(kernel, out string? name) ? name : "(in a straight line only)";
        foreach (string formula in KernelDescription.Lines(step, kernel))
        {
            yield return formula;
        }

        if (step.Ops.OfType<ContractOp>().FirstOrDefault() is { } contract)
        {
            yield return Work(contract);
        }

        foreach ((string Decision, string[] Widths) form in Forms(kernel))
        {
            string widths = form.Widths.Length == 1 ? form.Widths[0] : $"{string.Join(", ", form.Widths[..^1])} and {form.Widths[^1]}";
            yield return $"{widths} bits: {form.Decision}";
        }
    }

    private static string Work(ContractOp contract)
    {
        long count = contract.Axes.Aggregate(1L, (product, axis) => product * (axis.Extent == Shape.Batch ? 1 : axis.Extent));
        return $"{Numbers.Count(count, "multiply-add")}{(contract.Axes.Any(a => a.Extent == Shape.Batch) ? " an example" : "")}";
    }

    /// <summary>What is decided for the widths; those with the same are together.</summary>
    private IEnumerable<(string Decision, string[] Widths)> Forms(Kernel kernel) => VectorWidth.All
        .Select(width => (Width: width, Text: FormOf(kernel, width)))
        .Where(f => f.Text.Length > 0)
        .GroupBy(f => f.Text)
        .Select(g => (g.Key, g.Select(f => $"{f.Width.Bits}").ToArray()));

    private string FormOf(Kernel kernel, VectorWidth width)
    {
        string decision = kernel.Describe(width);
        return kernel switch
        {
            ContractKernel product when !width.IsScalar && product.Schedule(width) is BroadcastSchedule schedule => $"{decision}{Estimate(product, schedule, width)}",
            _ => decision,
        };
    }

    private string Estimate(ContractKernel kernel, BroadcastSchedule schedule, VectorWidth width)
    {
        int maxBatch = model.Network.MaxBatch;
        TileSelector selector = new(TileProblem.Of(kernel.Product), model.Network.Precision, maxBatch);
        if (!selector.Select().Contains(schedule.Tiles))
        {
            // A narrow product, which the cost model was not asked about.
            return "";
        }

        TileEstimate estimate = selector.Estimate(schedule.Tiles, width);
        bool isOfBatch = kernel.Product.Row.IsBatch || kernel.Product.Depth.IsBatch;
        string cycles = $"; about {Numbers.Whole((long)estimate.Cycles)} cycles{(isOfBatch ? $" for {Numbers.Count(maxBatch, "example")}" : "")}";
        if (estimate.OtherRows == 0)
        {
            return cycles;
        }

        // One text serves all widths, so that one of them may lose by its rows.
        double ratio = estimate.OtherCycles / estimate.Cycles;
        string why = ratio < 1 ? ", by which another width would lose more" : "";
        return cycles + System.FormattableString.Invariant($", with {Numbers.Count(estimate.OtherRows, "row")} {ratio:0.00} times as many{why}");
    }
}
