using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Graph;

namespace ModelGen.Generator.Lowering;

/// <summary>The parameters that products of the forward pass take as weights, and of these those behind which another comes before the output.</summary>
internal static class HiddenWeights
{
    /// <param name="outputs">What the network computes.</param>
    /// <param name="includesOutputs">Whether weights count from which an output comes without another between.</param>
    public static ISet<Value> Of(IEnumerable<(Pass Pass, Op Op)> steps, IReadOnlyCollection<Parameter> parameters, IEnumerable<Value> outputs, bool includesOutputs)
    {
        Op[] forward = [.. steps.Where(s => s.Pass == Pass.Forward).SelectMany(s => s.Op is ScanOp scan ? [.. scan.Body, scan] : new[] { s.Op })];
        Dictionary<Value, Value> weights = parameters.Where(p => p.Value.Shape.Rank > 1).ToDictionary(p => p.Value, p => p.Value);

        // What shows, moves or cuts a weight is that weight.
        foreach (Op op in forward.Where(op => op is ReshapeOp or RearrangeOp && weights.ContainsKey(op.Inputs[0])))
        {
            weights[op.Output] = weights[op.Inputs[0]];
        }

        HashSet<Value> hidden = [.. forward.OfType<ContractOp>().SelectMany(c => c.Inputs).Where(weights.ContainsKey).Select(v => weights[v])];
        if (!includesOutputs)
        {
            hidden.ExceptWith(Last(forward, weights, outputs));
        }

        return hidden;
    }

    /// <summary>The weights of the last products before an output.</summary>
    private static IEnumerable<Value> Last(Op[] forward, Dictionary<Value, Value> weights, IEnumerable<Value> outputs)
    {
        HashSet<Value> after = [.. outputs.Select(o => o.Storage)];
        foreach (Op op in forward.Reverse().Where(op => op.Outputs.Any(o => after.Contains(o.Storage))))
        {
            Value[] read = [.. op is ContractOp product ? product.Inputs.Where(weights.ContainsKey).Select(v => weights[v]) : []];
            after.UnionWith(read.Length > 0 ? [] : op.Inputs.Select(i => i.Storage));
            foreach (Value weight in read)
            {
                yield return weight;
            }
        }
    }
}
