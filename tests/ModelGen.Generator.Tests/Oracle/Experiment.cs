using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Graph;

namespace ModelGen.Generator.Tests.Oracle;

/// <summary>Numbers to run a network on.</summary>
/// <param name="Classes">What the targets say as class indices, for losses that take them.</param>
internal sealed record Experiment(IReadOnlyDictionary<string, double[]> Parameters, double[] Inputs, double[] Targets, int[] Classes)
{
    private const int MostDraws = 2000;

    /// <summary>Draws until no formula is evaluated within <paramref name="margin"/> of a corner, where derivatives jump.</summary>
    /// <param name="loss">The loss's attribute name, which says what targets make sense.</param>
    public static Experiment Draw(OpGraph graph, string loss, int batch, int seed, double margin) => Draw(graph, [(loss, graph.Output.Shape.Length)], batch, seed, margin);

    /// <inheritdoc cref="Draw(OpGraph, string, int, int, double)"/>
    /// <param name="losses">For each output, its loss's attribute name and its length.</param>
    public static Experiment Draw(OpGraph graph, IReadOnlyList<(string Name, int Length)> losses, int batch, int seed, double margin)
    {
        for (int draw = 0; draw < MostDraws; draw++)
        {
            Experiment experiment = Draw(graph, losses, batch, new Random((seed * MostDraws) + draw));
            var interpreter = new GraphInterpreter(graph);
            experiment.Start(interpreter);
            interpreter.Forward(experiment.Inputs);
            interpreter.Loss(experiment.Targets);
            if (interpreter.NearestCorner > margin)
            {
                return experiment;
            }
        }

        throw new InvalidOperationException($"{MostDraws} draws, and all came within {margin} of a corner.");
    }

    /// <summary>Gives the parameters to an interpreter.</summary>
    public void Start(GraphInterpreter interpreter)
    {
        foreach (var (name, values) in Parameters)
        {
            interpreter.SetParameter(name, values);
        }
    }

    /// <summary>One row for each class index: 1 there, 0 elsewhere.</summary>
    public static double[] OneHot(int[] classes, int count) => [.. classes.SelectMany(c => Enumerable.Range(0, count).Select(k => k == c ? 1.0 : 0.0))];

    private static Experiment Draw(OpGraph graph, IReadOnlyList<(string Name, int Length)> losses, int batch, Random random)
    {
        var parameters = graph.Parameters.ToDictionary(
            p => p.Name,
            p => Numbers(p.Value.Shape.Length, () => IsPositive(p.Name) ? 0.5 + random.NextDouble() : Signed(p.Value.Shape.Rank >= 2 ? Math.Sqrt(3.0 * p.Value.Shape[0] / p.Value.Shape.Length) : 0.5)));
        double[] inputs = Numbers(batch * graph.Input.Shape.Length, () => Signed(1.5));
        foreach (var (place, first, count) in Indices(graph).Select(i => (i.Place, 0, i.Count)).Concat(Lengths(graph).Select(l => (l.Place, 1, l.Times))))
        {
            for (int b = 0; b < batch; b++)
            {
                inputs[(b * graph.Input.Shape.Length) + place] = first + random.Next(count);
            }
        }

        // Targets of an output for one example after another, then the outputs of each example together.
        int[] classes = Classes(0);
        double[][][] targets = [.. losses.Select((loss, k) => Targets(loss.Name, loss.Length, ClassesOf(k), k == 0 ? classes : Classes(k)).Chunk(loss.Length).ToArray())];
        return new Experiment(parameters, inputs, [.. Enumerable.Range(0, batch).SelectMany(b => targets.SelectMany(t => t[b]))], classes);

        // Classes are the last dimension, and each position before it has one.
        int ClassesOf(int k) => graph.Outputs[k].Shape[graph.Outputs[k].Shape.Rank - 1];

        int[] Classes(int k) => [.. Enumerable.Range(0, batch * losses[k].Length / ClassesOf(k)).Select(_ => random.Next(ClassesOf(k)))];

        double[] Targets(string loss, int outputs, int count, int[] wanted) => loss switch
        {
            "SoftmaxCrossEntropyLoss" => OneHot(wanted, count),
            "BinaryCrossEntropyLoss" or "BinaryCrossEntropyWithLogitsLoss" or "HingeLoss" or "ContrastiveLoss" => Numbers(batch * outputs, () => random.Next(2)),
            "KLDivergenceLoss" => [.. Enumerable.Range(0, batch).SelectMany(_ => Distribution(outputs))],
            "PoissonLoss" => Numbers(batch * outputs, () => random.Next(5)),
            _ => Numbers(batch * outputs, () => Signed(1.5)),
        };

        double Signed(double limit) => limit * ((2 * random.NextDouble()) - 1);

        double[] Distribution(int outputs)
        {
            double[] shares = Numbers(outputs, () => 0.1 + random.NextDouble());
            return [.. shares.Select(s => s / shares.Sum())];
        }
    }

    /// <summary>Whether a tensor holds variances or deviations.</summary>
    private static bool IsPositive(string parameter) => parameter.EndsWith(".running_var", StringComparison.Ordinal) || parameter.EndsWith(".deviation", StringComparison.Ordinal);

    /// <summary>The places in an example where lengths of sequences stand, and how many times there is room for.</summary>
    public static IEnumerable<(int Place, int Times)> Lengths(OpGraph graph)
    {
        Op[] ops = [.. graph.Ops(Pass.Forward)];
        foreach (MapOp length in ops.OfType<MapOp>().Where(m => m.Output.IsIndex))
        {
            Box slice = ops.OfType<RearrangeOp>().Single(r => r.Result == length.Inputs[0]).Boxes.Single();
            yield return (slice.SourceMap.Indices[1].Offset, ops.OfType<MapOp>().First(m => m.Inputs.SequenceEqual([length.Output]) && m.Bodies[0].DependsOnPosition).Output.Shape[1]);
        }
    }

    /// <summary>The places in an example that are indices, and how many rows there are to choose from.</summary>
    private static IEnumerable<(int Place, int Count)> Indices(OpGraph graph)
    {
        foreach (GatherOp gather in graph.Ops(Pass.Forward).OfType<GatherOp>())
        {
            // Of several inputs, a slice of their numbers; of sequences with lengths, with zeros in the padding.
            Value? masked = graph.Ops(Pass.Forward).OfType<MapOp>().FirstOrDefault(m => m.Output == gather.Indices)?.Inputs[0];
            RearrangeOp? slice = graph.Ops(Pass.Forward).OfType<RearrangeOp>().FirstOrDefault(r => r.Result == (masked ?? gather.Indices));
            int first = slice?.Boxes.Single().SourceMap.Indices[1].Offset ?? 0;
            for (int i = 0; i < gather.Indices.Shape.Length; i++)
            {
                yield return (first + i, gather.Table.Shape[0]);
            }
        }
    }

    private static double[] Numbers(int count, Func<double> next) => [.. Enumerable.Range(0, count).Select(_ => next())];
}
