using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Tool.Commands;
using ModelGen.Tool.Tensors;
using Spectre.Console;

namespace ModelGen.Tool.Rendering;

/// <summary>What a file holds, for a reader.</summary>
internal static class InspectText
{
    public static void Write(IAnsiConsole console, TensorFile file, IReadOnlyList<InspectedTensor> tensors)
    {
        int width = file.Header.Metadata.Keys.Select(key => key.Length).DefaultIfEmpty(0).Max();
        foreach ((string key, string value) in file.Header.Metadata.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            console.Write(new Text($"{key.PadRight(width)}  {value}\n"));
        }

        Grid grid = new(["Tensor", "Type", "Shape", "min", "max", "mean", "std", "NaN", "infinite"], texts: 3);
        foreach (InspectedTensor tensor in tensors)
        {
            TensorStatistics? numbers = tensor.Statistics;
            bool broken = numbers is { NotANumber: > 0 } or { Infinite: > 0 };
            grid.Add(
                broken ? "red" : null,
                tensor.Name,
                tensor.Type,
                Numbers.Shape(tensor.Shape),
                Numbers.Short(numbers?.Min),
                Numbers.Short(numbers?.Max),
                Numbers.Short(numbers?.Mean),
                Numbers.Short(numbers?.Std),
                numbers is null ? "–" : Numbers.Whole(numbers.NotANumber),
                numbers is null ? "–" : Numbers.Whole(numbers.Infinite));
        }

        grid.Write(console);
        long count = tensors.Sum(tensor => tensor.Shape.Aggregate(1L, (product, extent) => product * extent));
        console.Write(new Text($"{Numbers.Count(tensors.Count, "tensor")}, {Numbers.Count(count, "number")}, {Numbers.Count(file.Header.DataLength, "byte")}\n"));
    }
}
