using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.CSharp;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Shapes;
using ModelGen.Generator.Tests.Harness;
using ModelGen.Generator.Tests.Oracle;
using Xunit;

namespace ModelGen.Generator.Tests.Graph;

/// <summary>What holds of every op graph after lowering, checked on random networks.</summary>
public sealed class GraphInvariantTests
{
    private static readonly ModelDeclaration[] Declarations =
    [
        .. Enumerable.Range(0, 60).Select(seed => (seed < 40 ? RandomNetwork.Draw(seed) : RandomNetwork.DrawWithWindows(seed)).Declaration),
        .. Enumerable.Range(0, 60).Select(seed => RandomGraph.Draw(seed).Declaration),
    ];

    private static readonly IReadOnlyDictionary<string, OpGraph> Lowered = Graphs.Lower(Declarations);

    public static TheoryData<string> Networks => [.. Lowered.Keys];

    [Theory]
    [MemberData(nameof(Networks))]
    public void Values_are_written_once_and_before_they_are_read(string network)
    {
        OpGraph graph = Lowered[network];
        HashSet<Value> written = [graph.Input, graph.Target!, .. graph.Parameters.Select(p => p.Value), .. graph.Parameters.SelectMany(p => p.States).Select(s => s.Value)];
        foreach (var (_, op) in graph.Steps)
        {
            Assert.All(op.Inputs.Where(i => i.Role != ValueRole.Constant), i => Assert.Contains(i, written));
            Assert.All(op.Outputs, o => Assert.True(written.Add(o), $"{o} is written twice."));
        }

        Assert.Contains(graph.Output, written);
        Assert.Contains(graph.Loss!, written);
        Assert.Contains(graph.InputGradient!, written);
        Assert.All(graph.Parameters, p => Assert.Equal(p.Trainable, p.Gradient is not null));
        Assert.All(graph.Parameters.Where(p => p.Trainable), p => Assert.Contains(p.Gradient!, written));
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Passes_follow_each_other(string network)
    {
        Pass[] passes = [.. Lowered[network].Steps.Select(s => s.Pass)];
        Assert.Equal(passes.Order(), passes);
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Names_are_unique_identifiers(string network)
    {
        string[] names = [.. Values(Lowered[network]).Select(v => v.Name)];
        Assert.Equal(names.Distinct(), names);
        Assert.All(names, name => Assert.True(SyntaxFacts.IsValidIdentifier(name) && SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None, name));
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Shapes_fit(string network)
    {
        foreach (var (_, op) in Lowered[network].Steps)
        {
            switch (op)
            {
                case MapOp map:
                    Assert.Equal(map.Outputs.Count, map.Bodies.Count);
                    Assert.All(map.Outputs, o => Assert.Equal(map.Output.Shape, o.Shape));
                    Assert.All(map.Inputs, i => Assert.True(Broadcasts(i.Shape, map.Output.Shape), $"{i} does not broadcast to {map.Output}."));
                    break;
                case ContractOp contract:
                    AssertCovers(contract.A, contract.AMap, contract);
                    AssertCovers(contract.B, contract.BMap, contract);
                    AssertCovers(contract.Result, contract.OutputMap, contract);
                    break;
                case ReduceOp reduce:
                    Assert.True(Broadcasts(reduce.Result.Shape, reduce.Source.Shape), $"{reduce.Result} is no reduction of {reduce.Source}.");
                    break;
                case RearrangeOp move:
                    Assert.NotEmpty(move.Boxes);
                    Assert.Equal(move.Inputs, move.Boxes.Select(b => b.Source));
                    Assert.All(move.Boxes, b => Assert.Equal(b.ResultMap.Indices.Count, move.Result.Shape.Rank));
                    Assert.All(move.Boxes, b => Assert.Equal(b.SourceMap.Indices.Count, b.Source.Shape.Rank));
                    break;
                case ReshapeOp reshape:
                    Assert.Equal(reshape.Source.Shape.Length, reshape.Result.Shape.Length);
                    Assert.Equal(reshape.Source.Shape.HasBatch, reshape.Result.Shape.HasBatch);
                    break;
            }
        }
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Only_an_update_overwrites(string network)
    {
        OpGraph graph = Lowered[network];
        Assert.All(graph.Steps.Where(s => s.Pass is not (Pass.Update or Pass.Statistics)), s => Assert.All(s.Op.Outputs, o => Assert.Null(o.Overwrites)));
        Assert.All(graph.Ops(Pass.Statistics).SelectMany(o => o.Outputs), o => Assert.False(graph.Parameters.Single(p => p.Value == o.Overwrites).Trainable));

        // A matrix that steps go along changes where it is; of the parameters, each and its states change once.
        Value[] overwritten = [.. graph.Ops(Pass.Update).SelectMany(o => o.Outputs).Select(o => o.Overwrites).OfType<Value>().Where(v => v.Role != ValueRole.Intermediate)];

        // An optimizer stands last in a declaration; without one nothing is updated. A weight that Muon takes as a matrix has no use for AdamW's squares.
        string last = Declarations.Single(d => d.Name == network).Attributes[^1].Split('(')[0];
        bool hasOptimizer = !last.EndsWith("Loss", StringComparison.Ordinal);
        Value[] trained =
        [
            .. graph.Parameters.Where(p => p.Trainable).SelectMany(p => p.States.Where(s => last != "Muon" || s.Name != "Square" || overwritten.Contains(s.Value)).Select(s => s.Value).Prepend(p.Value)),
        ];
        Assert.Equal(hasOptimizer ? trained.ToHashSet() : [], overwritten.ToHashSet());
        Assert.Equal(hasOptimizer ? trained.Length : 0, overwritten.Length);
    }

    /// <summary>Aligned at the last dimension, each extent is equal, 1 or missing.</summary>
    private static bool Broadcasts(Shape small, Shape large) =>
        small.Rank <= large.Rank && small.Extents.Reverse().Zip(large.Extents.Reverse()).All(pair => pair.First == 1 || pair.First == pair.Second);

    private static IEnumerable<Value> Values(OpGraph graph) => graph.Steps.SelectMany(s => s.Op.Inputs.Concat(s.Op.Outputs)).Distinct();

    /// <summary>
    /// An index that is a single axis runs over every element of the dimension; beyond it only where padding stands behind a window of one element.
    /// Of another index, the terms are axes, too.
    /// </summary>
    private static void AssertCovers(Value value, AffineMap map, ContractOp contract)
    {
        Assert.Equal(value.Shape.Rank, map.Indices.Count);
        for (int d = 0; d < value.Shape.Rank; d++)
        {
            Assert.All(map.Indices[d].Terms, t => Assert.Contains(t.Axis, contract.Axes));
            if (map.Indices[d].SingleAxis is { } axis)
            {
                Assert.True(axis.Extent == Shape.Batch ? value.Shape[d] == Shape.Batch : axis.Extent >= value.Shape[d], $"{value}{map}");
            }
        }
    }
}
