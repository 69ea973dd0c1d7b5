using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Kernels;
using ModelGen.Generator.Layers;
using ModelGen.Generator.Networks;
using ModelGen.Generator.Planning;
using ModelGen.Generator.Planning.Lanes;

namespace ModelGen.Generator.Emission;

/// <summary>What kernels are called: by what they compute and its sizes, since equal layers share them.</summary>
internal sealed class KernelNames(TensorWords words)
{
    // The passes stand beside the kernels.
    private readonly HashSet<string> _taken =
    [
        "ForwardPass", "BackwardPass", "UpdatePass", "TrainPass", "PredictPass", "EvaluatePass", "MeanLoss", "PredictOne", "TrainStep",
        "ForwardGroup", "BackwardGroup", "BackwardFromPass", "BackwardFromGroup", "PredictManyPass", "GradientStep", "ClipPass", "DirectionPass", "TeamPasses",
    ];

    /// <summary>
    /// The program, the kind of layer whose work it is, what it stores, and the sizes: ForwardDense128x784, BackwardConvolutionInputGradient16x16x3x3,
    /// ForwardConvolutionMaxPoolInLanesWithPosition6x5x5x12x12.
    /// </summary>
    /// <param name="program">What calls it first.</param>
    /// <param name="step">The step in the model's names: they say the layer.</param>
    /// <param name="kernel">It knows the step by what it stores, and says whether its sizes are in its text.</param>
    public string Of(string program, Step step, Kernel kernel)
    {
        Step form = kernel.Step;
        int subject = Math.Max(0, step.Stored.ToList().FindIndex(v => v.Shape.Rank == 0));
        bool isTotal = step.Stored[subject].Shape.Rank == 0;
        string stored = NameOf(form.Stored[subject]);
        string inLanes = step.InLanes.Any() ? "InLanes" : "";
        string others = inLanes == "" ? "" : string.Concat(form.Stored.Where((v, i) => i != subject && v.Shape.Rank > 0).Select(v => $"With{Identifier.Pascal(NameOf(v))}"));
        string name = $"{program}{KindsOf(step, step.Stored[subject], stored)}{(stored == "output" ? "" : Identifier.Pascal(stored))}{inLanes}{others}{(isTotal || kernel.Sizes.Count > 0 ? "" : SizesOf(step is ContractStep ? form : step))}";
        return Enumerable.Range(1, int.MaxValue - 1).Select(n => n == 1 ? name : $"{name}_{n}").First(_taken.Add);
    }

    /// <summary>The kind of the layer whose weights are used, else of the one whose tensor is stored; both where one layer's output is finished by the next.</summary>
    private string KindsOf(Step step, Value subject, string stored)
    {
        if (step.Ops[0] is ReduceOp && stored != "output")
        {
            // A sum is one whatever was summed.
            return "";
        }

        ShapedLayer? owner = words.Of(subject).Layer;
        ShapedLayer? user = step.Ops[0].Inputs.Select(words.Of).FirstOrDefault(w => w.Part.StartsWith("Weight", StringComparison.Ordinal)).Layer;
        return user is null || user == owner ? KindOf(owner) : KindOf(user) + (stored == "output" ? KindOf(owner) : "");
    }

    /// <summary>The tensor whose memory is written: an update's new numbers go by the old ones' name.</summary>
    private static string NameOf(Value value) => (value.Overwrites ?? value).Name;

    private static string KindOf(ShapedLayer? layer)
    {
        string name = layer?.Layer.Core.GetType().Name ?? "";
        return name == nameof(ActivationLayer) ? "Activation" : name.EndsWith("Layer", StringComparison.Ordinal) ? name.Substring(0, name.Length - "Layer".Length) : name;
    }

    private static string SizesOf(Step step)
    {
        int[] sizes = step switch
        {
            ContractStep { Core: ContractOp op } => [.. op.Axes.Select(a => a.Extent)],
            LaneContractStep lanes => [.. lanes.Contraction.Axes.Where(a => !lanes.Contraction.Window.Contains(a)).Select(a => a.Extent)],
            RegionStep region => [.. region.Domain.Full.Extents],
            LaneRegionStep lanes => [.. lanes.Region.Domain.Full.Extents],
            _ => [.. step.Stored[0].Shape.Extents],
        };
        return string.Join("x", sizes.Where(s => s > 1));
    }
}
