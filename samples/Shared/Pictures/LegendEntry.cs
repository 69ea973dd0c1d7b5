namespace Samples.Pictures;

/// <summary>The mark of a series, and its name.</summary>
internal sealed record LegendEntry(Mark Mark, string Color, string Name);

/// <summary>How a series is drawn.</summary>
internal enum Mark
{
    Line,
    Circle,
    Square,
}
