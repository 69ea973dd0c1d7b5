using ModelGen.Training;

namespace Samples.Sine;

/// <summary>How a forecast is learnt: slower and slower.</summary>
internal static class SineTraining
{
    public static FitOptions Options(int epochs, int seed) => new()
    {
        Epochs = epochs,
        Seed = seed,
        Schedule = LearningRateSchedule.Cosine(epochs).PerEpoch(),
    };
}
