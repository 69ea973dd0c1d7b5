using ModelGen.Generator.Declarations;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Losses;

/// <summary>A loss of one example as a sum over its outputs.</summary>
/// <param name="Name">The attribute's name.</param>
/// <param name="MeanOver">What the sum is divided by.</param>
internal abstract record Loss(string Name, LossMean MeanOver = LossMean.Outputs)
{
    /// <summary>Whether a target may be the index of a class.</summary>
    public bool TakesClasses => ClassLosses.Contains(Name);

    /// <summary>Adds the ops of one example's loss before the sum over outputs: a value of the outputs' shape, or (batch, 1).</summary>
    public abstract Value Lower(GraphBuilder graph, Value output, Value target);

    /// <summary>Whether its slopes are finite wherever output and target are.</summary>
    public virtual bool IsBounded => true;

    /// <summary>What the table of the network calls it.</summary>
    public virtual string Described => Name;

    /// <summary>The class index that stands for no target; null where every target counts.</summary>
    public virtual int? IgnoredClass => null;

    /// <summary>Whether rows count by weights, so that the mean is over the sum of these.</summary>
    public virtual bool IsWeighted => false;

    /// <summary>
    /// 1 for each row of an example's outputs that counts, or its weight, 0 for what is ignored: of the outputs' shape with one number in each row; null where all count as
    /// one.
    /// </summary>
    public virtual Value? Counted(GraphBuilder graph, Value output, Value target) => null;

    /// <summary>What the sum over an example's outputs is multiplied with: 1 / the number of what the mean is taken over.</summary>
    /// <param name="parts">Into how many parts an example is cut, of each of which it is the share.</param>
    public double Share(Shape output, int parts = 1) => MeanOver switch
    {
        LossMean.Outputs => (double)parts / output.Length,
        LossMean.Positions => (double)parts / output.Positions,
        _ => 1,
    };
}

/// <summary>What a loss is the mean over, of the numbers of one example.</summary>
internal enum LossMean
{
    /// <summary>All outputs.</summary>
    Outputs,

    /// <summary>The rows of outputs along the last dimension, each of which is judged as one: an output of one dimension is one.</summary>
    Positions,

    /// <summary>Nothing: it is a sum.</summary>
    Nothing,
}

/// <summary>A loss in which every output stands for itself.</summary>
/// <param name="Term">The formula: input 0 is the output, input 1 the target.</param>
internal sealed record ElementwiseLoss(string Name, Expr Term, LossMean MeanOver = LossMean.Outputs) : Loss(Name, MeanOver)
{
    public override Value Lower(GraphBuilder graph, Value output, Value target) => graph.Map("lossTerms", Term, output, target);
}
