using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Networks;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Emission;

/// <summary>Sizes in words, for the documentation of a model's members: what a reader sees who hovers over them.</summary>
internal static class DocumentationText
{
    /// <summary>More tensors than these are counted.</summary>
    private const int MostTensors = 10;

    /// <summary>The examples of a training step: <c>1 to 64 examples</c>.</summary>
    public static string Batch(EmissionContext context) => Batch(context.Network.MaxBatch);

    /// <summary>The same for at most so many.</summary>
    public static string Batch(int most) => most == 1 ? "one example" : $"1 to {Number(most)} examples";

    /// <summary><c>44,426 numbers, 177,704 bytes</c>.</summary>
    public static string Parameters(EmissionContext context)
    {
        int count = context.Plan.Buffers.ParameterCount;
        return $"{Number(count)} {(count == 1 ? "number" : "numbers")}, {Number((long)count * context.Network.NumberSize)} bytes";
    }

    /// <summary>What a shape of several dimensions multiplies: <c>: 28 × 28 × 1</c>.</summary>
    public static string Product(Shape shape) => shape.Rank > 1 ? $": {string.Join(" × ", shape.Extents)}" : "";

    /// <summary>Remarks with name and canonical shape of every parameter tensor, a line each.</summary>
    public static string Tensors(EmissionContext context)
    {
        IReadOnlyList<Parameter> all = context.Graph.Parameters;
        if (all.Count == 0)
        {
            return "/// <remarks>The model has none.</remarks>";
        }

        int width = all.Max(p => p.Name.Length);
        string[] lines = [.. all.Take(MostTensors).Select(p => $"{p.Name.PadRight(width)}  ({string.Join(", ", p.Value.Shape.Extents)}){(p.Trainable ? "" : ", not trained")}")];
        string[] rest = all.Count > MostTensors ? [$"and {all.Count - MostTensors} more"] : [];
        return string.Join("\n", [.. Remarks([.. lines, .. rest])]);
    }

    /// <summary>Lines in columns as remarks.</summary>
    public static IEnumerable<string> Remarks(IEnumerable<string> lines) =>
    [
        "/// <remarks>",
        "/// <code>",
        .. lines.Select(line => $"/// {line.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;")}".TrimEnd()),
        "/// </code>",
        "/// </remarks>",
    ];

    private static string Number(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}
