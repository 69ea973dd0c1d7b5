using System.Collections.Generic;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Kernels;
using ModelGen.Generator.Kernels.Lanes;
using ModelGen.Generator.Vectors;

namespace ModelGen.Generator.Emission.Lanes;

/// <summary>Results with examples in the lanes: every sum becomes a vector of each.</summary>
internal sealed class StoreEpilogue(SourceWriter writer, VectorType type, LaneContractKernel kernel) : TileEpilogue(writer, type, kernel)
{
    public override void End(TileSum?[] sums, string[] names)
    {
        for (int i = 0; i < sums.Length; i++)
        {
            if (sums[i] is not { } sum)
            {
                continue;
            }

            Dictionary<Value, string> computed = Compute(Type, names[i], sum.At, "_" + names[i].Substring("sum".Length));
            foreach (Value stored in Kernel.Step.Stored)
            {
                Writer.Line(VectorText.Store(Type, computed[stored], ReferenceTo(stored), sum.At.Result - First.Result));
            }
        }
    }
}
