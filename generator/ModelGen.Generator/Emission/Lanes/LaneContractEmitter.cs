using System.Collections.Generic;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Kernels.Lanes;
using ModelGen.Generator.Vectors;

namespace ModelGen.Generator.Emission.Lanes;

/// <summary>Prints a contraction with examples in the lanes for one width: loops, multiply-adds, and the end of a tile that fits its results.</summary>
internal static class LaneContractEmitter
{
    /// <returns>Lines that belong before the body.</returns>
    public static IReadOnlyList<string> Emit(SourceWriter writer, LaneContractKernel kernel, VectorWidth width, Precision precision)
    {
        VectorType type = width.Type(precision);
        LaneSchedule schedule = kernel.Schedule(width);
        TileEpilogue epilogue = kernel.Pool is not null ? new PoolEpilogue(writer, type, kernel)
            : schedule.Nest.SumsLanes ? new LaneSumEpilogue(writer, type, kernel)
            : new StoreEpilogue(writer, type, kernel);
        NestOperands operands = new(new VectorType(0, precision).Element, kernel.A.Storage.Name, kernel.B?.Storage.Name, kernel.Index?.Name);
        new NestEmitter(writer, schedule, type, operands, epilogue).Emit();
        return epilogue.Prologue;
    }
}
