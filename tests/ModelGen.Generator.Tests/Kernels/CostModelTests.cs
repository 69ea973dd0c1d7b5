using ModelGen.Generator.Kernels;
using ModelGen.Generator.Vectors;
using Shouldly;
using Xunit;

namespace ModelGen.Generator.Tests.Kernels;

/// <summary>The cost model ranks tiles as the machine did.</summary>
public class CostModelTests
{
    private static readonly VectorWidth Widest = VectorWidth.All[0];

    [Fact]
    public void A_tile_of_6_by_4_comes_within_4_percent_of_the_multiply_adds_alone()
    {
        double cycles = CostModel.Cycles(Tile(rows: 6, vectors: 4, depth: 784), Widest);
        double atPeak = 784 * 24 / CostModel.MultiplyAddsPerCycle;
        (atPeak / cycles).ShouldBeInRange(0.94, 1);
    }

    [Theory]
    [InlineData(6, 4, 4, 4)]   // loads
    [InlineData(6, 4, 2, 4)]   // latency
    [InlineData(6, 4, 12, 1)]  // loads again: a broadcast for each multiply-add
    [InlineData(6, 4, 7, 4)]   // registers
    public void Tiles_that_ran_faster_cost_less(int rows, int vectors, int slowerRows, int slowerVectors) =>
        PerSum(rows, vectors).ShouldBeLessThan(PerSum(slowerRows, slowerVectors));

    [Fact]
    public void A_sum_too_many_for_the_registers_costs_as_much_as_six_multiply_adds()
    {
        TileWork fits = new(MultiplyAdds: 24, Loads: 10, Chain: 1, Live: 32, Iterations: 1000, Outside: 0);
        double extra = CostModel.Cycles(fits with { Live = 33 }, Widest) - CostModel.Cycles(fits, Widest);
        extra.ShouldBe(1000 * 6 / CostModel.MultiplyAddsPerCycle, tolerance: 100);
    }

    private static double PerSum(int rows, int vectors) => CostModel.Cycles(Tile(rows, vectors, 784), Widest) / (rows * vectors);

    private static TileWork Tile(int rows, int vectors, int depth) =>
        new(rows * vectors, rows + vectors, 1, (rows * vectors) + vectors + 1, depth, 3 * rows * vectors);
}
