using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Graph;

namespace ModelGen.Generator.Planning;

/// <summary>Cuts a graph into the programs of the generated members.</summary>
internal static class StepPrograms
{
    /// <summary>Inference: only the output is left.</summary>
    /// <remarks>What parameters alone decide comes first: then the factors of a batch normalisation are there when the layer before it computes what they scale.</remarks>
    public static StepProgram Predict(OpGraph graph)
    {
        EquatableArray<Op> ops = graph.Predicting.Ops(Pass.Forward);
        HashSet<Value> ofExamples = [graph.Input];
        foreach (Op op in ops.Where(op => op.Inputs.Any(ofExamples.Contains)))
        {
            ofExamples.UnionWith(op.Outputs);
        }

        return new StepProgram("Predict", [.. ops.OrderBy(op => ofExamples.Contains(op.Output))], [graph.Predicting.Output]);
    }

    /// <summary>The loss alone, of outputs that are there.</summary>
    public static StepProgram Loss(OpGraph graph) => new("Loss", graph.Ops(Pass.Loss), [graph.Loss!, graph.LossSum!, .. new[] { graph.LossCount }.OfType<Value>()]);

    /// <summary>Training-mode forward: the output is left, and what the backward pass reads.</summary>
    /// <param name="isSliced">Whether threads may run it for slices of a batch.</param>
    public static StepProgram Forward(OpGraph graph, bool isSliced)
    {
        HashSet<Value> readLater = [.. graph.Ops(Pass.Statistics, Pass.Loss, Pass.Backward).SelectMany(op => op.Inputs)];

        // Masks come first: then a layer's kernel can apply the one after it to its sums.
        EquatableArray<Op> ops = [.. graph.Ops(Pass.Forward).OrderBy(op => op is not DropoutMaskOp)];
        return new StepProgram("Forward", ops, [graph.Output, .. ops.SelectMany(op => op.Outputs).Where(v => v != graph.Output && readLater.Contains(v))])
        {
            Whole = isSliced ? [.. graph.Statistics.SelectMany(s => new[] { s.Mean, s.Variance })] : null,
        };
    }

    /// <summary>What a whole batch leaves in the running statistics.</summary>
    public static StepProgram Statistics(OpGraph graph) => new("Statistics", graph.Ops(Pass.Statistics), []);

    /// <summary>The loss and every gradient.</summary>
    /// <param name="isSliced">Whether threads may run it for slices of a batch.</param>
    public static StepProgram Backward(OpGraph graph, bool isSliced) =>
        new("Backward", graph.Ops(Pass.Loss, Pass.Backward), [graph.Loss!, .. Gradients(graph)]) { Whole = isSliced ? [] : null };

    /// <summary>The optimizer's step from gradients that are there.</summary>
    public static StepProgram Update(OpGraph graph) => new("Update", graph.Ops(Pass.Update), []);

    /// <summary>What comes before the first change of a parameter and looks at whole tensors: the factor that clips gradients, the directions of steps.</summary>
    public static StepProgram BeforeUpdates(OpGraph graph)
    {
        HashSet<Value> read = [.. graph.Ops(Pass.Update).Where(IsUpdate).SelectMany(op => op.Inputs)];
        EquatableArray<Op> ops = [.. graph.Ops(Pass.Update).Where(op => !IsUpdate(op))];
        return new StepProgram("Update", ops, [.. ops.SelectMany(op => op.Outputs).Where(read.Contains)]);
    }

    /// <summary>The changes themselves.</summary>
    public static StepProgram Updates(OpGraph graph) => new("Update", [.. graph.Ops(Pass.Update).Where(IsUpdate)], []);

    private static bool IsUpdate(Op op) => op.Outputs.All(o => o.Overwrites is { Role: ValueRole.Parameter or ValueRole.State });

    /// <summary>Loss, gradients and update in one: a parameter's gradient need not be stored.</summary>
    public static StepProgram Train(OpGraph graph) => new(
        "Train",
        graph.Ops(Pass.Loss, Pass.Backward, Pass.Update),
        graph.InputGradient is { } inputGradient ? [graph.Loss!, inputGradient] : [graph.Loss!]);

    private static IEnumerable<Value> Gradients(OpGraph graph)
    {
        IEnumerable<Value> gradients = graph.Parameters.Select(p => p.Gradient).OfType<Value>();
        return graph.InputGradient is { } inputGradient ? gradients.Append(inputGradient) : gradients;
    }
}
