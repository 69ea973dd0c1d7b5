using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ModelGen.CompilerServices;
using ModelGen.Numerics;
using Xunit;

namespace ModelGen.Tests.Threads;

/// <summary>Slices of a batch that agree on a mean in the middle of a pass.</summary>
public sealed class TrainingSliceTests
{
    // Behind the gradient of the only parameter, at a cache line of their own.
    private const int Place = 16, Length = 5;

    [Theory]
    [InlineData(2, 7)]
    [InlineData(3, 3)]
    [InlineData(5, 5)]
    [InlineData(8, 30)]
    [InlineData(4, 1)]
    public void Slices_meet_as_often_as_they_want(int threads, int examples)
    {
        double[] inputs = new double[examples];
        double sum = 0;
        for (int i = 0; i < examples; i++)
        {
            inputs[i] = 1 + i;
            sum += inputs[i];
        }

        double[] parameters = new double[1], arena = new double[64];
        TrainingTeam<double>? team = Team(threads);
        for (int step = 0; step < 50; step++)
        {
            double loss = team!.ComputeGradients<MeanPass, double>(ref parameters[0], ref arena[0], inputs, inputs, examples);
            Assert.Equal(sum / examples * MeanPass.Meetings, loss, 1e-12);
        }

        TrainingTeam<double>.Resize(ref team, "Mean", 1, default);
    }

    [Fact]
    public void A_slice_that_fails_keeps_nobody_waiting()
    {
        double[] inputs = [1, 2, 3, 4, 5, 6], parameters = new double[1], arena = new double[64];
        TrainingTeam<double>? team = Team(3);
        for (int step = 0; step < 20; step++)
        {
            double[] targets = [0, 0, 0, 0, 0, 0];
            targets[step % 6] = double.NaN;
            var failure = Assert.Throws<InvalidOperationException>(() => team!.ComputeGradients<MeanPass, double>(ref parameters[0], ref arena[0], inputs, targets, 6));
            Assert.Contains("failed", failure.Message, StringComparison.Ordinal);

            // And the next batch goes its way.
            Assert.Equal(3.5 * MeanPass.Meetings, team!.ComputeGradients<MeanPass, double>(ref parameters[0], ref arena[0], inputs, inputs, 6), 1e-12);
        }

        TrainingTeam<double>.Resize(ref team, "Mean", 1, default);
    }

    private static TrainingTeam<double>? Team(int threads)
    {
        TrainingTeam<double>? team = null;
        TrainingTeam<double>.Resize(ref team, "Mean", threads, new ArenaLayout(64, 1));
        return team;
    }

    /// <summary>The loss is the mean of the inputs, which all slices agree on, as often as they meet. A target of NaN is a failure.</summary>
    private readonly struct MeanPass : IGradientPass<double, double>
    {
        public const int Meetings = 10;

        public static double ComputeGradients(ref double parameters, ref double arena, ref double input, ref double target, DropoutDraw draw, double perExample, TrainingSlice<double>? slice, nint batch)
        {
            double sum = 0;
            for (int i = 0; i < batch; i++)
            {
                sum += Unsafe.Add(ref input, i);
            }

            double loss = 0;
            for (int meeting = 0; meeting < Meetings; meeting++)
            {
                if (meeting == 4)
                {
                    ThrowIfAnyIsNaN(ref target, batch);
                }

                Span<double> values = MemoryMarshal.CreateSpan(ref Unsafe.Add(ref arena, Place), Length);
                values.Fill(sum * perExample);
                slice!.Average(ref values[0], Length);
                loss += values[Length - 1];
            }

            return loss;
        }

        private static void ThrowIfAnyIsNaN(ref double target, nint batch)
        {
            for (int i = 0; i < batch; i++)
            {
                if (double.IsNaN(Unsafe.Add(ref target, i)))
                {
                    throw new InvalidOperationException("This slice has failed.");
                }
            }
        }
    }
}
