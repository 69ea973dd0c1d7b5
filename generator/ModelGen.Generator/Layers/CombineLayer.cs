using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Layers;

/// <summary>activation(x₀ ∘ x₁ ∘ …), number by number: Add, Subtract, Multiply, Divide, Maximum, Minimum.</summary>
/// <param name="Kind">The attribute's name.</param>
internal sealed record CombineLayer(string Name, string Kind, ActivationChoice Activation) : Layer(Name)
{
    public static CombineLayer Bind(LayerDeclaration declaration) => new(declaration.Name, declaration.Attribute.Name, ActivationChoice.Bind(declaration.Attribute));

    public override bool AppliesActivation => true;

    /// <remarks>A quotient has no value in the padding, where all is 0.</remarks>
    public override SequenceUse UseOf(IReadOnlyList<Shape> inputs) =>
        Kind != "Divide" && IsSequence(inputs[0]) && inputs.All(i => i.Rank == inputs[0].Rank && i[0] == inputs[0][0]) ? SequenceUse.EachTime : SequenceUse.Refused;

    public override string WhyNoLengths => Kind == "Divide"
        ? "in the padding it would divide 0 by 0"
        : "its input is one row, along which it goes, or has other times than what it joins; declare (times, 1) for a sequence of single numbers";

    public override string? StreamObstacle(Shape input) => IsSequence(input) ? null : "takes all times at once";

    public override Shape OutputShape(Shape input) => input;

    public override Shape OutputShape(IReadOnlyList<Shape> inputs) => Broadcast.Of(inputs);

    public override Value Lower(GraphBuilder graph, Value input) => Lower(graph, [input]);

    public override Value Lower(GraphBuilder graph, IReadOnlyList<Value> inputs)
    {
        (string part, Func<Expr, Expr, Expr> combine) = Operation(Kind);
        Shape shape = Broadcast.Of([.. inputs.Select(i => i.Shape.WithoutBatch)]).Batched;
        Value[] all = [.. inputs.Select((input, k) => Broadcast.To(graph, $"{Name}Input{k + 1}", input, shape))];
        return Activation.LowerAfter(graph, Name, part, Enumerable.Range(0, all.Length).Select(Expr.Input).Aggregate(combine), all);
    }

    public override IEnumerable<Setting> EffectiveSettings(Shape input) => Activation.EffectiveSettings();

    public override string Describe() => $"{Kind}{Activation.Bracketed}";

    private static bool IsSequence(Shape input) => input.Rank > 1;

    /// <summary>The operation, and what its results are called.</summary>
    private static (string Part, Func<Expr, Expr, Expr> Combine) Operation(string kind) => kind switch
    {
        "Add" => ("Sums", (a, b) => a + b),
        "Subtract" => ("Differences", (a, b) => a - b),
        "Multiply" => ("Products", (a, b) => a * b),
        "Divide" => ("Quotients", (a, b) => a / b),
        "Maximum" => ("Largest", (a, b) => Chosen(a, Comparison.Greater, b)),
        "Minimum" => ("Smallest", (a, b) => Chosen(a, Comparison.Less, b)),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    // At a tie each has half of the slope, as in PyTorch; and the sum is not a number where one of the two is none.
    private static Expr Chosen(Expr a, Comparison comparison, Expr b) =>
        a == b ? a : Expr.Select(a, comparison, b, a, Expr.Select(b, comparison, a, b, (0.5 * a) + (0.5 * b)));
}
