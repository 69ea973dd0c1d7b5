using System;
using System.Buffers.Binary;
using System.Linq;
using System.Text;
using ModelGen.Testing;
using ModelGen.Training;
using Samples.Echo;
using Xunit;

namespace ModelGen.Tests.Systems;

/// <summary>A recurrent network learns an amplifier from generated sound, and plays a sample at a time (samples/Echo).</summary>
public sealed class EchoTests
{
    /// <summary>The sample's 100 epochs of 512 sounds end below 0.1 %; a curve without memory stays above 20 %.</summary>
    [Fact]
    [Trait("Category", "Width")]
    public void NetworkPlaysAsTheAmplifierDoesAndACurveCannot()
    {
        EchoData data = EchoData.Make(count: 256, seconds: 1, seed: 1);
        EchoNetwork network = new(seed: 1);
        Assert.InRange(ErrorToSignal(network, data), 0.5, double.MaxValue);
        network.Fit(data.Training, EchoTraining.Options(epochs: 30, seed: 1));
        Assert.InRange(ErrorToSignal(network, data), 0, 0.02);

        CurveNetwork curve = new(seed: 1);
        curve.Fit(data.Training, EchoTraining.Options(epochs: 30, seed: 1));
        Assert.InRange(ErrorToSignal(curve, data), 0.2, 1);
        network.CheckStream();
    }

    [Fact]
    public void ErrorToSignalIsThatOfItsFormula()
    {
        Assert.Equal(0, Playing.ErrorToSignal([1, -2], [1, -2]));
        Assert.Equal(1, Playing.ErrorToSignal([0, 0], [1, -2]));
        Assert.Equal((0.25 + 1) / (1 + 4), Playing.ErrorToSignal([1.5f, -1], [1, -2]), 1e-12);
    }

    [Fact]
    public void AmplifierFollowsItsFormula()
    {
        Assert.All(Amplifier.Play(new float[1000]), sample => Assert.Equal(0, sample));

        // The first sample of a step: e = x / 200, u = tanh(5 x − 2 e) + tanh(2 e), a sixth of it comes out.
        double x = 0.4, e = x / 200;
        Assert.Equal((Math.Tanh(5 * x - 2 * e) + Math.Tanh(2 * e)) / 6, Amplifier.Play([0.4f])[0], 1e-7);

        // Kept up, e = x and y = u.
        float[] kept = Amplifier.Play([.. Enumerable.Repeat(0.4f, 20_000)]);
        Assert.Equal((Math.Tanh(3 * x) + Math.Tanh(2 * x)) / 2, kept[^1], 1e-6);
    }

    [Fact]
    public void SoundIsThatOfItsSeed()
    {
        EchoData first = EchoData.Make(count: 4, seconds: 1, seed: 1);
        EchoData same = EchoData.Make(count: 4, seconds: 1, seed: 1);
        EchoData other = EchoData.Make(count: 4, seconds: 1, seed: 2);
        Assert.Equal(first.Training.Inputs, same.Training.Inputs);
        Assert.Equal(first.Sound, same.Sound);
        Assert.NotEqual(first.Sound, other.Sound);
        Assert.False(first.Training.Input(0).SequenceEqual(first.Training.Input(1)));
        Assert.All(first.Sound, sample => Assert.InRange(sample, -1, 1));
        Assert.InRange(first.Sound.Max(), 0.1f, 1);
        Assert.Equal(Amplifier.Play(first.Training.Input(3)), first.Training.Target(3));
    }

    [Fact]
    public void WavIsReadAsItWasWritten()
    {
        byte[] file = Wav.Encode([0, 1, -1, 0.5f, 2], rate: 48_000);
        Assert.Equal(44 + 10, file.Length);
        Assert.Equal("RIFF", Encoding.ASCII.GetString(file, 0, 4));
        Assert.Equal(file.Length - 8, BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(4)));
        Assert.Equal("WAVEfmt ", Encoding.ASCII.GetString(file, 8, 8));
        int[] format = [16, 1 | (1 << 16), 48_000, 96_000, 2 | (16 << 16)];
        Assert.Equal(format, Enumerable.Range(0, 5).Select(i => BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(16 + 4 * i))));
        Assert.Equal("data", Encoding.ASCII.GetString(file, 36, 4));
        Assert.Equal(10, BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(40)));
        short[] samples = [0, 32767, -32767, 16384, 32767];
        Assert.Equal(samples, Enumerable.Range(0, 5).Select(i => BinaryPrimitives.ReadInt16LittleEndian(file.AsSpan(44 + 2 * i))));
    }

    private static double ErrorToSignal<TModel>(TModel network, EchoData data)
        where TModel : IStreamingModel<TModel, float>
        => Playing.ErrorToSignal(Playing.Play(network, data.Sound), data.Target);
}
