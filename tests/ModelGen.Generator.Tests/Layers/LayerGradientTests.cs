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
            // A step to another length is no small one.
            int[] lengths = [.. Experiment.Lengths(graph).SelectMany(l => Enumerable.Range(0, batch).Select(b => (b * graph.Input.Shape.Length) + l.Place))];
            Slopes.Check(graph, Experiment.Draw(graph, layer.Loss, batch, seed: batch, 1e-3), $"{layer.Name}, {batch} examples", lengths);
        }
    }
}
