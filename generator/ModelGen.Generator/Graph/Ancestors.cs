using System.Collections.Generic;
using System.Linq;

namespace ModelGen.Generator.Graph;

/// <summary>What leads to a result.</summary>
internal static class Ancestors
{
    /// <summary>The ops that any of <paramref name="results"/> depends on, in their order.</summary>
    public static IReadOnlyList<Op> Of(IEnumerable<Value> results, IEnumerable<Op> ops)
    {
        HashSet<Value> read = [.. results];
        List<Op> leading = [];
        foreach (Op op in ops.Reverse().Where(op => op.Outputs.Any(read.Contains)))
        {
            leading.Add(op);
            read.UnionWith(op.Inputs);
        }

        leading.Reverse();
        return leading;
    }
}
