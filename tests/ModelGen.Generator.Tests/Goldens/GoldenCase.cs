using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace ModelGen.Generator.Tests.Goldens;

/// <summary>A network that PyTorch computed in float64: one of the files that <c>make_goldens.py</c> writes, whose head describes them.</summary>
internal sealed record GoldenCase(
    string Name,
    int Batch,
    int[] InputShape,
    int[] OutputShape,
    JsonElement[] Layers,
    string Loss,
    Dictionary<string, JsonElement> Optimizer,
    GoldenParameter[] Params,
    Dictionary<string, double[]> Buffers,
    double[] X,
    double[] Y,
    double[] Output,
    double LossValue,
    Dictionary<string, double[]> Grads,
    double[] Dx,
    GoldenSteps Steps,
    double[] EvalOutputAfterSteps)
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static GoldenCase Read(string path) =>
        JsonSerializer.Deserialize<GoldenCase>(File.ReadAllText(path), Options) ?? throw new InvalidDataException($"{path} holds no case.");

    /// <summary>The kinds of layers, those inside others included.</summary>
    public IEnumerable<string> LayerKinds => Kinds(Layers);

    /// <summary>Whether inference differs from training, which is what outputs and losses are of.</summary>
    public bool DiffersInInference => Buffers.Count > 0;

    /// <summary>The targets as class indices, for rows that are one-hot.</summary>
    public int[] Classes => [.. Y.Chunk(OutputShape[0]).Select(row => System.Array.IndexOf(row, 1.0))];

    /// <summary>The gradients with respect to the inputs. PyTorch gives none with respect to indices; here they are 0.</summary>
    public double[] InputGradients => Dx.Length > 0 ? Dx : new double[X.Length];

    private static IEnumerable<string> Kinds(IEnumerable<JsonElement> layers) => layers.SelectMany(layer => Kinds(layer));

    private static IEnumerable<string> Kinds(JsonElement layer)
    {
        IEnumerable<string> inner = layer.TryGetProperty("layers", out JsonElement layers) ? Kinds(layers.EnumerateArray()) : [];
        return inner.Prepend(layer.GetProperty("type").GetString()!);
    }
}

/// <param name="Name">PyTorch's: the index of the layer and the part, <c>2.weight</c>.</param>
internal sealed record GoldenParameter(string Name, int[] Shape, double[] Values);

/// <summary>What some optimizer steps on the one batch lead to.</summary>
/// <param name="Losses">The loss before each step.</param>
/// <param name="Params">The parameters after the last.</param>
/// <param name="Buffers">The running statistics after the last.</param>
internal sealed record GoldenSteps(double[] Losses, Dictionary<string, double[]> Params, Dictionary<string, double[]> Buffers)
{
    /// <summary>All that is kept.</summary>
    public IEnumerable<KeyValuePair<string, double[]>> Kept => Params.Concat(Buffers);
}
