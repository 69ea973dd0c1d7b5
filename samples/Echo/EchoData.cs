using System;
using ModelGen.Data;
using ModelGen.Numerics;

namespace Samples.Echo;

/// <summary>Sound, and what the amplifier makes of it.</summary>
/// <param name="Training">Short sounds to learn from. Each begins at rest, where a network without a past begins too.</param>
/// <param name="Sound">One long sound that is not among them.</param>
/// <param name="Target">What the amplifier makes of that.</param>
internal sealed record EchoData(Dataset<float> Training, float[] Sound, float[] Target)
{
    /// <summary>Draws all sound anew.</summary>
    /// <param name="count">The sounds to learn from.</param>
    /// <param name="seconds">The length of the other.</param>
    /// <param name="seed">What they are drawn from.</param>
    public static EchoData Make(int count, int seconds, int seed)
    {
        const int Length = EchoNetwork.InputLength;
        ModelRandom random = new(seed);
        float[] inputs = new float[count * Length];
        float[] targets = new float[inputs.Length];
        for (int i = 0; i < inputs.Length; i += Length)
        {
            float[] sound = PluckedStrings.Play(Length, spacing: Length, ref random);
            sound.CopyTo(inputs, i);
            Amplifier.Play(sound).CopyTo(targets, i);
        }

        float[] unseen = PluckedStrings.Play(seconds * PluckedStrings.SampleRate, spacing: PluckedStrings.SampleRate / 4, ref random);
        return new(new(inputs, targets, Length, Length), unseen, Amplifier.Play(unseen));
    }
}
