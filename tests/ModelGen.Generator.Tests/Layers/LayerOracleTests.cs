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

    private static readonly Lazy<ModelBatch> Generated = new(() => new ModelBatch(
        from layer in LayerCases.All.Concat(LayerCases.OfManyWeights) from isDouble in new[] { false, true } from maxBatch in new[] { 1, 9 } select layer.Declare(isDouble, maxBatch)));

    public static TheoryData<string> Cases => [.. LayerCases.All.Concat(LayerCases.OfManyWeights).Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Model_agrees_with_the_interpreter(string name)
    {
        LayerCase layer = LayerCases.Find(name);
        foreach (var (isDouble, maxBatch) in from isDouble in new[] { false, true } from maxBatch in new[] { 1, 9 } select (isDouble, maxBatch))
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
        ModelDeclaration declaration = LayerCases.Find(name).Declare(isDouble: false, maxBatch: 9);
        TestModel model = Generated.Value.Create(declaration);
        IReadOnlyDictionary<string, long> allocations = model.Allocations([.. Enumerable.Repeat(1.0, 9 * model.InputLength)], new double[9 * model.OutputLength]);
        Assert.All(allocations, member => Assert.True(member.Value == 0, $"{member.Key} allocated {member.Value} bytes."));
    }
}
