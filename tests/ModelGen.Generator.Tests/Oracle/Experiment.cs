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
    public static Experiment Draw(OpGraph graph, string loss, int batch, int seed, double margin)
    {
        for (int draw = 0; draw < MostDraws; draw++)
        {
            Experiment experiment = Draw(graph, loss, batch, new Random((seed * MostDraws) + draw));
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

    private static Experiment Draw(OpGraph graph, string loss, int batch, Random random)
    {
        int outputs = graph.Output.Shape.Length;
        var parameters = graph.Parameters.ToDictionary(
            p => p.Name,
            p => Numbers(p.Value.Shape.Length, () => Signed(p.Value.Shape.Rank >= 2 ? Math.Sqrt(3.0 * p.Value.Shape[0] / p.Value.Shape.Length) : 0.5)));
        double[] inputs = Numbers(batch * graph.Input.Shape.Length, () => Signed(1.5));
        int[] classes = [.. Enumerable.Range(0, batch).Select(_ => random.Next(outputs))];
        double[] targets = loss switch
        {
            "SoftmaxCrossEntropyLoss" => OneHot(classes, outputs),
            "BinaryCrossEntropyLoss" or "BinaryCrossEntropyWithLogitsLoss" => Numbers(batch * outputs, () => random.Next(2)),
            "KLDivergenceLoss" => [.. Enumerable.Range(0, batch).SelectMany(_ => Distribution())],
            "PoissonLoss" => Numbers(batch * outputs, () => random.Next(5)),
            _ => Numbers(batch * outputs, () => Signed(1.5)),
        };
        return new Experiment(parameters, inputs, targets, classes);

        double Signed(double limit) => limit * ((2 * random.NextDouble()) - 1);

        double[] Distribution()
        {
            double[] shares = Numbers(outputs, () => 0.1 + random.NextDouble());
            return [.. shares.Select(s => s / shares.Sum())];
        }
    }

    private static double[] Numbers(int count, Func<double> next) => [.. Enumerable.Range(0, count).Select(_ => next())];
}
