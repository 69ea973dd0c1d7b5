using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;

namespace ModelGen.Generator.Graph;

/// <summary>When a step of training runs an op.</summary>
internal enum Pass
{
    Forward,

    /// <summary>After the forward pass of a whole batch, whoever ran its slices: what is kept of its statistics.</summary>
    Statistics,
    Loss,
    Backward,
    Update,
}

/// <summary>A network as ops in the order they run, pass after pass.</summary>
/// <param name="Output">What Predict returns and Forward shows.</param>
/// <param name="Target">What the loss compares with; null without a loss.</param>
/// <param name="Loss">The mean loss, one number; null without a loss.</param>
/// <param name="Parameters">In the order of the flat buffer.</param>
/// <param name="InputGradient">The gradient with respect to the inputs; null unless asked for.</param>
/// <param name="Scalars">The numbers of a step that formulas name.</param>
internal sealed record OpGraph(
    EquatableArray<(Pass Pass, Op Op)> Steps,
    Value Input,
    Value Output,
    Value? Target,
    Value? Loss,
    EquatableArray<Parameter> Parameters,
    Value? InputGradient,
    EquatableArray<StepScalar> Scalars)
{
    /// <summary>The sum of all examples' losses, before their mean is taken and penalties are added; null without a loss.</summary>
    public Value? LossSum { get; init; }

    /// <summary>How many positions of the batch the loss is the mean over, [1]; null where it is the mean over the examples.</summary>
    public Value? LossCount { get; init; }

    /// <summary>1 / <see cref="LossCount"/> as a single number, 0 where nothing counts.</summary>
    public Value? LossShare { get; init; }

    /// <summary>What <see cref="Pass.Statistics"/> reads of a batch.</summary>
    public EquatableArray<BatchStatistics> Statistics { get; init; } = [];

    /// <summary>What a batch leaves to the next, in a stateful model.</summary>
    public EquatableArray<Value> Carried { get; init; } = [];

    /// <summary>Whether <see cref="Target"/> holds the gradients of the outputs: then the loss is the sum of the outputs multiplied with them, and the penalties.</summary>
    public bool TakesGradients { get; init; }

    /// <summary>The same network from gradients of its outputs back, with the same values behind <see cref="OutputGradients"/>; null unless asked for beside a loss.</summary>
    public OpGraph? Given { get; init; }

    /// <summary>The gradients of <see cref="Outputs"/> that come from the loss; empty without <see cref="Given"/>.</summary>
    public EquatableArray<Value> OutputGradients { get; init; } = [];

    /// <summary>What losses judge, in the order of <see cref="Output"/>: itself if there is but one.</summary>
    public EquatableArray<Value> Outputs { get; init; } = [];

    /// <summary>The forward pass of an inference, over the same parameters; null where it is that of training.</summary>
    public OpGraph? Inference { get; init; }

    /// <summary>The graph whose forward pass Predict runs.</summary>
    public OpGraph Predicting => Inference ?? this;

    /// <summary>Whether training draws random numbers.</summary>
    public bool HasDropout => Steps.Any(s => s.Op is DropoutMaskOp);

    /// <summary>The tensors whose numbers are known at compile time, in the order in which they are read.</summary>
    public IEnumerable<Value> Constants => Steps.SelectMany(s => s.Op.Inputs).Where(v => v.Role == ValueRole.Constant).Distinct();

    public EquatableArray<Op> Ops(params Pass[] passes) => [.. Steps.Where(s => passes.Contains(s.Pass)).Select(s => s.Op)];
}
