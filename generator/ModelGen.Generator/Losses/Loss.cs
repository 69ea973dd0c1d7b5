using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;

namespace ModelGen.Generator.Losses;

/// <summary>A loss of one example as a sum over its outputs.</summary>
/// <param name="Name">The attribute's name.</param>
/// <param name="MeanOverOutputs">Whether the sum is divided by the number of outputs.</param>
/// <param name="TakesClasses">Whether a target may be the index of a class.</param>
internal abstract record Loss(string Name, bool MeanOverOutputs = true, bool TakesClasses = false)
{
    /// <summary>Adds the ops of one example's loss before the sum over outputs: a value of the outputs' shape, or (batch, 1).</summary>
    public abstract Value Lower(GraphBuilder graph, Value output, Value target);
}

/// <summary>A loss in which every output stands for itself.</summary>
/// <param name="Term">The formula: input 0 is the output, input 1 the target.</param>
internal sealed record ElementwiseLoss(string Name, Expr Term, bool MeanOverOutputs = true) : Loss(Name, MeanOverOutputs)
{
    public override Value Lower(GraphBuilder graph, Value output, Value target) => graph.Map("lossTerms", Term, output, target);
}
