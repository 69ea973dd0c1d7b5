using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Tests.Oracle;
using Xunit;

namespace ModelGen.Generator.Tests.Graph;

/// <summary>The backward pass that differentiation adds to the graph, against differences of the loss that the graph itself gives.</summary>
public sealed class GradientTests
{
    private static readonly IReadOnlyDictionary<string, OpGraph> Lowered = Graphs.Lower(Combinations.All.Select(c => c.Model));

    public static TheoryData<Activation> Activations => [.. System.Enum.GetValues<Activation>()];

    [Theory]
    [MemberData(nameof(Activations))]
    public void Gradients_are_the_slopes_of_the_loss(Activation activation)
    {
        var networks = Combinations.All.Where(c => c.Model.Attributes[0] == $"Dense(4, Activation.{activation})").ToArray();
        Assert.True(networks.Length >= Combinations.Losses.Count);
        foreach (var (model, loss) in networks)
        {
            foreach (int batch in Combinations.Batches)
            {
                Check(Lowered[model.Name], loss, batch, $"{model.Name}, {batch} examples");
            }
        }
    }

    private static void Check(OpGraph graph, string loss, int batch, string what)
    {
        Experiment experiment = Experiment.Draw(graph, loss, batch, seed: batch, CentralDifferences.Margin);
        var interpreter = new GraphInterpreter(graph);
        experiment.Start(interpreter);
        interpreter.Forward(experiment.Inputs);
        interpreter.Backward(experiment.Targets);
        double[] inputGradient = [.. interpreter[graph.InputGradient!]];
        var gradients = graph.Parameters.ToDictionary(p => p.Name, p => interpreter.GetGradient(p.Name));

        foreach (Parameter parameter in graph.Parameters)
        {
            double[] values = experiment.Parameters[parameter.Name];
            CentralDifferences.Check(values, gradients[parameter.Name], moved =>
            {
                interpreter.SetParameter(parameter.Name, moved);
                return LossOf(experiment.Inputs);
            }, $"{what}, {parameter.Name}");
            interpreter.SetParameter(parameter.Name, values);
        }

        CentralDifferences.Check(experiment.Inputs, inputGradient, LossOf, $"{what}, inputs");

        double LossOf(double[] inputs)
        {
            interpreter.Forward(inputs);
            return interpreter.Loss(experiment.Targets);
        }
    }
}
