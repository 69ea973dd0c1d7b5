using System;

namespace Samples.Echo;

/// <summary>What the network is to sound like: an amplifier that saturates, darkens and gives way under loud sound.</summary>
/// <remarks>
/// A sample x moves the envelope e of the loudness, e ← e + (|x| − e) / 200, which shifts the working point:
/// u = tanh(5 x − 2 e) + tanh(2 e). A filter of one pole, at about 3 kHz for 48 kHz, smooths that, y ← y + (u − y) / 3;
/// half of y is played. At rest e and y are 0.
/// </remarks>
internal sealed class Amplifier
{
    private double _envelope;
    private double _output;

    /// <summary>The sound that comes out, from rest on.</summary>
    public static float[] Play(ReadOnlySpan<float> sound)
    {
        Amplifier amplifier = new();
        float[] output = new float[sound.Length];
        for (int t = 0; t < output.Length; t++)
        {
            output[t] = amplifier.Next(sound[t]);
        }

        return output;
    }

    private float Next(double x)
    {
        _envelope += (Math.Abs(x) - _envelope) / 200;
        double u = Math.Tanh(5 * x - 2 * _envelope) + Math.Tanh(2 * _envelope);
        _output += (u - _output) / 3;
        return (float)(0.5 * _output);
    }
}
