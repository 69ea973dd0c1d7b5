using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;

namespace ModelGen.Generator.Layers;

/// <summary>What a recurrent layer learns, of one direction.</summary>
/// <param name="Weight">Of the inputs, (gates · units, features).</param>
/// <param name="Recurrent">Of the state, (gates · units, units).</param>
/// <param name="Bias">(gates · units), null without.</param>
/// <param name="RecurrentBias">The same, added to the products with the state.</param>
/// <param name="InputNorm">Of the products with the inputs, in the place of their bias; null without.</param>
/// <param name="StateNorm">The same of the products with the state.</param>
/// <param name="MemoryNorm">Of the memory, before it is shown; null without one.</param>
internal sealed record RecurrentParameters(
    Value Weight, Value Recurrent, Value? Bias, Value? RecurrentBias, RecurrentNorm? InputNorm, RecurrentNorm? StateNorm, RecurrentNorm? MemoryNorm)
{
    /// <summary>The terms of the inputs: the products with them, and their bias or what normalises them.</summary>
    /// <param name="name">What names begin with.</param>
    public Value InputTerms(GraphBuilder graph, string name, Value products) =>
        InputNorm is not null ? InputNorm.Lower(graph, $"{name}InputTerms", products)
        : Bias is not null ? graph.Map($"{name}InputTerms", Expr.Input(0) + Expr.Input(1), products, Bias)
        : products;

    /// <summary>What the cell works with at a time.</summary>
    public RecurrentTurn Turn(GraphBuilder graph, string name, int units) => new(graph, name, units, this);
}
