using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Planning;

namespace ModelGen.Generator.ReferenceForm;

/// <summary>A model, or what one of its members runs, as plain loops, pass by pass, with a place for each tensor.</summary>
/// <param name="Forward">Training-mode forward with what is kept of a batch's statistics.</param>
/// <param name="Predict">Inference; null where the plan has a forward pass that is the same.</param>
/// <param name="ClassTargets">The rows that class indices are written to as numbers; null where targets are never classes.</param>
/// <param name="Places">Where each tensor lies, by name; an inference's tensors lie where those of training do.</param>
/// <param name="MaxBatch">The examples that there is room for.</param>
/// <param name="Length">The numbers in the arena.</param>
internal sealed record ReferencePlan(
    OpGraph Graph,
    ReferencePass? Forward,
    ReferencePass? Predict,
    ReferenceLoss? Loss,
    ReferenceTraining? Training,
    Value? ClassTargets,
    IReadOnlyDictionary<string, ReferencePlace> Places,
    int MaxBatch,
    long Length)
{
    public IEnumerable<ReferencePass> Passes =>
        new[] { Forward, Predict, Loss?.Sum, Loss?.Mean, Training?.FromLoss, Training?.FromGiven, Training?.Backward, Training?.Update }.OfType<ReferencePass>();

    /// <summary>Every tensor, in the order in which the passes come to it.</summary>
    public IEnumerable<ReferencePlace> Tensors => Passes.SelectMany(p => p.Memory).Select(v => v.Name).Concat(new[] { ClassTargets?.Name }.OfType<string>()).Distinct().Select(n => Places[n]);

    /// <summary>The most terms that a sum has.</summary>
    public long LongestSum => Passes.SelectMany(p => p.Nests).Select(n => n.LongestSum(MaxBatch)).DefaultIfEmpty(1).Max();
}

/// <summary>The loss, in two methods.</summary>
/// <param name="Sum">From outputs and targets to the sum of the examples' losses.</param>
/// <param name="Mean">From there to the loss.</param>
internal sealed record ReferenceLoss(ReferencePass Sum, ReferencePass Mean);

/// <summary>What a model that trains has beside.</summary>
/// <param name="Backward">The gradients.</param>
/// <param name="Update">The optimizer's step; null without an optimizer.</param>
/// <param name="Stride">From the gradients to the optimizer's first state, and from each state to the next.</param>
internal sealed record ReferenceTraining(ReferencePass Backward, ReferencePass? Update, long Stride)
{
    /// <summary>What leads from the loss to the gradients of the outputs, where these may be given instead; else null, and <see cref="Backward"/> begins with it.</summary>
    public ReferencePass? FromLoss { get; init; }

    /// <summary>What puts given gradients there; null where <see cref="FromLoss"/> is.</summary>
    public ReferencePass? FromGiven { get; init; }
}

/// <summary>Where a tensor lies.</summary>
/// <param name="IsParameter">Whether among the parameters, else in the arena.</param>
/// <param name="Order">Its dimensions as they lie, outermost first.</param>
internal sealed record ReferencePlace(Value Value, bool IsParameter, long Offset, EquatableArray<int> Order);
