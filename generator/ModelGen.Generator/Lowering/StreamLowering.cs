using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Layers;
using ModelGen.Generator.Networks;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Lowering;

/// <summary>A network as ops for one time of a stream. Which layers allow that, <see cref="StreamObstacle"/> says.</summary>
internal static class StreamLowering
{
    /// <param name="training">The graph that training has, whose parameters these are.</param>
    public static StreamGraph Lower(Network network, OpGraph training)
    {
        GraphBuilder graph = GraphBuilder.ForStream(training);

        // A stream has no padding: where sequences have lengths, each of its steps is real.
        Shape sequence = network.Inputs[0].Shape;
        Value input = graph.Value("input", StepShape(sequence).Batched, ValueRole.Input);
        List<(Value Value, bool IsSequence)> nodes = [(input, true)];
        foreach (ShapedLayer layer in network.Layers)
        {
            bool isSequence = layer.Sources.Any(s => nodes[s].IsSequence);
            Value[] sources = [.. layer.Sources.Select(s => nodes[s].Value)];
            Value value = isSequence ? layer.Layer.LowerStep(graph, sources, sequence[0]) : layer.Layer.Lower(graph, sources);
            nodes.Add((value, isSequence && StreamObstacle.IsSequence(layer, sequence[0])));
        }

        Value output = nodes[network.Outputs[0].Node].Value;
        output = output.Storage == input || graph.States.Any(s => s.Value == output.Storage) ? graph.Map("output", Expr.Input(0), output) : output;
        return new StreamGraph(
            new OpGraph(graph.StepsFor([output]), input, output, null, null, training.Parameters, null, []),
            [.. graph.States]);
    }

    /// <summary>What comes at one time: of a sequence of indices, one.</summary>
    private static Shape StepShape(Shape input) => input.Rank == 1 ? Shape.Of(1) : new Shape([.. input.Extents.Skip(1)]);
}
