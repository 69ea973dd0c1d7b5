using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Autodiff;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Losses;
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
        GraphBuilder graph = new();
        Value input = graph.Value("input", network.Input.Batched, ValueRole.Input);
        Value output = LowerLayers(graph, network, input);
        if (network.Loss is null)
        {
            return (Finish(graph, input, output), null);
        }

        Value? inputGradient = DeclareGradients(graph, network, input);
        OpGraph? classes = network.Loss.TakesClasses ? Complete(graph.Fork(), Shape.Of(1).Batched, "label", ValueRole.ClassTarget) : null;
        return (Complete(graph, network.Output.Batched, "target", ValueRole.Target), classes);

        OpGraph Complete(GraphBuilder fork, Shape targetShape, string targetName, ValueRole role)
        {
            fork.Pass = Pass.Loss;
            Value target = fork.Value(targetName, targetShape, role);
            Value loss = LowerLoss(fork, network, output, target);

            fork.Pass = Pass.Backward;
            List<(Value, Value)> wanted = [.. fork.Parameters.Where(p => p.Gradient is not null).Select(p => (p.Value, p.Gradient!))];
            if (inputGradient is not null)
            {
                wanted.Add((input, inputGradient));
            }

            Differentiator.Run(fork, loss, wanted);

            fork.Pass = Pass.Update;
            if (network.Optimizer is { } optimizer)
            {
                OptimizerLowering.Lower(fork, optimizer);
            }

            return Finish(fork, input, output) with { Target = target, Loss = loss, InputGradient = inputGradient };
        }
    }

    private static OpGraph Finish(GraphBuilder graph, Value input, Value output) =>
        new(graph.Steps, input, output, null, null, [.. graph.Parameters], null, [.. graph.Scalars]);

    private static Value LowerLayers(GraphBuilder graph, Network network, Value input)
    {
        Value output = network.Layers.Aggregate(input, (value, layer) => layer.Layer.Lower(graph, value));
        bool computed = graph.Steps.Any(s => s.Op is not ReshapeOp);
        return computed ? output : graph.Map("output", Expr.Input(0), output);
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

    /// <summary>The mean over the examples, with the penalties.</summary>
    private static Value LowerLoss(GraphBuilder graph, Network network, Value output, Value target)
    {
        Loss loss = network.Loss!;
        Value sum = graph.Reduce("lossSum", ReduceKind.Sum, loss.Lower(graph, output, target), Shape.Scalar);
        Expr mean = loss.MeanOverOutputs ? 1.0 / network.Output.Length : 1;
        Expr total = new Scalar(StepScalar.PerExample) * (mean * Expr.Input(0));

        List<Value> terms = [sum];
        foreach ((Value parameter, Expr body) in graph.Penalties)
        {
            Value penalties = graph.Map($"{parameter.Name}Penalties", body, parameter);
            total += Expr.Input(terms.Count);
            terms.Add(graph.Reduce($"{parameter.Name}Penalty", ReduceKind.Sum, penalties, Shape.Scalar));
        }

        return graph.Map("loss", total, [.. terms]);
    }
}
