using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using ModelGen.Generator.Tests.Harness;

namespace ModelGen.Generator.Tests.Goldens;

/// <summary>How a case's activations are declared; both ways mean the same network.</summary>
public enum GoldenForm
{
    /// <summary>As an argument of the dense layer; MaxBatch is the case's batch.</summary>
    InDense,

    /// <summary>As layers of their own; MaxBatch is larger than the batch.</summary>
    Separate,

    /// <summary>As an argument; MaxBatch fills a vector, so that networks over images have examples in its lanes.</summary>
    InLanes,

    /// <summary>As an argument, with the plain loops of the reference form as the only code; MaxBatch is larger than the batch.</summary>
    InLoops,
}

/// <summary>Writes a case as a class with attributes.</summary>
internal static class GoldenDeclaration
{
    private static readonly Dictionary<string, string> Activations = new()
    {
        ["leaky_relu"] = "LeakyRelu",
        ["log_softmax"] = "LogSoftmax",
        ["gelu_tanh"] = "GeluTanh",
        ["hardsigmoid"] = "HardSigmoid",
        ["hardswish"] = "HardSwish",
        ["hardtanh"] = "HardTanh",
    };

    /// <summary>For each kind of layer that is no activation, what its parameters' names here begin with.</summary>
    private static readonly Dictionary<string, string> Stems = new()
    {
        ["dense"] = "dense",
        ["flatten"] = "flatten",
        ["conv1d"] = "conv",
        ["conv2d"] = "conv",
        ["conv_transpose2d"] = "convTranspose",
        ["maxpool2d"] = "maxPool",
        ["avgpool2d"] = "averagePool",
        ["l2pool2d"] = "l2Pool",
        ["global_avgpool2d"] = "globalAveragePool",
        ["batchnorm1d"] = "batchNorm",
        ["batchnorm2d"] = "batchNorm",
        ["layernorm"] = "layerNorm",
        ["embedding"] = "embedding",
        ["rnn"] = "simpleRnn",
        ["gru"] = "gru",
        ["lstm"] = "lstm",
        ["self_attention"] = "attention",
    };

    /// <summary>For each of them, its attribute.</summary>
    private static readonly Dictionary<string, string> Attributes = new()
    {
        ["dense"] = "Dense",
        ["flatten"] = "Flatten",
        ["conv1d"] = "Conv1D",
        ["conv2d"] = "Conv2D",
        ["conv_transpose2d"] = "Conv2DTranspose",
        ["maxpool2d"] = "MaxPool2D",
        ["avgpool2d"] = "AveragePool2D",
        ["l2pool2d"] = "L2Pool2D",
        ["global_avgpool2d"] = "GlobalAveragePool",
        ["batchnorm1d"] = "BatchNorm",
        ["batchnorm2d"] = "BatchNorm",
        ["layernorm"] = "LayerNorm",
        ["embedding"] = "Embedding",
        ["rnn"] = "SimpleRnn",
        ["gru"] = "Gru",
        ["lstm"] = "Lstm",
        ["self_attention"] = "MultiHeadAttention",
    };

    private static readonly string[] HasActivation = ["dense", "conv1d", "conv2d", "conv_transpose2d"];

    private static readonly Dictionary<string, string> Losses = new()
    {
        ["mse"] = "MeanSquaredErrorLoss",
        ["mae"] = "MeanAbsoluteErrorLoss",
        ["huber"] = "HuberLoss",
        ["bce"] = "BinaryCrossEntropyLoss",
        ["bce_logits"] = "BinaryCrossEntropyWithLogitsLoss",
        ["softmax_cross_entropy"] = "SoftmaxCrossEntropyLoss",
        ["half_sum_squares"] = "HalfSumOfSquaresLoss",
        ["kl_div"] = "KLDivergenceLoss",
        ["poisson"] = "PoissonLoss",
    };

    private static readonly Dictionary<string, string> Optimizers = new()
    {
        ["sgd"] = "Sgd",
        ["adam"] = "Adam",
        ["adamw"] = "AdamW",
        ["rmsprop"] = "RmsProp",
        ["adagrad"] = "Adagrad",
        ["adadelta"] = "Adadelta",
        ["nadam"] = "NAdam",
        ["adamax"] = "Adamax",
        ["radam"] = "RAdam",
    };

    private static readonly Dictionary<string, string> OptimizerSettings = new()
    {
        ["lr"] = "LearningRate",
        ["eps"] = "Epsilon",
        ["lr_decay"] = "LearningRateDecay",
        ["initial_accumulator_value"] = "InitialAccumulatorValue",
        ["amsgrad"] = "AmsGrad",
    };

    /// <summary>Whether every layer of the case can be declared.</summary>
    public static bool IsSupported(GoldenCase golden) => golden.LayerKinds.All(kind => kind is "residual" or "concat" || Stems.ContainsKey(kind) || ActivationOf(kind) is not null);

    public static ModelDeclaration Declare(GoldenCase golden, bool isDouble, GoldenForm form) => new(
        NameOf(golden, isDouble, form),
        Inputs: golden.InputShape.Aggregate(1, (a, b) => a * b),
        MaxBatch: form switch { GoldenForm.InDense => golden.Batch, GoldenForm.Separate or GoldenForm.InLoops => golden.Batch + 3, _ => Math.Max(20, golden.Batch) },
        isDouble,
        [.. Layers(golden, form), Losses[golden.Loss], Optimizer(golden.Optimizer)])
    {
        Shape = string.Join(", ", golden.InputShape),
        IsReference = form == GoldenForm.InLoops,
    };

    public static string NameOf(GoldenCase golden, bool isDouble, GoldenForm form) => $"{Pascal(golden.Name)}{(isDouble ? "Double" : "Single")}{form}";

    /// <summary>The name of a parameter here, from PyTorch's path to its module: 2.weight is the second dense layer's, 0.f.0.weight one inside a block.</summary>
    public static string ParameterName(GoldenCase golden, string name)
    {
        // A recurrent layer is a part of the module that takes its last state, an attention one of that which gives it one input for all three.
        string[] words = name.Split('.');
        int inner = Array.FindIndex(words, w => w is "r" or "a");
        string path = inner > 0 ? string.Join('.', words[..inner]) : name[..name.LastIndexOf('.')];
        int part = inner > 0 ? path.Length + 2 : path.Length;
        (string Path, JsonElement Layer)[] all = [.. Paths(golden.Layers, "")];
        string stem = Stems[Kind(all.Single(l => l.Path == path).Layer)];
        string[] alike = [.. all.Where(l => Stems.GetValueOrDefault(Kind(l.Layer)) == stem).Select(l => l.Path)];
        return $"{stem}{Array.IndexOf(alike, path) + 1}{name[part..]}";
    }

    /// <summary>snake_case_7 as SnakeCase7, with _ kept between digits; what may not stand in a name is left out.</summary>
    public static string Pascal(string name)
    {
        IEnumerable<string> words = name.Split('_').Select(word => string.Concat(word.Where(char.IsLetterOrDigit))).Where(word => word != "");
        return words.Aggregate("", (text, word) => text + (text.Length > 0 && char.IsDigit(text[^1]) && char.IsDigit(word[0]) ? "_" : "") + char.ToUpperInvariant(word[0]) + word[1..]);
    }

    /// <summary>All layers, those inside others after them, with the names that PyTorch gives to their modules.</summary>
    private static IEnumerable<(string Path, JsonElement Layer)> Paths(IEnumerable<JsonElement> layers, string before) => layers.SelectMany((layer, i) =>
        Paths(Inner(layer), $"{before}{i}.f.").Prepend(($"{before}{i}", layer)));

    private static IEnumerable<string> Layers(GoldenCase golden, GoldenForm form)
    {
        Dictionary<string, int> counts = [];
        string above = "input";
        return Layers(golden.Layers);

        IEnumerable<string> Layers(JsonElement[] layers)
        {
            for (int i = 0; i < layers.Length; i++)
            {
                JsonElement layer = layers[i];
                string kind = Kind(layer), start = above;
                if (kind is "residual" or "concat")
                {
                    foreach (string inner in Layers(Inner(layer)))
                    {
                        yield return inner;
                    }

                    // x + f(x); x beside f(x).
                    yield return kind == "residual" ? $"Add(\"{start}\")" : $"Concat(\"{above}\", From = \"{start}\")";
                    Count(kind == "residual" ? "add" : "concat");
                }
                else if (ActivationOf(kind) is { } alone)
                {
                    yield return $"ActivationLayer(Activation.{alone})";
                    Count("activation");
                }
                else
                {
                    List<string> arguments = [.. Arguments(layer)];
                    if (form != GoldenForm.Separate && HasActivation.Contains(kind) && i + 1 < layers.Length && ActivationOf(Kind(layers[i + 1])) is { } activation)
                    {
                        arguments.Add($"Activation = Activation.{activation}");
                        i++;
                    }

                    yield return $"{Attributes[kind]}{(arguments.Count == 0 ? "" : $"({string.Join(", ", arguments)})")}";
                    Count(Stems[kind]);
                }
            }
        }

        void Count(string kind)
        {
            counts[kind] = counts.GetValueOrDefault(kind) + 1;
            above = $"{kind}{counts[kind]}";
        }
    }

    /// <summary>A layer's arguments beside the activation: sizes by position, then settings by name.</summary>
    private static IEnumerable<string> Arguments(JsonElement layer)
    {
        if (Size(layer, "out", 0) is { } outputs)
        {
            yield return $"{outputs}";
        }

        if (Size(layer, "hidden", 0) is { } units)
        {
            yield return $"{units}";
        }

        if (Size(layer, "heads", 0) is { } heads)
        {
            yield return $"{heads}";
        }

        if (layer.TryGetProperty("last", out JsonElement last) && !last.GetBoolean())
        {
            yield return "ReturnSequences = true";
        }

        if (Kind(layer) == "embedding")
        {
            yield return $"{layer.GetProperty("count")}, {layer.GetProperty("dim")}";
        }

        if (layer.TryGetProperty("kernel", out JsonElement kernel))
        {
            yield return kernel.ValueKind == JsonValueKind.Array ? string.Join(", ", kernel.EnumerateArray()) : $"{kernel}";
        }

        foreach (string setting in new[] { "stride", "padding", "dilation", "groups" })
        {
            if (Size(layer, setting, 0) is { } value)
            {
                yield return $"{Pascal(setting)} = {value}";
            }
        }

        if (layer.TryGetProperty("bias", out JsonElement bias) && !bias.GetBoolean())
        {
            yield return "Bias = false";
        }
    }

    private static JsonElement[] Inner(JsonElement layer) => layer.TryGetProperty("layers", out JsonElement layers) ? [.. layers.EnumerateArray()] : [];

    private static string Optimizer(Dictionary<string, JsonElement> optimizer)
    {
        IEnumerable<string> settings = optimizer.Where(s => s.Key != "type").SelectMany(s => s.Key == "betas"
            ? [$"Beta1 = {s.Value[0]}", $"Beta2 = {s.Value[1]}"]
            : new[] { $"{OptimizerSettings.GetValueOrDefault(s.Key, Pascal(s.Key))} = {s.Value.ToString().ToLowerInvariant()}" });
        return $"{Optimizers[optimizer["type"].GetString()!]}({string.Join(", ", settings)})";
    }

    public static string Kind(JsonElement layer) => layer.GetProperty("type").GetString()!;

    /// <summary>A setting of a layer along dimension <paramref name="d"/>; null if it has none.</summary>
    public static int? Size(JsonElement layer, string setting, int d) =>
        !layer.TryGetProperty(setting, out JsonElement value) ? null : value.ValueKind == JsonValueKind.Array ? value[d].GetInt32() : value.GetInt32();

    private static string? ActivationOf(string kind) =>
        Enum.TryParse(Activations.GetValueOrDefault(kind, Pascal(kind)), out Activation activation) ? activation.ToString() : null;
}
