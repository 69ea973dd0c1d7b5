using System.Collections.Generic;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Kernels.Lanes;

namespace ModelGen.Generator.Emission.Lanes;

/// <summary>Results without lanes: the lanes of every column are added up, and its first lane is stored.</summary>
internal sealed class LaneSumEpilogue(SourceWriter writer, ColumnText text, LaneContractKernel kernel) : TileEpilogue(writer, text, kernel)
{
    public override void End(TileSum?[] sums, string[] names)
    {
        for (int i = 0; i < sums.Length; i++)
        {
            if (sums[i] is not { } sum)
            {
                continue;
            }

            string suffix = names[i].Substring("sum".Length), index = $"{sum.At.Result - First.Result}";
            Writer.Line($"var total{suffix} = B.SumOfLanes({names[i]});");
            Dictionary<Value, string> computed = Compute($"total{suffix}", sum.At, $"_{suffix}");
            foreach (Value stored in Kernel.Step.Stored)
            {
                Writer.Line(Text.StoreNumbers(computed[stored], ReferenceTo(stored), index, ColumnStride.Result));
            }
        }
    }
}
