using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Layers;
using ModelGen.Generator.Shapes;
using static ModelGen.Generator.Expressions.Expr;

namespace ModelGen.Generator.Losses;

/// <summary>1 − Σ y t / √((Σ y² + ε) (Σ t² + ε)) over the last dimension; the mean over all positions before it.</summary>
internal sealed record CosineLoss(string Name) : Loss(Name, LossMean.Positions)
{
    // That of PyTorch's cosine_embedding_loss.
    private const double Floor = 1e-12;

    public override Value Lower(GraphBuilder graph, Value output, Value target)
    {
        Shape rows = LayerNormLayer.OfRows(output.Shape);
        Value Sum(string name, Expr term, params Value[] inputs) => graph.Reduce($"{name}Sum", ReduceKind.Sum, graph.Map($"{name}Terms", term, inputs), rows);
        Value dot = Sum("lossProduct", Input(0) * Input(1), output, target), given = Sum("lossSquare", Input(0) * Input(0), output), wanted = Sum("targetSquare", Input(0) * Input(0), target);
        return graph.Map("lossTerms", 1 - (Input(0) / Sqrt((Input(1) + Floor) * (Input(2) + Floor))), dot, given, wanted);
    }
}
