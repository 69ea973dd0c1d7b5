using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Planning;

/// <summary>
/// Σ x · y · s over examples and pixels, with a factor s for each feature, is s · Σ x · y: a contraction of two tensors that are there, in place of a third that is
/// written to be summed up. The gradients of a batch normalisation's weight and deviation are multiples of the same such sum.
/// </summary>
internal static class SumsOfProducts
{
    public static StepProgram Apply(StepProgram program)
    {
        Dictionary<Value, MapOp> maps = program.Ops.OfType<MapOp>().Where(m => m.Outputs.Count == 1).ToDictionary(m => m.Output);
        ILookup<Value, Op> consumers = program.Consumers();
        List<Value> computed = [.. program.Ops.SelectMany(op => op.Outputs)];
        Dictionary<(Value, Value?), Value> sums = [];
        List<Op> ops = [];
        foreach (Op op in program.Ops)
        {
            bool isSum = op is ReduceOp { Reduction: ReduceKind.Sum } reduce && new RegionDomain(reduce.Source.Shape).Of(reduce.Result.Shape) == Extent.PerColumn
                && !program.IsKept(reduce.Source) && consumers[reduce.Source].All(c => c is ReduceOp);
            if (isSum && maps.TryGetValue(op.Inputs[0], out MapOp? terms) && Factors.Of(terms, computed.IndexOf) is { } factors)
            {
                ops.AddRange(Factored((ReduceOp)op, terms, factors, sums));
            }
            else
            {
                ops.Add(op);
            }
        }

        return program with { Ops = ops.ToEquatableArray() };
    }

    private static IEnumerable<Op> Factored(ReduceOp reduce, MapOp terms, Factors factors, Dictionary<(Value, Value?), Value> sums)
    {
        (Value first, Value? second) = (factors.Summed[0], factors.Summed.ElementAtOrDefault(1));
        if (!sums.TryGetValue((first, second), out Value? sum))
        {
            bool isAll = factors.Rest is Const { Value: 1 };
            sum = isAll ? reduce.Result : new Value($"{reduce.Result.Name}Products", reduce.Result.Shape, ValueRole.Intermediate);
            sums[(first, second)] = sum;
            yield return Sum(first, second, sum);
            if (isAll)
            {
                yield break;
            }
        }

        Value[] inputs = [.. terms.Inputs.Select(i => factors.Summed.Contains(i) ? sum : i)];
        yield return new MapOp([.. inputs, sum], [reduce.Result], [Expr.Input(inputs.Length) * factors.Rest]);
    }

    private static Op Sum(Value first, Value? second, Value sum)
    {
        if (second is null)
        {
            return new ReduceOp(ReduceKind.Sum, first, sum);
        }

        Axis[] axes = [.. first.Shape.Extents.Select((extent, d) => new Axis(d == 0 ? "b" : $"d{d}", extent))];
        AffineMap all = AffineMap.Of([.. axes.Select(a => (AffineIndex)a)]);
        return new ContractOp(first, all, second, all, sum, AffineMap.Of(axes[axes.Length - 1]), [.. axes]);
    }

    /// <summary>A product of one or two tensors and of what each feature has one of.</summary>
    private sealed record Factors(EquatableArray<Value> Summed, Expr Rest)
    {
        /// <param name="when">When a value is computed: equal layers have their factors in equal order, whatever their names.</param>
        public static Factors? Of(MapOp terms, System.Func<Value, int> when)
        {
            RegionDomain domain = new(terms.Output.Shape);
            List<Value> summed = [];
            return Rest(terms.Bodies[0]) is { } rest && summed.Count is 1 or 2 && !(summed.Count == 1 && rest is Const { Value: 1 })
                ? new Factors([.. summed.OrderBy(when).ThenBy(v => v.Name, System.StringComparer.Ordinal)], rest)
                : null;

            Expr? Rest(Expr e)
            {
                switch (e)
                {
                    case Input { Index: var k } when domain.Of(terms.Inputs[k].Shape) == Extent.Full:
                        summed.Add(terms.Inputs[k]);
                        return 1;
                    case Unary { Op: UnaryOp.Negate } negated:
                        return Rest(negated.Operand) is { } operand ? -operand : null;
                    case Binary { Op: BinaryOp.Multiply } product:
                        return Rest(product.Left) is { } left && Rest(product.Right) is { } right ? left * right : null;
                    default:
                        return e.Descendants().All(part => part is not (Position or RowPosition) && (part is not Input { Index: var i } || domain.Of(terms.Inputs[i].Shape) is Extent.PerColumn or Extent.Scalar)) ? e : null;
                }
            }
        }
    }
}
