using System;
using System.Linq;
using ModelGen.Testing;
using ModelGen.Training;
using Samples.Arithmetic;
using Xunit;

namespace ModelGen.Tests.Systems;

/// <summary>A causal transformer that writes sums (samples/Arithmetic).</summary>
public sealed class ArithmeticTests
{
    [Fact]
    public void UnseenSumsAreWrittenThroughTheStream()
    {
        (int[] training, int[] unseen) = Sums.Draw(8_000, seed: 1);
        ArithmeticNetwork network = new(seed: 1);
        network.Fit(Sums.ToExamples(training), new FitOptions { Epochs = 25, Seed = 1, Schedule = LearningRateSchedule.WarmUp(100, LearningRateSchedule.Cosine(25 * 125)) });
        Writer writer = new(network);
        int right = unseen.Count(sum => writer.Continue(Sums.Question(sum)) == Sums.Answer(sum));
        Assert.InRange(right, 0.95 * unseen.Length, unseen.Length);
        Assert.InRange(network.CheckStream().Error, 0, 1);
    }

    [Fact]
    public void NoSumIsOnBothSides()
    {
        (int[] training, int[] unseen) = Sums.Draw(8_000, seed: 2);
        Assert.Equal(10_000, training.Union(unseen).Count());
        Assert.Empty(training.Intersect(unseen));
    }

    /// <summary>What is asked for is what follows the equals sign, up to the full stop; the rest is given or is room.</summary>
    [Fact]
    public void OnlyTheAnswerIsAskedFor()
    {
        var examples = Sums.ToExamples([4785, 305]);
        Assert.Equal(("47+85=", "132."), (Sums.Question(4785), Sums.Answer(4785)));
        Assert.Equal("47+85=132", string.Concat(examples.Inputs[..Sums.Steps].ToArray().Select(c => Sums.Alphabet[(int)c])));
        Assert.Equal([-1, -1, -1, -1, -1, 1, 3, 2, 12], examples.Targets[..Sums.Steps].ToArray());
        Assert.Equal("3+5=8....", string.Concat(examples.Inputs[Sums.Steps..].ToArray().Select(c => Sums.Alphabet[(int)c])));
        Assert.Equal([-1, -1, -1, 8, 12, -1, -1, -1, -1], examples.Targets[Sums.Steps..].ToArray());
    }
}
