using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Losses;
using ModelGen.Generator.Networks;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Lowering;

/// <param name="Loss">The mean of the weighted losses, with the penalties.</param>
/// <param name="Sum">The sum of the losses, without.</param>
/// <param name="Count">How many positions of the batch the mean is over, [1]; null where it is over the examples.</param>
/// <param name="Share">1 / count as a single number, 0 where nothing counts.</param>
internal sealed record LoweredLoss(Value Loss, Value Sum, Value? Count, Value? Share);

/// <summary>The losses of a model's outputs as ops.</summary>
internal static class LossLowering
{
    /// <param name="input">The examples: lengths stand among their numbers.</param>
    public static LoweredLoss Lower(GraphBuilder graph, Network network, Value[] outputs, Value target, Value input)
    {
        Expr weighted = 0;
        List<Value> sums = [];
        Value? counted = null;
        for (int k = 0; k < outputs.Length; k++)
        {
            NetworkOutput output = network.Outputs[k];
            Loss loss = output.Loss!;
            bool isOne = outputs.Length == 1;
            Value wanted = isOne ? target : graph.Rearrange($"{output.Name}Target", output.Shape.Batched, Box.FromRow(target, output.Shape.Batched, output.Offset));
            (Value terms, Value? rows) = Terms(graph, loss, outputs[k], wanted, network.LengthsOf(output.Node), input, output.SampleWeights);
            sums.Add(graph.Reduce(isOne ? "lossSum" : $"{output.Name}LossSum", ReduceKind.Sum, terms, Shape.Scalar));
            weighted += output.Weight * loss.Share(output.Shape, rows?.Shape.Length ?? 1) * Expr.Input(k);
            counted ??= rows;
        }

        (Value sum, Expr perExample) = sums.Count == 1 ? (sums[0], weighted) : (graph.Map("lossSum", weighted, [.. sums]), Expr.Input(0));
        List<Value> addends = [sum];
        (Value Count, Value Share)? share = counted is null ? null : ShareOf(graph, counted);
        Expr total = (share is null ? new Scalar(StepScalar.PerExample) : Expr.Input(addends.Count)) * perExample;
        if (share is not null)
        {
            addends.Add(share.Value.Share);
        }

        return new LoweredLoss(WithPenalties(graph, total, addends), sum, share?.Count, share?.Share);
    }

    /// <summary>Of outputs whose gradients are given: a sum that has these gradients.</summary>
    /// <param name="output">The outputs of an example, one after the other.</param>
    /// <param name="given">The same of their gradients.</param>
    public static LoweredLoss OfGradients(GraphBuilder graph, Value output, Value given)
    {
        Value products = graph.Map("lossTerms", Expr.Input(0) * Expr.Input(1), output, given);
        Value sum = graph.Reduce("lossSum", ReduceKind.Sum, products, Shape.Scalar);
        return new LoweredLoss(WithPenalties(graph, Expr.Input(0), [sum]), sum, null, null);
    }

    /// <param name="total">The loss of <paramref name="addends"/>, to which the penalties are added.</param>
    private static Value WithPenalties(GraphBuilder graph, Expr total, List<Value> addends)
    {
        foreach ((Value parameter, Expr body) in graph.Penalties)
        {
            Value penalties = graph.Map($"{parameter.Name}Penalties", body, parameter);
            total += Expr.Input(addends.Count);
            addends.Add(graph.Reduce($"{parameter.Name}Penalty", ReduceKind.Sum, penalties, Shape.Scalar));
        }

        return graph.Map("loss", total, [.. addends]);
    }

    /// <summary>The terms of a loss, and what each position counts, 1 or its weight, 0 for what is left out; null where it is the mean over the examples.</summary>
    private static (Value Terms, Value? Rows) Terms(GraphBuilder graph, Loss loss, Value output, Value wanted, NetworkInput? lengths, Value input, NetworkInput? weights)
    {
        SequenceLengths? real = null;
        if (lengths is not null && !loss.IsBounded)
        {
            // In the padding its slope may be no number, and that times a gradient of 0 is none.
            real = graph.Lengths("loss", input, lengths.LengthAt, lengths.Times);
            output = graph.Masked("lossOutputs", output, real);
        }

        (Value OfRows, Value OfMean)? weight = weights is null ? null : SampleWeights.Of(graph, loss, output.Shape, input, weights);
        if (weight is not null && wanted.Role != ValueRole.ClassTarget)
        {
            // What counts nothing may be no number, and that times a slope of 0 is none.
            wanted = graph.Map("lossTargetsThatCount", Expr.Select(Expr.Input(1), Comparison.Equal, 0, 0, Expr.Input(0)), wanted, weight.Value.OfRows);
        }

        Value terms = loss.Lower(graph, output, wanted);
        Value? rows = loss.Counted(graph, output, wanted);
        if (weight is not null)
        {
            rows = rows is null ? weight.Value.OfMean : graph.Map("lossRowWeights", Expr.Input(0) * Expr.Input(1), rows, weight.Value.OfRows);
        }

        if (lengths is not null)
        {
            real ??= graph.Lengths("loss", input, lengths.LengthAt, lengths.Times);
            if (rows is null || loss.MeanOver == LossMean.Nothing)
            {
                // A sum is averaged over the examples, whatever their lengths.
                terms = graph.Masked("lossTermsOfReal", terms, real);
                rows ??= loss.MeanOver == LossMean.Nothing ? null : real.Real;
                if (weight is null)
                {
                    return (terms, rows);
                }
            }
            else
            {
                rows = graph.Masked("lossRowsOfReal", rows, real);
            }
        }

        if (weight is not null)
        {
            Expr weighted = Expr.Select(Expr.Input(1), Comparison.Equal, 0, 0, Expr.Input(0) * Expr.Input(2));
            return (graph.Map("lossTermsOfWeights", weighted, terms, loss.MeanOver == LossMean.Nothing ? weight.Value.OfRows : rows!, weight.Value.OfRows), rows);
        }

        // A weight may be no number, if a target is, and then the loss is none.
        Expr counting = loss.IsWeighted ? Expr.Select(Expr.Input(1), Comparison.Equal, 0, 0, Expr.Input(0)) : Expr.Select(Expr.Input(1), Comparison.Greater, 0, Expr.Input(0), 0);
        return rows is null ? (terms, null) : (graph.Map("lossTermsOfRows", counting, terms, rows), rows);
    }

    /// <summary>How many positions count, and 1 / that number; 0 of none.</summary>
    /// <remarks>The count lies in memory: threads that share a batch take the mean of theirs before anything else is made of it.</remarks>
    private static (Value Count, Value Share) ShareOf(GraphBuilder graph, Value rows)
    {
        Shape one = Shape.Of(1);
        Value list = graph.Reshape($"{rows.Name}List", rows, rows.Shape.Length == 1 ? one.Batched : Shape.Of(rows.Shape.Length, 1).Batched);
        Value count = graph.Reduce("lossCount", ReduceKind.Sum, list, one);
        Value share = graph.Map("lossShares", Expr.Select(Expr.Input(0), Comparison.Greater, 0, 1 / Expr.Input(0), 0), count);
        return (count, graph.Reduce("lossShare", ReduceKind.Sum, share, Shape.Scalar));
    }
}
