using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Layers;
using ModelGen.Generator.Losses;
using ModelGen.Generator.Optimizers;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Networks;

/// <summary>A declaration that makes sense: every layer knows what it gets and what it gives.</summary>
/// <param name="Name">The class's name.</param>
/// <param name="Inputs">One or more; an example has their numbers one after the other.</param>
/// <param name="Layers">In order.</param>
/// <param name="Outputs">One or more, in the order of their layers; an example's outputs follow one another, and so do its targets.</param>
internal sealed record Network(
    string Name,
    Precision Precision,
    int MaxBatch,
    bool InputGradients,
    EquatableArray<NetworkInput> Inputs,
    EquatableArray<ShapedLayer> Layers,
    EquatableArray<NetworkOutput> Outputs,
    Optimizer? Optimizer)
{
    /// <summary>Whether the plain loops of the reference form are the only code.</summary>
    public bool IsReference { get; init; }

    /// <summary>Whether recurrent layers begin in training where the batch before ended.</summary>
    public bool IsStateful { get; init; }

    /// <summary>Whether no stream is wanted.</summary>
    public bool LeavesOutStream { get; init; }

    /// <summary>The bytes of one number.</summary>
    public int NumberSize => Precision == Precision.Double ? 8 : 4;

    /// <summary>For each node the input whose lengths its sequences have; −1 where they have none.</summary>
    public EquatableArray<int> Lengths { get; init; } = [];

    /// <summary>The shape of an example; of several inputs, or where a length stands behind the numbers, all of it in one dimension.</summary>
    public Shape Input => Inputs is [{ HasLengths: false } only] ? only.Shape : Shape.Of(Inputs.Sum(i => i.Length));

    /// <summary>The input whose lengths a node's sequences have; null where they have none.</summary>
    public NetworkInput? LengthsOf(int node) => node < Lengths.Count && Lengths[node] >= 0 ? Inputs[Lengths[node]] : null;

    /// <summary>The shape of what an example leads to; of several outputs, all their numbers in one dimension.</summary>
    public Shape Output => Outputs.Count == 1 ? Outputs[0].Shape : Shape.Of(Outputs.Sum(o => o.Shape.Length));

    public bool HasLoss => Outputs.All(o => o.Loss is not null);

    /// <summary>Whether an input is there for the loss alone.</summary>
    public bool IsForLossOnly(NetworkInput input) => Outputs.Any(o => o.SampleWeights == input) && !Layers.Any(l => l.Sources.Any(s => s < Inputs.Count && Inputs[s] == input));

    /// <summary>Whether callers may give the gradients of the outputs.</summary>
    public bool OutputGradients { get; init; }

    /// <summary>Whether there are gradients: from a loss, or from those of the outputs.</summary>
    public bool HasGradients => HasLoss || OutputGradients;

    /// <summary>Whether a target may be the index of a class: of several outputs, targets are numbers.</summary>
    public bool TakesClasses => Outputs is [{ Loss.TakesClasses: true }];
}

/// <param name="Offset">Where its numbers begin in an example.</param>
/// <param name="HasLengths">Whether one more number follows its own: how many of the times, its first dimension, are real.</param>
internal sealed record NetworkInput(string Name, Shape Shape, int Offset, bool HasLengths = false)
{
    /// <summary>The numbers that an example has of it, its length among them.</summary>
    public int Length => Shape.Length + (HasLengths ? 1 : 0);

    /// <summary>Where its length stands in an example.</summary>
    public int LengthAt => Offset + Shape.Length;

    /// <summary>The times that there is room for.</summary>
    public int Times => Shape[0];
}

/// <summary>A layer with the shapes of one example before and after it.</summary>
/// <param name="Sources">What it takes: numbers below that of inputs are inputs, the others layers, counted on.</param>
/// <param name="Inputs">The shapes of these.</param>
internal sealed record ShapedLayer(Layer Layer, EquatableArray<int> Sources, EquatableArray<Shape> Inputs, Shape Output)
{
    /// <summary>The shape of the first input.</summary>
    public Shape Input => Inputs[0];
}

/// <param name="Name">The layer's.</param>
/// <param name="Node">Which it is, inputs and layers counted together.</param>
/// <param name="Offset">Where its numbers begin in the outputs and targets of an example.</param>
/// <param name="Weight">What its loss counts.</param>
internal sealed record NetworkOutput(string Name, int Node, Shape Shape, int Offset, Loss? Loss, double Weight)
{
    /// <summary>The input that says what examples count in the loss; null where all count the same.</summary>
    public NetworkInput? SampleWeights { get; init; }
}
