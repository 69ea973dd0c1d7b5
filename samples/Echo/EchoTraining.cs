using ModelGen.Training;

namespace Samples.Echo;

/// <summary>How the amplifier is learnt: slower and slower.</summary>
internal static class EchoTraining
{
    public static FitOptions Options(int epochs, int seed) => new()
    {
        Epochs = epochs,
        Seed = seed,
        Schedule = LearningRateSchedule.Cosine(epochs).PerEpoch(),
    };
}
