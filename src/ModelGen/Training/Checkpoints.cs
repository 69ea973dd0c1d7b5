using System;
using System.Globalization;

namespace ModelGen.Training;

/// <summary>
/// Files from which a training can be resumed: model, optimizer, and how far <c>Fit</c> had come. Each is a file of the model as any
/// other, with more in it:
/// <c>Load</c> and <c>Restore</c> read it too.
/// </summary>
/// <remarks>Each is written beside its place and then renamed. However the process ends, the last one is there, whole.</remarks>
/// <param name="Path">
/// The file, which each checkpoint replaces; <c>{epoch}</c> in it stands for the number of the epoch, so that each has its own. Its
/// folder is there.
/// </param>
public sealed record Checkpoints(string Path)
{
    private const string EpochPlace = "{epoch}";

    /// <summary>The file, with <c>{epoch}</c> for the number of the epoch.</summary>
    public string Path { get; } = string.IsNullOrEmpty(Path) ? throw new ArgumentException("Expected the path of a file.", nameof(Path)) : Path;

    /// <summary>
    /// Whether only epochs with a new lowest <see cref="EpochResult.MonitoredLoss"/> have one; <see langword="false"/> unless set: each
    /// epoch has.
    /// </summary>
    public bool BestOnly { get; init; }

    /// <summary>The file of an epoch.</summary>
    /// <param name="epoch">Its number, from 1 on.</param>
    public string PathOf(int epoch) => Path.Replace(EpochPlace, epoch.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
}
