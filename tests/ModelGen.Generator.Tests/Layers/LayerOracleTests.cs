using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Tests.Harness;
using ModelGen.Generator.Tests.Oracle;
using Xunit;

namespace ModelGen.Generator.Tests.Layers;

/// <summary>Each layer as generated code, in training and in inference, against the interpreter of its op graph.</summary>
[Trait("Category", "Width")]
public sealed class LayerOracleTests
{
    private static readonly int[] Batches = [1, 2, 3, 8, 9];

    private static readonly IReadOnlyList<LayerCase> All = [.. LayerCases.All, .. LayerCases.OfManyWeights];

    private static readonly Lazy<ModelBatch> Generated = new(() => new ModelBatch(
        All.SelectMany(c => Forms(c).Select(f => c.Declare(f.IsDouble, f.MaxBatch)))));

    public static TheoryData<string> Cases => [.. All.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Model_agrees_with_the_interpreter(string name)
    {
        LayerCase layer = LayerCases.Find(name);
        foreach ((bool isDouble, int maxBatch) in Forms(layer))
        {
            ModelDeclaration declaration = layer.Declare(isDouble, maxBatch);
            OpGraph graph = Graphs.Lower(Generated.Value.Spec(declaration));
            foreach (int batch in Batches.Where(b => b <= maxBatch))
            {
                OracleComparison.Check(
                    new Trial(batch, [.. graph.Outputs.Select(o => (layer.Loss, o.Shape.Length))], layer.LearningRate, isDouble, batch, Steps: 3),
                    Generated.Value.Create(declaration),
                    graph);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Training_allocates_nothing(string name)
    {
        LayerCase layer = LayerCases.Find(name);
        ModelDeclaration declaration = layer.Declare(Forms(layer)[0].IsDouble, Forms(layer)[0].MaxBatch);
        TestModel model = Generated.Value.Create(declaration);
        IReadOnlyDictionary<string, long> allocations = model.Allocations([.. Enumerable.Repeat(1.0, 9 * model.InputLength)], new double[9 * model.OutputLength]);
        Assert.All(allocations, member => Assert.True(member.Value == 0, $"{member.Key} allocated {member.Value} bytes."));
    }

    /// <summary>For batches, and for one example a step; the precisions change places from case to case, and each layer has several cases.</summary>
    private static (bool IsDouble, int MaxBatch)[] Forms(LayerCase layer)
    {
        bool isOdd = All.ToList().IndexOf(layer) % 2 == 1;
        return [(isOdd, 9), (!isOdd, 1)];
    }
}
