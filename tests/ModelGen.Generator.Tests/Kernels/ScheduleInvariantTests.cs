using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Kernels;
using ModelGen.Generator.Planning;
using ModelGen.Generator.Vectors;
using Shouldly;
using Xunit;
using ElementType = ModelGen.Generator.Declarations.Precision;

namespace ModelGen.Generator.Tests.Kernels;

/// <summary>What holds of every schedule: all extents from 1 to 200, every width, both precisions.</summary>
public class ScheduleInvariantTests
{
    private const int EnoughSums = 8, ShallowDepth = 4;

    public static TheoryData<int, string> Machines
    {
        get
        {
            TheoryData<int, string> machines = [];
            foreach (VectorWidth width in VectorWidth.All)
            {
                machines.Add(width.Bits, nameof(ElementType.Single));
                machines.Add(width.Bits, nameof(ElementType.Double));
            }

            return machines;
        }
    }

    [Theory]
    [MemberData(nameof(Machines))]
    public void Pieces_cover_every_position_and_only_the_last_overlaps(int bits, string precision)
    {
        for (int extent = 1; extent <= 200; extent++)
        {
            IReadOnlyList<Piece> pieces = Piece.Cover(extent, bits, Enum.Parse<ElementType>(precision));
            ShouldCover(pieces, extent);
            Assert.All(pieces.SkipLast(1), p => Assert.True(p.Overlap == 0));
            Assert.All(pieces, p => Assert.True(p.Type.Bits <= bits));
        }
    }

    [Theory]
    [MemberData(nameof(Machines))]
    public void Tiles_cover_every_column_and_an_update_in_place_meets_none_twice(int bits, string precision)
    {
        foreach ((MatrixProduct product, BroadcastSchedule schedule, VectorWidth _) in Broadcasts(bits, precision))
        {
            int covered = 0;
            foreach (ColumnTile tile in schedule.Tiles)
            {
                tile.Offset.ShouldBe(covered);
                ShouldCover([.. tile.Pieces], tile.Width);
                Assert.True(tile.Repeat == 1 || tile.Pieces.All(p => p.Overlap == 0));
                Assert.InRange(tile.MovedBack, 0, tile.Repeat == 1 || product.UpdatesInPlace ? 0 : tile.Width - 1);
                covered = tile.End;
            }

            covered.ShouldBe(product.Column.Extent);
        }
    }

    [Theory]
    [MemberData(nameof(Machines))]
    public void Sums_and_operands_of_a_tile_fit_the_registers(int bits, string precision)
    {
        foreach ((MatrixProduct product, BroadcastSchedule schedule, VectorWidth width) in Broadcasts(bits, precision))
        {
            foreach (ColumnTile tile in schedule.Tiles)
            {
                // A vector of each piece, and the broadcast number once for each kind of vector.
                int operands = tile.Pieces.Count + tile.Pieces.Select(p => p.Type).Distinct().Count();
                Assert.InRange((tile.Rows * tile.Pieces.Count) + operands, 0, width.Registers);
                Assert.InRange((tile.Chains * tile.Pieces.Count) + operands, 0, width.Registers);
                Assert.InRange(tile.Rows, 1, product.Row.IsBatch ? 64 : product.Row.Extent);
                Assert.InRange(tile.Chains, 1, product.Depth.IsBatch ? 1 : Math.Max(1, product.Depth.Extent / 2));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Machines))]
    public void Deep_tiles_have_enough_sums_to_keep_the_machine_busy(int bits, string precision)
    {
        foreach ((MatrixProduct product, BroadcastSchedule schedule, VectorWidth width) in Broadcasts(bits, precision).Where(b => !b.Width.IsScalar))
        {
            bool isDeep = product.Depth.IsBatch || product.Depth.Extent > ShallowDepth;
            int rows = product.Row.IsBatch ? 64 : product.Row.Extent;

            // A last block of few columns has the rows of the others.
            ColumnTile tile = schedule.Tiles[0];
            Assert.True(!isDeep || tile.Rows * tile.Pieces.Count >= EnoughSums || tile.Rows == rows);
        }
    }

    [Theory]
    [MemberData(nameof(Machines))]
    public void Dot_products_visit_every_term_and_every_sum(int bits, string precision)
    {
        for (int depth = 2; depth <= 200; depth++)
        {
            for (int columns = 1; columns <= 40; columns += columns < 10 ? 1 : 7)
            {
                ContractSchedule schedule = Select(Products.ForwardAcross(depth, columns), bits, precision);
                if (schedule is not DotSchedule dot)
                {
                    // Fewer terms than the narrowest vector has lanes: three loops.
                    new VectorType(128, Enum.Parse<ElementType>(precision)).Lanes.ShouldBeGreaterThan(depth);
                    SchedulePrinter.Print(schedule).ShouldBe($"@0 1 rows × (1){(columns == 1 ? "" : $" × {columns}")}");
                    continue;
                }

                dot.Vector.Bits.ShouldBeLessThanOrEqualTo(bits);
                dot.Vector.Lanes.ShouldBeLessThanOrEqualTo(depth);
                Assert.True(!dot.IsWhole || depth % dot.Vector.Lanes == 0);
                Assert.InRange(dot.MovedBack, 0, dot.Fours > 1 ? 3 : 0);
                Assert.InRange(dot.Alone, 0, 3);
                ((4 * dot.Fours) - dot.MovedBack + dot.Alone).ShouldBe(columns);
                ContractSchedule once = Select(Products.ForwardAcross(depth, columns) with { UpdatesInPlace = true }, bits, precision);
                once.ShouldBeOfType<DotSchedule>().MovedBack.ShouldBe(0);
            }
        }
    }

    /// <summary>Each position is covered, in order, by pieces that lie within the extent; a piece repeats exactly what its overlap says.</summary>
    private static void ShouldCover(IReadOnlyList<Piece> pieces, int extent)
    {
        int covered = 0;
        foreach (Piece piece in pieces)
        {
            Assert.Equal(covered - piece.Overlap, piece.Offset);
            Assert.True(piece.Offset >= 0);
            Assert.InRange(piece.Overlap, 0, piece.Type.Lanes - 1);
            covered = piece.Offset + piece.Type.Lanes;
        }

        Assert.Equal(extent, covered);
    }

    private static IEnumerable<(MatrixProduct Product, BroadcastSchedule Schedule, VectorWidth Width)> Broadcasts(int bits, string precision)
    {
        VectorWidth width = VectorWidth.All.Single(w => w.Bits == bits);
        foreach (int extent in Enumerable.Range(1, 200))
        {
            foreach (MatrixProduct product in new[]
            {
                Products.Forward(50, extent), Products.Forward(extent, 25), Products.WeightGradient(50, extent), Products.WeightGradient(extent, 17), Products.Sum(extent),
                Products.WeightGradient(50, extent) with { UpdatesInPlace = true },
            })
            {
                if (Select(product, bits, precision) is BroadcastSchedule schedule)
                {
                    yield return (product, schedule, width);
                }
            }
        }
    }

    private static ContractSchedule Select(MatrixProduct product, int bits, string precision) =>
        ContractSelector.Select(product, Enum.Parse<ElementType>(precision), 64)[VectorWidth.All.ToList().FindIndex(w => w.Bits == bits)];
}
