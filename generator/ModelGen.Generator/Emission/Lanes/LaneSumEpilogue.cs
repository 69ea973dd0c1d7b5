using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Kernels;
using ModelGen.Generator.Kernels.Lanes;
using ModelGen.Generator.Nests;
using ModelGen.Generator.Vectors;

namespace ModelGen.Generator.Emission.Lanes;

/// <summary>Results without lanes: the lanes of several sums are added up together by a transposing tree, and their results, neighbours, stored as a vector.</summary>
internal sealed class LaneSumEpilogue(SourceWriter writer, VectorType type, LaneContractKernel kernel) : TileEpilogue(writer, type, kernel)
{
    public override void End(TileSum?[] sums, string[] names)
    {
        int[] order = [.. Enumerable.Range(0, sums.Length).Where(i => sums[i] is not null).OrderBy(i => sums[i]!.At.Result)];
        foreach ((int first, VectorType tree) in SumTree.Of([.. order.Select(i => sums[i]!.At.Result)], Type))
        {
            string[] members = [.. order.Skip(first).Take(tree.Lanes).Select(i => names[i])];
            string total = tree.IsScalar ? VectorText.Sum(Type, members[0]) : Tree(members);
            string name = $"total{first}";
            Writer.Line($"var {name} = {total};");
            Offsets at = sums[order[first]]!.At;
            Dictionary<Value, string> computed = Compute(tree, name, at, $"_{first}");
            foreach (Value stored in Kernel.Step.Stored)
            {
                string value = computed[stored];
                string before = VectorText.Load(tree, ReferenceTo(stored), at.Result - First.Result);
                Writer.Line(VectorText.Store(tree, Kernel.Accumulates ? $"({before} + {value})" : value, ReferenceTo(stored), at.Result - First.Result));
            }
        }
    }

    private string Tree(string[] members)
    {
        int perLeaf = Type.Precision == Precision.Double ? 2 : 4;
        string[] leaves = [.. Enumerable.Range(0, members.Length / perLeaf).Select(k => $"HorizontalSum.{(perLeaf == 2 ? "Pair" : "Quad")}({string.Join(", ", members.Skip(k * perLeaf).Take(perLeaf))})")];
        if (Type.Bits == 128)
        {
            return leaves[0];
        }

        if (leaves.Length == 1)
        {
            return $"HorizontalSum.Fold({leaves[0]})";
        }

        for (int k = 0; k < leaves.Length; k++)
        {
            string leaf = $"leaf_{members[k * perLeaf]}";
            Writer.Line($"var {leaf} = {leaves[k]};");
            leaves[k] = leaf;
        }

        return $"HorizontalSum.Fold({string.Join(", ", leaves)})";
    }
}
