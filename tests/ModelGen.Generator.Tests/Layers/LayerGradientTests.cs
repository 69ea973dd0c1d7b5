using System.Linq;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Tests.Oracle;
using Xunit;

namespace ModelGen.Generator.Tests.Layers;

/// <summary>The gradients that differentiation gives for each layer, against differences of the training loss, with one example and with several.</summary>
public sealed class LayerGradientTests
{
    // A graph knows no more of its batch than that; what code makes of other numbers is for LayerOracleTests.
    private static readonly int[] Batches = [1, 3];

    public static TheoryData<string> Cases => [.. LayerCases.All.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Gradients_are_the_slopes_of_the_loss(string name)
    {
        LayerCase layer = LayerCases.Find(name);
        OpGraph graph = Graphs.Lower([layer.Declare(isDouble: true, maxBatch: 9)]).Values.Single();
        foreach (int batch in Batches)
        {
            Check(layer, graph, batch);
        }
    }

    private static void Check(LayerCase layer, OpGraph graph, int batch)
    {
        Experiment experiment = Experiment.Draw(graph, layer.Loss, batch, seed: batch, 1e-3);
        var interpreter = new GraphInterpreter(graph);
        experiment.Start(interpreter);
        interpreter.Forward(experiment.Inputs);
        interpreter.Backward(experiment.Targets);
        double[] inputGradient = [.. interpreter[graph.InputGradient!]];
        var gradients = graph.Parameters.Where(p => p.Trainable).ToDictionary(p => p.Name, p => interpreter.GetGradient(p.Name));

        foreach (var (parameter, gradient) in gradients)
        {
            double[] values = experiment.Parameters[parameter];
            CentralDifferences.Check(values, gradient, moved =>
            {
                interpreter.SetParameter(parameter, moved);
                return LossOf(experiment.Inputs);
            }, $"{layer.Name}, {batch} examples, {parameter}");
            interpreter.SetParameter(parameter, values);
        }

        // A step to another length is no small one.
        int[] lengths = [.. Experiment.Lengths(graph).SelectMany(l => Enumerable.Range(0, batch).Select(b => (b * graph.Input.Shape.Length) + l.Place))];
        CentralDifferences.Check(experiment.Inputs, inputGradient, LossOf, $"{layer.Name}, {batch} examples, inputs", lengths);

        double LossOf(double[] inputs)
        {
            interpreter.Forward(inputs);
            return interpreter.Loss(experiment.Targets);
        }
    }
}
