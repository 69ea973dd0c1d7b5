using System.Linq;

namespace ModelGen.Generator.Kernels.Lanes;

/// <summary>A tile of a schedule with what is written out in it: the same for every width and every number of columns, so that it is found once.</summary>
/// <param name="Segments">For each axis, the segment where the tile stands.</param>
/// <param name="Sums">How many results it has.</param>
/// <param name="Bodies">For each choice of segments of the sum, the terms.</param>
internal sealed record LaneTile(LaneSegment[] Segments, int Sums, (LaneSegment[] Choice, Body Body)[] Bodies)
{
    public static LaneTile[] AllOf(LaneSchedule schedule) =>
    [
        .. schedule.Choices(schedule.First, ofSum: false).Select(tile => new LaneTile(
            tile,
            schedule.Sums(tile).Count(s => s is not null),
            [.. schedule.Choices([.. tile], ofSum: true).Select(choice => (choice, schedule.BodyOf(choice)))])),
    ];
}
