using ModelGen.Data;
using ModelGen.Training;

namespace Samples.Configurable;

/// <summary>How a curve is learnt: in mini-batches of ten, slower and slower.</summary>
internal static class CurveTraining
{
    public static FitOptions Options(int epochs, int seed) => new()
    {
        Epochs = epochs,
        BatchSize = 10,
        Seed = seed,
        Schedule = LearningRateSchedule.Cosine(epochs).PerEpoch(),
    };
}
