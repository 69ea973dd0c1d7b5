using ModelGen.Generator.Kernels;
using ModelGen.Generator.Kernels.Lanes;
using ModelGen.Generator.Nests;

namespace ModelGen.Generator.Emission.Lanes;

/// <summary>Prints a sum over examples and positions for each channel (<see cref="PositionSum"/>).</summary>
internal static class PositionSumEmitter
{
    private const string Sum = "sum";

    public static void Emit(SourceWriter writer, ColumnText text, LaneContractKernel kernel, TileEpilogue epilogue)
    {
        string a = kernel.A.Storage.Name;
        bool isSquare = kernel.B?.Storage == kernel.A.Storage, isOfExamples = kernel.B is { Shape.Length: 1 };
        TileSum?[] sums = kernel.Schedule.Sums(kernel.Schedule.First);
        writer.Line($"nint {LaneNames.Blocks} = (batch + {LaneLayout.Block - 1}) / {LaneLayout.Block};");
        using (writer.Block($"for (nint c = 0; c < {KernelSize.Channels}; c += B.Columns)"))
        {
            epilogue.Start(sums, [Sum], (stride, _) => VectorText.Scaled("c", stride(kernel.Schedule.ColumnStride)), _ => false);
            using (writer.Block($"for (nint block = 0; block < {LaneNames.Blocks}; block++)"))
            using (writer.Block($"for (nint lane = 0; lane < {LaneLayout.Block}; lane += B.Lanes)"))
            {
                writer.Line($"nint i = (block * {KernelSize.Positions} * {KernelSize.Channels} + c) * {LaneLayout.Block} + lane;");
                using (writer.Block($"for (nint p = 0; p < {KernelSize.Positions}; p++, i += {KernelSize.Channels} * {LaneLayout.Block})"))
                {
                    EmitTerm();
                }
            }

            epilogue.End(sums, [Sum]);
        }

        void EmitTerm()
        {
            string x = text.Load(a, "i", LaneLayout.Block);
            if (kernel.B is null)
            {
                writer.Line($"{Sum} += {x};");
            }
            else if (isOfExamples)
            {
                writer.Line($"{Sum}.AccumulateLanes({VectorText.At(kernel.B.Storage.Name, $"block * {LaneLayout.Block} + lane")}, {x});");
            }
            else if (isSquare)
            {
                writer.Line($"var x0 = {x};");
                writer.Line($"{Sum} = B.MultiplyAddEstimate(x0, x0, {Sum});");
            }
            else
            {
                writer.Line($"{Sum} = B.MultiplyAddEstimate({x}, {text.Load(kernel.B.Storage.Name, "i", LaneLayout.Block)}, {Sum});");
            }
        }
    }
}
