using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator;
using ModelGen.Generator.Networks;

namespace ModelGen.Tool.Compiling;

/// <summary>What a model consists of and costs. The properties, in lower camel case, are those of the JSON.</summary>
/// <param name="Name">The class's name.</param>
/// <param name="Type">The same with namespace and containing types.</param>
/// <param name="File">Where it is declared, as the command was given it or found it in a folder.</param>
/// <param name="Line">The class's line, counted from 1.</param>
/// <param name="Precision">Single or Double.</param>
/// <param name="MaxBatch">The largest number of examples in a training step.</param>
/// <param name="Layers">Inputs, then layers in the order in which they run.</param>
/// <param name="Parameters">The numbers in all parameters.</param>
/// <param name="Flops">Additions, multiplications and functions for one example.</param>
/// <param name="Bytes">Those of the parameters.</param>
/// <param name="Losses">A loss for each output; empty without losses.</param>
/// <param name="Optimizer">The optimizer's name; null without.</param>
/// <param name="Memory">What is allocated beside the parameters.</param>
internal sealed record ModelSummary(
    string Name,
    string Type,
    string File,
    int Line,
    string Precision,
    int MaxBatch,
    IReadOnlyList<LayerSummary> Layers,
    long Parameters,
    long Flops,
    long Bytes,
    IReadOnlyList<LossSummary> Losses,
    string? Optimizer,
    MemorySummary Memory)
{
    /// <summary>Compiles a model and says what it costs.</summary>
    public static ModelSummary Of(DeclaredModel model)
    {
        CompiledModel compiled = model.Compile();
        Network network = compiled.Network;
        LayerInfo[] infos = LayerDescriptions.Of(model, network);
        string[] descriptions = [.. network.Inputs.Select(_ => "Input"), .. network.Layers.Select(l => l.Layer.Describe())];
        LayerSummary[] layers = [.. infos.Select((info, i) => LayerSummary.Of(info, descriptions[i], network.NumberSize))];
        return new(
            model.Name,
            model.FullName,
            model.Place.Path,
            model.Place.StartLinePosition.Line + 1,
            network.Precision.ToString(),
            network.MaxBatch,
            layers,
            layers.Sum(l => l.Parameters),
            layers.Sum(l => l.Flops),
            layers.Sum(l => l.Bytes),
            [.. network.Outputs.Where(o => o.Loss is not null).Select(o => new LossSummary(o.Loss!.Name, o.Name, o.Weight))],
            network.Optimizer?.Name,
            MemorySummary.Of(compiled));
    }
}

/// <summary>An input or a layer.</summary>
/// <param name="Name">Its name, with which its parameters' names begin.</param>
/// <param name="Kind">The attribute's name.</param>
/// <param name="Description">The kind with what matters of its settings: Dense(10, relu).</param>
/// <param name="Inputs">What it takes; nothing for an input.</param>
/// <param name="OutputShape">The shape of one example after it.</param>
/// <param name="Parameters">The numbers in its parameters.</param>
/// <param name="Flops">Additions, multiplications and functions for one example.</param>
/// <param name="Bytes">Those of its parameters.</param>
/// <param name="Settings">All settings in effect, by the names of the attribute's properties.</param>
internal sealed record LayerSummary(
    string Name,
    string Kind,
    string Description,
    IReadOnlyList<string> Inputs,
    IReadOnlyList<int> OutputShape,
    long Parameters,
    long Flops,
    long Bytes,
    IReadOnlyDictionary<string, object> Settings)
{
    public static LayerSummary Of(LayerInfo info, string description, int numberSize) => new(
        info.Name, info.Kind, description, info.Inputs, info.OutputShape, info.ParameterCount, info.Flops, (long)info.ParameterCount * numberSize, info.Settings.ToDictionary(s => s.Name, s => s.Value));
}

/// <summary>A loss, of which output, and what it counts.</summary>
internal sealed record LossSummary(string Name, string Of, double Weight);

/// <summary>Bytes that are allocated beside the parameters.</summary>
/// <param name="Training">By the first training step of a model, for all others too; 0 without loss.</param>
/// <param name="PredictStack">On the stack by Predict.</param>
/// <param name="PredictThread">Once by Predict for each thread that calls it.</param>
internal sealed record MemorySummary(long Training, long PredictStack, long PredictThread)
{
    public static MemorySummary Of(CompiledModel compiled)
    {
        long size = compiled.Network.NumberSize;
        long scratch = size * compiled.Plan.PredictScratch.PerExample * compiled.Plan.PredictScratch.Portion;
        long lanes = size * (compiled.Plan.Lanes?.Predict.Buffers.ArenaLength ?? 0);
        bool onStack = compiled.Plan.PredictScratch.OnStack;
        return new(compiled.Plan.Forward is null ? 0 : size * compiled.Plan.ArenaLength, onStack ? scratch : 0, lanes + (onStack ? 0 : scratch));
    }
}
