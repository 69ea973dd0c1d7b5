using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Shapes;
using static ModelGen.Generator.Expressions.Expr;

namespace ModelGen.Generator.Layers;

/// <summary>The weight and the bias of each feature that a normalisation may end with.</summary>
/// <param name="HasBias">Whether there is a bias beside the weight.</param>
internal sealed record AffineChoice(bool IsWanted, bool Trainable, bool HasBias = true)
{
    public static AffineChoice Bind(AttributeSpec attribute, bool hasBias = true) =>
        new(attribute.Flag("Affine", true), attribute.Flag("Trainable", true), hasBias);

    public IEnumerable<Setting> EffectiveSettings() => IsWanted ? [new("Affine", true), new("Trainable", Trainable)] : [new("Affine", false)];

    /// <summary>normalised · weight + bias, or the normalised numbers themselves.</summary>
    /// <param name="name">The layer's name, which the result gets.</param>
    /// <param name="normalised">A formula of <paramref name="inputs"/>.</param>
    /// <param name="features">The length of the last dimension.</param>
    public Value Lower(GraphBuilder graph, string name, int features, Expr normalised, params Value[] inputs)
    {
        List<Value> all = [.. inputs];
        foreach (Value parameter in Parameters(graph, name, features))
        {
            normalised = all.Count == inputs.Length ? normalised * Input(all.Count) : normalised + Input(all.Count);
            all.Add(parameter);
        }

        return graph.Map(name, normalised, [.. all]);
    }

    /// <summary>The weight and then the bias, as far as they are wanted.</summary>
    public Value[] Parameters(GraphBuilder graph, string name, int features)
    {
        (string Part, double Start)[] parts = [("weight", 1), ("bias", 0)];
        return [.. parts.Take(IsWanted ? HasBias ? 2 : 1 : 0).Select(p => graph.Parameter(name, p.Part, Shape.Of(features), new Initialization(Distribution.Constant, p.Start, "constant"), Trainable))];
    }
}
