using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Planning.Lanes;

namespace ModelGen.Generator.Planning;

/// <summary>The steps of every generated member, and where their values lie.</summary>
/// <param name="PredictScratch">What Predict keeps between layers.</param>
/// <param name="EvaluateScratch">What Evaluate keeps: the same, the outputs, and what lies between them and the loss.</param>
/// <param name="Forward">Training-mode forward; null without a loss.</param>
internal sealed record ModelPlan(
    OpGraph Graph,
    BufferPlan Buffers,
    PlannedProgram Predict,
    Scratch PredictScratch,
    Scratch EvaluateScratch,
    PlannedProgram? Forward,
    PlannedProgram? Update,
    EquatableArray<TargetPlan> Targets)
{
    /// <summary>What training with examples in the lanes has beside; null where examples are rows.</summary>
    public LanePlan? Lanes { get; init; }

    /// <summary>Why examples are rows; null where they lie in the lanes.</summary>
    public string? RowsBecause { get; init; }

    /// <summary>The update as it runs, over any range of the parameters; null without an update.</summary>
    public RangedUpdate? RangedUpdate { get; } = Update is null ? null : RangedUpdate.Of(Update);

    /// <summary>Whether several threads may share a training step: there is an update, and a batch to be cut.</summary>
    public bool IsSliced { get; init; }

    /// <summary>What follows the forward pass of a whole batch; null where nothing is kept of it.</summary>
    public PlannedProgram? Statistics { get; init; }

    /// <summary>A step of the stream; null without one.</summary>
    public StreamPlan? Stream { get; init; }

    /// <summary>Every program there is.</summary>
    public IEnumerable<PlannedProgram> Programs => new[] { Predict, Lanes?.Predict, Forward, Statistics, Update, Stream?.Program }
        .Concat(Targets.SelectMany(t => new[] { t.Loss, t.Backward, t.Train, t.Finish }))
        .OfType<PlannedProgram>();

    /// <summary>The length of the training arena: what its greediest program needs.</summary>
    public long ArenaLength => Targets
        .SelectMany(t => new[] { t.Backward, t.Train })
        .Concat([Forward, Update])
        .OfType<PlannedProgram>()
        .Select(p => p.Buffers.ArenaLength)
        .DefaultIfEmpty(0)
        .Max();
}

/// <summary>What depends on the kind of targets: numbers, or class indices.</summary>
/// <param name="Train">Backward and update in one, where that is faster; null to run one after the other.</param>
internal sealed record TargetPlan(OpGraph Graph, PlannedProgram Loss, PlannedProgram Backward, PlannedProgram? Train)
{
    /// <summary>What is done once after all groups of examples; null where a batch is not cut into groups.</summary>
    public PlannedProgram? Finish { get; init; }

    public Value Target => Graph.Target!;

    /// <summary>The steps of the loss as far as a portion of the examples can take them: to the sum of their losses, and the number of positions that count.</summary>
    public IEnumerable<Step> LossOfPortion => Loss.Steps.Take(
        Loss.Steps.ToList().FindLastIndex(s => s.Computes(Graph.LossSum!) || (Graph.LossCount is { } count && s.Computes(count))) + 1);

    /// <summary>The steps from the sum of all examples' losses to the loss; what each position counts for is known.</summary>
    public IEnumerable<Step> LossOfAll => Loss.Steps.Skip(LossOfPortion.Count()).Where(s => Graph.LossShare is not { } share || !LeadsTo(share, s));

    private bool LeadsTo(Value share, Step step) => step.Computes(share) || Loss.Steps.Any(s => s.Computes(share) && s != step && s.Loaded.Any(step.Computes));

    public bool IsClasses => Target.Role == ValueRole.ClassTarget;

    /// <summary>Whether the targets are gradients of the outputs.</summary>
    public bool IsGradients => Graph.TakesGradients;
}

/// <summary>A program as steps with places.</summary>
internal sealed record PlannedProgram(string Name, EquatableArray<Step> Steps, BufferPlan Buffers)
{
    public bool Reads(Value value) => Steps.Any(s => s.Loaded.Contains(value));
}
