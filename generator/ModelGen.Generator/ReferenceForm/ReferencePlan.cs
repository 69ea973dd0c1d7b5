using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Planning;

namespace ModelGen.Generator.ReferenceForm;

/// <summary>A model as plain loops, pass by pass, with a place for each tensor: what a reader reads, and what the fast code is held to.</summary>
/// <param name="Forward">Training-mode forward with what is kept of a batch's statistics; inference too where <paramref name="Predict"/> is null.</param>
/// <param name="Predict">Inference where it differs.</param>
/// <param name="Places">Where each tensor lies, by name; an inference's tensors lie where those of training do.</param>
/// <param name="Length">The numbers in the arena.</param>
internal sealed record ReferencePlan(
    OpGraph Graph, ReferencePass Forward, ReferencePass? Predict, ReferenceTraining? Training, IReadOnlyDictionary<string, ReferencePlace> Places, long Length)
{
    public IEnumerable<ReferencePass> Passes =>
        new[] { Forward, Predict, Training?.LossSum, Training?.MeanLoss, Training?.Backward, Training?.Update }.OfType<ReferencePass>();

    /// <summary>The most terms that a sum has.</summary>
    public long LongestSum(int maxBatch) => Passes.SelectMany(p => p.Nests).Select(n => n.LongestSum(maxBatch)).DefaultIfEmpty(1).Max();
}

/// <summary>What a model with a loss has beside.</summary>
/// <param name="LossSum">From outputs and targets to the sum of the examples' losses.</param>
/// <param name="MeanLoss">From there to the loss.</param>
/// <param name="Backward">The gradients.</param>
/// <param name="Update">The optimizer's step; null without an optimizer.</param>
/// <param name="Stride">From the gradients to the optimizer's first state, and from each state to the next.</param>
internal sealed record ReferenceTraining(ReferencePass LossSum, ReferencePass MeanLoss, ReferencePass Backward, ReferencePass? Update, long Stride);

/// <summary>Where a tensor lies.</summary>
/// <param name="IsParameter">Whether among the parameters, else in the arena.</param>
/// <param name="Order">Its dimensions as they lie, outermost first.</param>
internal sealed record ReferencePlace(Value Value, bool IsParameter, long Offset, EquatableArray<int> Order);
