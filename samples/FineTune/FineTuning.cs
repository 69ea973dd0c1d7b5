using System.Collections.Immutable;
using ModelGen;
using ModelGen.Training;

namespace Samples.FineTune;

/// <summary>A network that reads letters, from one that reads digits.</summary>
internal static class FineTuning
{
    /// <summary>How often each letter is seen.</summary>
    public const int Epochs = 24;

    /// <summary>Turned and shifted copies of each picture to learn from.</summary>
    public const int Copies = 3;

    /// <summary>The head alone first, on what the convolutions see in digits; then the layers follow, the last one first.</summary>
    public static ImmutableArray<TrainableFrom> Releases { get; } =
        [new(1, "conv*", Trainable: false), new(7, "conv3"), new(10, "conv2"), new(13, "conv1")];

    /// <summary>All layers of a file but the head, which keeps what it was drawn from.</summary>
    public static LoadOptions AllButTheHead { get; } = new() { Skip = ["dense1"] };

    /// <summary>The training, with layers that are held still at first or without.</summary>
    public static FitOptions Options(int seed, bool releases) => new()
    {
        Epochs = Epochs,
        Seed = seed,
        Schedule = LearningRateSchedule.Cosine(Epochs).PerEpoch(),
        Metrics = [Metric.Accuracy],
        Trainable = releases ? Releases : [],
    };
}
