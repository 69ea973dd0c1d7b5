using System.Collections.Generic;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Kernels.Lanes;

namespace ModelGen.Generator.Emission.Lanes;

/// <summary>Results with examples in the lanes: every sum becomes a block of each.</summary>
internal sealed class StoreEpilogue(SourceWriter writer, ColumnText text, LaneContractKernel kernel) : TileEpilogue(writer, text, kernel)
{
    public override void End(TileSum?[] sums, string[] names)
    {
        for (int i = 0; i < sums.Length; i++)
        {
            if (sums[i] is not { } sum)
            {
                continue;
            }

            Dictionary<Value, string> computed = Compute(names[i], sum.At, "_" + names[i].Substring("sum".Length));
            foreach (Value stored in Kernel.Step.Stored)
            {
                Writer.Line(Text.Store(computed[stored], ReferenceTo(stored), $"{sum.At.Result - First.Result}", ColumnStride.Result));
            }
        }
    }
}
