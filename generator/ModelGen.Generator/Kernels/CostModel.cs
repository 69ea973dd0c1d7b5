using System;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Planning;
using ModelGen.Generator.Vectors;

namespace ModelGen.Generator.Kernels;

/// <summary>
/// The machine as the scheduler sees it: a table of what its parts can do, and what a tile costs there in cycles. Measured on Zen 5 at 512 bits; what
/// decides between tiles (registers, latency, loads for each multiply-add) is alike on other cores with two multiply-add units.
/// </summary>
internal static class CostModel
{
    // ── What a core does in a cycle ──

    /// <summary>Vector multiply-adds that start in a cycle.</summary>
    public const double MultiplyAddsPerCycle = 2;

    /// <summary>Vector loads of 512 bits, broadcasts included.</summary>
    public const double LoadsPerCycle = 2;

    /// <summary>Instructions that start in a cycle.</summary>
    public const double InstructionsPerCycle = 6;

    /// <summary>
    /// Cycles from a multiply-add to the next into the same sum. The manual says 4; but 5 sums ran at 50 % of peak, 8 at 63–82 %, 12 and more alike.
    /// </summary>
    public const double MultiplyAddLatency = 5.2;

    // ── What surrounds the multiply-adds, fitted to 37 timed tiles of 512 bits with an error of 7 % ──

    /// <summary>Cycles that an iteration takes beside its work.</summary>
    public const double PerIteration = 0.25;

    /// <summary>Cycles to start and leave a tile's innermost loop.</summary>
    public const double PerTile = 2.4;

    /// <summary>Cycles for an instruction outside the innermost loop: starts of sums, epilogue, stores.</summary>
    public const double PerOutsideInstruction = 0.23;

    /// <summary>Cycles of an iteration for each vector too many for the registers: 33 live of 32 run at 70–74 % of peak, 35 at 62 %.</summary>
    public const double PerSpill = 3;

    /// <summary>How many of all examples come alone: a tile of many rows must not make them slow.</summary>
    public const double ShareOfLoneRows = 0.02;

    /// <summary>Chains whose number does not divide the depth leave lines behind: this much longer.</summary>
    public const double PerRestOfChains = 0.01;

    /// <summary>Among equals, the tile with fewer loads: this much longer for one load to each multiply-add.</summary>
    public const double LoadPreference = 0.04;

    /// <summary>A second kind of block must save this much: it is a second copy of the code, for the reader, the compilers and the instruction cache.</summary>
    public const double PerFurtherBlock = 0.05;

    // ── Caches: the second level has 16 lines of 64 bytes in each of 1024 sets or more; the first one 8 or more in each of 64 ──

    private const int Sets = 1024, Ways = 16, LinesApart = 16;

    // ── Limits ──

    /// <summary>Independent sums beyond which a lone row is not faster: two multiply-adds start in a cycle, four cycles each.</summary>
    public const int EnoughSums = 8;

    /// <summary>Rows of a tile: 12 to 25 sums all run alike, so a tile of one vector needs no more.</summary>
    public const int MostRows = 12;

    /// <summary>Vectors of a block: the JIT keeps the fields of a struct apart in registers up to this many.</summary>
    public const int MostVectorsOfBlock = 4;

    /// <summary>A depth up to this is written out instead of looped over.</summary>
    public const int MostDepthWrittenOut = 4;

    /// <summary>Rows of a tile so shallow: rows need not wait for each other where each sum has few terms.</summary>
    public const int RowsOfShallowTile = 4;

    /// <summary>
    /// Whether lines of the right operand, one a row, fall into so few sets of a cache that they drive each other out. Of the second level, rows of 1024
    /// numbers do from 256 rows on, and a tile then runs at a third of peak; rows of 960 never do. Of the first level, which holds the few rows that examples
    /// are, rows of 256 numbers do: at two thirds of peak.
    /// </summary>
    public static bool DrivesOut(MatrixProduct product, Precision precision)
    {
        int line = new VectorType(512, precision).Lanes, lines = product.RightDepthStride / line, apart = lines & -lines;
        return product.RightDepthStride % line == 0 && (product.Depth.IsBatch ? apart >= LinesApart : (long)product.Depth.Extent * apart >= (long)Ways * Sets);
    }

    /// <summary>The cycles of one tile.</summary>
    public static double Cycles(TileWork work, VectorWidth width)
    {
        double busy = Math.Max(
            Math.Max(work.MultiplyAdds / MultiplyAddsPerCycle, work.Loads / LoadsPerCycle),
            Math.Max(work.Chain * MultiplyAddLatency, work.Instructions / InstructionsPerCycle));
        double iteration = busy + PerIteration + (PerSpill * Math.Max(0, work.Live - width.Registers));
        double cycles = (work.Iterations * iteration) + PerTile + (PerOutsideInstruction * work.Outside);
        return cycles * (1 + (LoadPreference * work.LoadsPerMultiplyAdd));
    }
}

/// <summary>What a tile does, in counts of vector instructions.</summary>
/// <param name="MultiplyAdds">Those of one iteration of the innermost loop.</param>
/// <param name="Loads">Loads of an iteration, broadcasts included.</param>
/// <param name="Chain">The most multiply-adds of an iteration that go into one sum.</param>
/// <param name="Live">The most vectors that live at once: sums and operands.</param>
/// <param name="Iterations">How often the innermost loop runs.</param>
/// <param name="Outside">Instructions outside it.</param>
internal readonly record struct TileWork(int MultiplyAdds, int Loads, int Chain, int Live, double Iterations, int Outside)
{
    // A pointer for each operand, the counter and the jump.
    private const int LoopInstructions = 4;

    /// <summary>All instructions of an iteration.</summary>
    public int Instructions => MultiplyAdds + Loads + LoopInstructions;

    public double LoadsPerMultiplyAdd => MultiplyAdds == 0 ? 0 : (double)Loads / MultiplyAdds;
}
