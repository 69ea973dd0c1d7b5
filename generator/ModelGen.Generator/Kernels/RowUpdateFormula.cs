using System.Linq;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;

namespace ModelGen.Generator.Kernels;

/// <summary>The update of a weight's row in terms of the four that a row needs.</summary>
/// <param name="Whole">The weight after the update, of the weight, the layer's input, the gradient and <paramref name="Step"/>.</param>
/// <param name="Step">In w − η · (x · g), the part −η · g, which is the same for all rows and is negated once; null where the update has another form.</param>
internal sealed record RowUpdateFormula(Expr Whole, Expr? Step)
{
    /// <summary>The inputs of the formulas.</summary>
    public const int WeightTerm = 0, InputTerm = 1, GradientTerm = 2, StepTerm = 3;

    public static RowUpdateFormula Of(ContractKernel update) => Of(update.Maps.Single(), update.Contract.Core.Output);

    /// <param name="map">The update.</param>
    /// <param name="product">The weight's gradient in it: x · g.</param>
    public static RowUpdateFormula Of(MapOp map, Value product)
    {
        Expr whole = With(Expr.Input(InputTerm) * Expr.Input(GradientTerm));
        return Hoisted(With(Expr.Input(GradientTerm))) is { } step
            ? new RowUpdateFormula(Expr.Input(WeightTerm) + (Expr.Input(InputTerm) * Expr.Input(StepTerm)), step)
            : new RowUpdateFormula(whole, null);

        Expr With(Expr gradient) => map.Bodies[0].Substitute(
        [
            .. map.Inputs.Select(i => i == product ? gradient : i.Shape.Rank == 0 ? new Scalar(i.Name) : Expr.Input(WeightTerm)),
        ]);
    }

    // Only what is linear in the gradient: the clamp of x · g is not x times the clamp of g.
    private static Expr? Hoisted(Expr body) =>
        body is Binary { Op: BinaryOp.Subtract, Left: Input { Index: WeightTerm }, Right: Binary { Op: BinaryOp.Multiply, Left: Scalar, Right: Input { Index: GradientTerm } } product }
            ? -product
            : null;
}
