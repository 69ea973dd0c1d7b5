using System.Linq;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Shapes;
using static ModelGen.Generator.Expressions.Expr;

namespace ModelGen.Generator.Losses;

/// <summary>s + (t − μ)² exp(−s) for each pair of a mean and a logarithm of a variance; a pair being two outputs, the mean over outputs is that of half of it over pairs.</summary>
internal sealed record GaussianLoss(string Name) : Loss(Name)
{
    public override Value Lower(GraphBuilder graph, Value output, Value target)
    {
        Value mean = Half(graph, "mean", output, isSecond: false), logVariance = Half(graph, "logVariance", output, isSecond: true), wanted = Half(graph, "wanted", target, isSecond: false);
        Expr error = Input(2) - Input(0);
        return graph.Map("lossTerms", Input(1) + (error * error * Exp(-Input(1))), mean, logVariance, wanted);
    }

    /// <summary>One half of each row along the last dimension.</summary>
    private static Value Half(GraphBuilder graph, string name, Value whole, bool isSecond)
    {
        int last = whole.Shape.Rank - 1, count = whole.Shape[last] / 2;
        Shape shape = new([.. whole.Shape.Extents.Take(last), count]);
        Axis[] axes = Box.AxesOf(shape);
        AffineMap source = AffineMap.Of([.. axes.Select((a, d) => d == last && isSecond ? Box.Plus(a, count) : a)]);
        return graph.Rearrange(name, shape, new Box(whole, source, AffineMap.Of([.. axes.Select(a => (AffineIndex)a)]), [.. axes]));
    }
}
