using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Autodiff;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Losses;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Lowering;

/// <summary>Stage 3 and 4: layers, loss, gradients and optimizer become ops.</summary>
internal static class NetworkLowering
{
    /// <param name="classTargets">Whether the targets are class indices rather than numbers of the outputs' shape.</param>
    public static OpGraph Lower(Network network, bool classTargets = false)
    {
        GraphBuilder graph = new();

        Value input = graph.Value("input", network.Input.Batched, ValueRole.Input);
        Value output = LowerLayers(graph, network, input);
        if (network.Loss is null)
        {
            return Finish(graph, input, output);
        }

        graph.Pass = Pass.Loss;
        Value target = classTargets
            ? graph.Value("classes", Shape.Of(1).Batched, ValueRole.ClassTarget)
            : graph.Value("target", network.Output.Batched, ValueRole.Target);
        Value loss = LowerLoss(graph, network, output, target);

        graph.Pass = Pass.Backward;
        Value? inputGradient = LowerGradients(graph, network, input, loss);

        graph.Pass = Pass.Update;
        if (network.Optimizer is { } optimizer)
        {
            OptimizerLowering.Lower(graph, optimizer);
        }

        return Finish(graph, input, output) with { Target = target, Loss = loss, InputGradient = inputGradient };
    }

    private static OpGraph Finish(GraphBuilder graph, Value input, Value output) =>
        new(graph.Steps, input, output, null, null, [.. graph.Parameters], null, [.. graph.Scalars]);

    private static Value LowerLayers(GraphBuilder graph, Network network, Value input)
    {
        Value output = network.Layers.Aggregate(input, (value, layer) => layer.Layer.Lower(graph, value));
        bool computed = graph.Steps.Any(s => s.Op is not ReshapeOp);
        return computed ? output : graph.Map("output", Expr.Input(0), output);
    }

    /// <summary>The mean over the examples, with the penalties.</summary>
    private static Value LowerLoss(GraphBuilder graph, Network network, Value output, Value target)
    {
        Loss loss = network.Loss!;
        Value sum = graph.Reduce("lossSum", ReduceKind.Sum, loss.Lower(graph, output, target), Shape.Of(1));
        Expr mean = loss.MeanOverOutputs ? 1.0 / network.Output.Length : 1;
        Expr total = new Scalar(StepScalar.PerExample) * (mean * Expr.Input(0));

        List<Value> terms = [sum];
        foreach ((Value parameter, Expr body) in graph.Penalties)
        {
            Value penalties = graph.Map($"{parameter.Name}Penalties", body, parameter);
            total += Expr.Input(terms.Count);
            terms.Add(graph.Reduce($"{parameter.Name}Penalty", ReduceKind.Sum, penalties, Shape.Of(1)));
        }

        return graph.Map("loss", total, [.. terms]);
    }

    private static Value? LowerGradients(GraphBuilder graph, Network network, Value input, Value loss)
    {
        List<(Value Value, Value Gradient)> wanted = [];
        foreach (Parameter parameter in graph.Parameters.Where(p => p.Trainable))
        {
            wanted.Add((parameter.Value, graph.Value(GradientRules.NameOf(parameter.Value), parameter.Value.Shape, ValueRole.Gradient)));
        }

        Value? inputGradient = network.InputGradients ? graph.Value("inputGradient", input.Shape, ValueRole.Gradient) : null;
        if (inputGradient is not null)
        {
            wanted.Add((input, inputGradient));
        }

        IReadOnlyDictionary<Value, Value> gradients = Differentiator.Run(graph, loss, wanted);
        for (int i = 0; i < graph.Parameters.Count; i++)
        {
            if (gradients.TryGetValue(graph.Parameters[i].Value, out Value? gradient))
            {
                graph.Parameters[i] = graph.Parameters[i] with { Gradient = gradient };
            }
        }

        return inputGradient;
    }
}
