using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Autodiff;
using ModelGen.Generator.Common;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Networks;

namespace ModelGen.Generator.Lowering;

/// <summary>A network that has a loss, from given gradients of its outputs back: only what leads from the loss to the gradients of the outputs is another.</summary>
internal static class OutputGradientLowering
{
    /// <param name="lowered">The graph's builder: its names are taken.</param>
    /// <param name="graph">The network with its loss, lowered so that <see cref="OpGraph.OutputGradients"/> are values.</param>
    public static OpGraph Lower(GraphBuilder lowered, Network network, OpGraph graph)
    {
        GraphBuilder added = lowered.Fork();
        int known = added.Steps.Count;
        added.Pass = Pass.Loss;
        Value given = added.Value("given", network.Output.Batched, ValueRole.Target);
        LoweredLoss loss = LossLowering.OfGradients(added, graph.Output, given);

        added.Pass = Pass.Backward;
        for (int k = 0; k < graph.Outputs.Count; k++)
        {
            Value gradient = graph.OutputGradients[k];
            if (graph.Outputs.Count == 1)
            {
                added.Map(gradient, Expr.Input(0), given);
            }
            else
            {
                added.Add(new RearrangeOp([Box.FromRow(given, gradient.Shape, network.Outputs[k].Offset)], gradient));
            }
        }

        IEnumerable<Value> wanted = graph.Parameters.Select(p => p.Gradient).Append(graph.InputGradient).OfType<Value>();
        HashSet<Op> layers = [.. Ancestors.Of(wanted, graph.Ops(Pass.Loss, Pass.Backward).Where(op => !op.Outputs.Any(graph.OutputGradients.Contains)))];
        return graph with
        {
            Steps =
            [
                .. graph.Steps.Where(s => s.Pass is Pass.Forward or Pass.Statistics),
                .. added.Steps.Skip(known),
                .. graph.Steps.Where(s => s.Pass is Pass.Loss or Pass.Backward && layers.Contains(s.Op)),
                .. graph.Steps.Where(s => s.Pass == Pass.Update),
            ],
            Target = given,
            Loss = loss.Loss,
            LossSum = loss.Sum,
            LossCount = null,
            LossShare = null,
            TakesGradients = true,
        };
    }
}
