using System;
using System.Linq;
using ModelGen.Training;
using Xunit;

namespace ModelGen.Tests.Training;

/// <summary>Expected values: PyTorch's rule followed by hand.</summary>
public sealed class ReduceOnPlateauTests
{
    [Fact]
    public void ReducesAfterMoreThanPatienceBadEpochs()
    {
        ReduceOnPlateau rule = new() { Factor = 0.5, Patience = 1 };

        //                losses: 5  4  4 (bad) 4 (bad: reduce) 4 (bad) 3  3 (bad) 3 (bad: reduce)
        Assert.Equal([8, 8, 8, 4, 4, 4, 4, 2], RatesAfterEach(rule, 8, [5, 4, 4, 4, 4, 3, 3, 3]));
    }

    [Fact]
    public void DoesNotCountInTheCooldown()
    {
        ReduceOnPlateau rule = new() { Factor = 0.5, Patience = 1, Cooldown = 2 };

        // The two epochs after each reduction do not count.
        Assert.Equal([8, 8, 4, 4, 4, 4, 2, 2, 2, 2, 1], RatesAfterEach(rule, 8, [4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4]));
    }

    [Fact]
    public void ANewBestMustBeBelowByTheThresholdsShare()
    {
        ReduceOnPlateau rule = new() { Factor = 0.5, Patience = 0, Threshold = 0.25 };

        Assert.Equal([8, 4, 4], RatesAfterEach(rule, 8, [100, 75, 74]));
    }

    [Fact]
    public void StopsAtTheMinimum()
    {
        ReduceOnPlateau rule = new() { Factor = 0.1, Patience = 0, Minimum = 0.5 };

        Assert.Equal([8, 0.8, 0.5, 0.5], RatesAfterEach(rule, 8, [1, 1, 1, 1]).Select(rate => Math.Round(rate, 12)));
    }

    [Fact]
    public void LeavesAChangeOf1e8OrLess()
    {
        ReduceOnPlateau rule = new() { Factor = 0.1, Patience = 0 };

        Assert.Equal([1e-8, 1e-8], RatesAfterEach(rule, 1e-8, [1, 1]));
    }

    [Fact]
    public void ALossThatIsNotANumberIsNoBest()
    {
        ReduceOnPlateau rule = new() { Factor = 0.5, Patience = 0 };

        Assert.Equal([4, 4, 2], RatesAfterEach(rule, 8, [double.NaN, 1, double.NaN]));
    }

    [Fact]
    public void DefaultsArePyTorchs()
    {
        ReduceOnPlateau rule = new();

        Assert.Equal((0.1, 10, 1e-4, 0, 0), (rule.Factor, rule.Patience, rule.Threshold, rule.Minimum, rule.Cooldown));
        Assert.Equal(1, rule.Rate(1, Enumerable.Repeat(1.0, 11).ToArray()));
        Assert.Equal(0.1, rule.Rate(1, Enumerable.Repeat(1.0, 12).ToArray()));
    }

    [Fact]
    public void FitLowersTheBaseRateOfTheSchedule()
    {
        double[] losses = [3, 2, 2, 2, 1];
        Line net = new() { ReportedLoss = (step, _) => losses[step], SeenRates = [] };
        FitOptions options = new()
        {
            Epochs = 5,
            ReduceOnPlateau = new() { Factor = 0.5, Patience = 0 },
            Schedule = LearningRateSchedule.Function((rate, step) => rate + step),
        };

        net.Fit(Samples.OfLine(8), options);

        Assert.Equal([0.1, 1.1, 2.1, 3.05, 4.025], net.SeenRates.Select(rate => Math.Round(rate, 12)));
    }

    private static double[] RatesAfterEach(ReduceOnPlateau rule, double baseRate, double[] losses)
        => Enumerable.Range(1, losses.Length).Select(count => rule.Rate(baseRate, losses.AsSpan(0, count))).ToArray();
}
