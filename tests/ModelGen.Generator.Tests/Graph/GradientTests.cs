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
                OpGraph graph = Lowered[model.Name];
                Slopes.Check(graph, Experiment.Draw(graph, loss, batch, seed: batch, CentralDifferences.Margin), $"{model.Name}, {batch} examples");
            }
        }
    }
}
