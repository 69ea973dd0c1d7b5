using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Autodiff;
using ModelGen.Generator.Common;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Losses;
using ModelGen.Generator.Networks;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Lowering;

/// <summary>Stages 3 and 4: layers, loss, gradients and optimizer become ops.</summary>
internal static class NetworkLowering
{
    /// <summary>
    /// The graph with numbers as targets and, for a loss that takes them, the graph with class indices. Both have the same values up to the loss:
    /// the same parameters, activations, gradients and optimizer states.
    /// </summary>
    public static (OpGraph Numbers, OpGraph? Classes) Lower(Network network)
    {
        GraphBuilder graph = new() { IsStateful = network.IsStateful };
        Value input = graph.Value("input", network.Input.Batched, ValueRole.Input);
        Value[] outputs = [.. LowerLayers(graph, network, input)];
        Value output = Joined(graph, network, outputs);

        // What is measured stands last, so that updates of neighbours become one.
        Parameter[] parameters = [.. graph.Parameters.OrderBy(p => p.IsMeasured)];
        graph.Parameters.Clear();
        graph.Parameters.AddRange(parameters);
        OpGraph? inference = network.IsStateful || network.Layers.Any(l => l.Layer.DiffersInInference) ? LowerInference(graph.ForInference(input), network, input) : null;
        if (!network.HasGradients)
        {
            return (Finish(graph, input, output) with { Inference = inference }, null);
        }

        Value? inputGradient = DeclareGradients(graph, network, input);
        OpGraph? classes = network.TakesClasses ? Complete(graph.Fork(), Shape.Of([.. network.Output.Extents.Take(network.Output.Rank - 1), 1]).Batched, "label", ValueRole.ClassTarget) : null;
        return (Complete(graph, network.Output.Batched, network.HasLoss ? "target" : "given", ValueRole.Target), classes);

        OpGraph Complete(GraphBuilder fork, Shape targetShape, string targetName, ValueRole role)
        {
            fork.Pass = Pass.Loss;
            Value target = fork.Value(targetName, targetShape, role);
            LoweredLoss lowered = network.HasLoss ? LossLowering.Lower(fork, network, outputs, target, input) : LossLowering.OfGradients(fork, output, target);

            fork.Pass = Pass.Backward;
            List<(Value, Value)> wanted = [.. fork.Parameters.Where(p => p.Gradient is not null).Select(p => (p.Value, p.Gradient!))];
            if (inputGradient is not null)
            {
                wanted.Add((input, inputGradient));
            }

            bool isSplit = network.HasLoss && network.OutputGradients;
            EquatableArray<Value> outputGradients = isSplit ? [.. Differentiator.RunThrough(fork, lowered.Loss, outputs, wanted)] : [];
            if (!isSplit)
            {
                Differentiator.Run(fork, lowered.Loss, wanted);
            }

            fork.Pass = Pass.Update;
            if (network.Optimizer is { } optimizer)
            {
                OptimizerLowering.Lower(fork, optimizer, outputs);
            }

            OpGraph whole = Finish(fork, input, output, inputGradient) with
            {
                TakesGradients = !network.HasLoss,
                OutputGradients = outputGradients,
                Target = target,
                Loss = lowered.Loss,
                LossSum = lowered.Sum,
                LossCount = lowered.Count,
                LossShare = lowered.Share,
                InputGradient = inputGradient,
                Outputs = [.. outputs],
                Inference = inference,
            };
            return isSplit && role == ValueRole.Target ? whole with { Given = OutputGradientLowering.Lower(fork, network, whole) } : whole;
        }
    }

    /// <summary>The network as Predict runs it: a forward pass over the parameters that training has.</summary>
    private static OpGraph LowerInference(GraphBuilder graph, Network network, Value input)
    {
        Value[] outputs = [.. LowerLayers(graph, network, input)];
        return Finish(graph, input, Joined(graph, network, outputs)) with { Outputs = [.. outputs] };
    }

    private static Value Joined(GraphBuilder graph, Network network, Value[] outputs) => outputs.Length == 1 ? outputs[0]
        : graph.Rearrange("output", network.Output.Batched, [.. outputs.Zip(network.Outputs, (value, o) => Box.ToRow(value, o.Offset))]);

    private static OpGraph Finish(GraphBuilder graph, Value input, Value output, Value? inputGradient = null) =>
        new(graph.StepsFor([output, inputGradient, .. graph.Parameters.Select(p => p.Gradient)]), input, output, null, null, [.. graph.Parameters], null, [.. graph.Scalars]) 
        {
            Statistics = [.. graph.Statistics],
            Carried = [.. graph.States.Select(s => s.Value)],
        };

    /// <summary>Adds the ops of all layers and returns the outputs, each computed and not a part of something else.</summary>
    private static IEnumerable<Value> LowerLayers(GraphBuilder graph, Network network, Value input)
    {
        SequenceNodes nodes = new(graph);
        foreach (NetworkInput part in network.Inputs)
        {
            nodes.Add(part, network.Input == part.Shape ? input : graph.Rearrange(NameOf(part), part.Shape.Batched, Box.FromRow(input, part.Shape.Batched, part.Offset)), input);
        }

        foreach (ShapedLayer layer in network.Layers)
        {
            nodes.Add(layer);
        }

        foreach (NetworkOutput output in network.Outputs)
        {
            Value value = nodes.Output(output.Node);
            bool isMoved = value.Storage == input || (network.Outputs.Count > 1 && graph.MoveOf(value.Storage) is not null);
            yield return isMoved ? graph.Map("output", Expr.Input(0), value) : value;
        }

        static string NameOf(NetworkInput part) => part.HasLengths ? $"{part.Name}Numbers" : part.Name;
    }

    /// <summary>The places of all gradients and optimizer states.</summary>
    private static Value? DeclareGradients(GraphBuilder graph, Network network, Value input)
    {
        for (int i = 0; i < graph.Parameters.Count; i++)
        {
            Parameter parameter = graph.Parameters[i];
            if (parameter.Trainable)
            {
                Value gradient = graph.Value(GradientRules.NameOf(parameter.Value), parameter.Value.Shape, ValueRole.Gradient);
                graph.Parameters[i] = parameter with
                {
                    Gradient = gradient,
                    States = network.Optimizer is { } optimizer ? OptimizerLowering.DeclareStates(graph, optimizer, parameter) : [],
                };
            }
        }

        return network.InputGradients ? graph.Value("inputGradient", input.Shape, ValueRole.Gradient) : null;
    }
}
