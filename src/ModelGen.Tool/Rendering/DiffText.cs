using System.Collections.Generic;
using System.Linq;
using ModelGen.Tool.Tensors;
using Spectre.Console;

namespace ModelGen.Tool.Rendering;

/// <summary>What differs between two files, for a reader.</summary>
internal static class DiffText
{
    public static void Write(IAnsiConsole console, IReadOnlyList<TensorDifference> tensors)
    {
        Grid grid = new(["Tensor", "Shape", "Result", "differing", "max |a − b|", "relative", "cosine"], texts: 3);
        foreach (TensorDifference tensor in tensors)
        {
            bool compared = tensor.Change is TensorChange.Equal or TensorChange.Different;
            grid.Add(
                tensor.Change == TensorChange.Equal ? null : "yellow",
                tensor.Name,
                ShapeOf(tensor),
                ResultOf(tensor),
                compared ? Numbers.Whole(tensor.Count) : "–",
                Numbers.Short(tensor.MaxAbsolute),
                Numbers.Short(tensor.MaxRelative),
                Numbers.Short(tensor.Cosine));
        }

        grid.Write(console);
        int different = tensors.Count(tensor => tensor.Change != TensorChange.Equal);
        console.Write(new Text(different == 0 ? $"equal: {Numbers.Count(tensors.Count, "tensor")}\n" : $"different: {different} of {Numbers.Count(tensors.Count, "tensor")}\n"));
    }

    private static string ShapeOf(TensorDifference tensor) => tensor.Change == TensorChange.Shape
        ? $"{Numbers.Shape(tensor.A!.Shape)} → {Numbers.Shape(tensor.B!.Shape)}"
        : Numbers.Shape((tensor.A ?? tensor.B)!.Shape);

    private static string ResultOf(TensorDifference tensor) => tensor.Change switch
    {
        TensorChange.Equal => "equal" + Types(tensor),
        TensorChange.Different => "different" + Types(tensor),
        TensorChange.Shape => "other shape",
        TensorChange.Type => $"{tensor.A!.Type} and {tensor.B!.Type} are not compared",
        TensorChange.OnlyInA => "only in A",
        _ => "only in B",
    };

    private static string Types(TensorDifference tensor) => tensor.A!.Type == tensor.B!.Type ? "" : $", {tensor.A.Type} → {tensor.B.Type}";
}
