using System.Linq;
using ModelGen.Generator.Kernels;
using ModelGen.Generator.Tests.Harness;
using ModelGen.Generator.Tests.Oracle;
using ModelGen.Generator.Vectors;
using Shouldly;
using Xunit;

namespace ModelGen.Generator.Tests.Kernels;

/// <summary>What holds of every schedule of a loop nest, checked on random networks at all widths.</summary>
public class LoopScheduleTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 40)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Tiles_fit_the_registers_and_cover_the_result_once(int seed)
    {
        ModelDeclaration declaration = RandomNetwork.DrawWithWindows(seed).Declaration;
        CompiledModel model = ModelCompiler.Compile(Graphs.Specs([declaration]).Values.Single());
        foreach (LoopKernel kernel in model.Kernels.Values.OfType<LoopKernel>())
        {
            foreach (VectorWidth width in VectorWidth.All)
            {
                foreach (NestSchedule schedule in kernel.Schedule(width))
                {
                    CheckRegisters(schedule, width);
                    CheckCover(schedule);
                }
            }
        }
    }

    private static void CheckRegisters(NestSchedule schedule, VectorWidth width)
    {
        int pieces = schedule.Columns.Max(c => c.Pieces.Count), rows = schedule.RowsOfTile;
        ((rows * pieces) + (rows > 1 ? pieces + 1 : 0)).ShouldBeLessThanOrEqualTo(width.Registers, $"{schedule.Nest}");
    }

    private static void CheckCover(NestSchedule schedule)
    {
        // Every output is looped over, lies in vectors, or is cut into segments without a gap.
        LoopAxis[] found = [.. schedule.Outer, .. schedule.Rows.Select(r => r.Axis), .. schedule.Vector is { } vector ? new[] { vector } : []];
        found.OrderBy(a => a.Name).ShouldBe(schedule.Nest.Outputs.OrderBy(a => a.Name));
        foreach (RowAxis rows in schedule.Rows.Where(r => !r.Axis.PerExample))
        {
            int at = 0;
            foreach (Segment segment in rows.Long.Concat(rows.Short).Concat(rows.Empty).OrderBy(s => s.From))
            {
                segment.From.ShouldBe(at);
                segment.To.ShouldBeGreaterThan(at);
                at = segment.To;
            }

            at.ShouldBe(rows.Axis.Extent);
        }

        if (schedule.Vector is { } inVectors)
        {
            int[] covered =
            [
                .. schedule.Columns.SelectMany(c => Enumerable.Range(0, c.Repeat).Select(k => int.Min(c.Offset + (k * c.Width), c.End - c.Width))
                    .SelectMany(at => c.Pieces.SelectMany(p => Enumerable.Range(at + p.Offset, p.Type.Lanes)))),
            ];
            covered.Distinct().Order().ShouldBe(Enumerable.Range(0, inVectors.Extent));
        }
    }
}
