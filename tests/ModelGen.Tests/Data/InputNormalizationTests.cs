using System;
using System.Linq;
using ModelGen.Data;
using ModelGen.Tests.Training;
using Xunit;

namespace ModelGen.Tests.Data;

/// <summary>Mean and deviation of an InputNormalization come from data and stay as they are.</summary>
public sealed class InputNormalizationTests
{
    // Four examples of (1, 10), (2, 10), (3, 10), (6, 10): means 3 and 10, deviations √3.5 and 0.
    private static readonly double[] Inputs = [1, 10, 2, 10, 3, 10, 6, 10];

    [Fact]
    public void Features_get_mean_0_and_deviation_1()
    {
        NormalizedInputs model = new();
        model.AdaptInputNormalization(Inputs);
        double[] first = new double[4];
        for (int example = 0; example < 4; example++)
        {
            double[] output = new double[2];
            model.Predict(Inputs.AsSpan(example * 2, 2), output);
            first[example] = output[0];
            Assert.Equal(0, output[1]);
        }

        Assert.Equal(0, first.Sum(), 1e-14);
        Assert.Equal(4, first.Sum(x => x * x), 1e-14);
        Assert.Equal((1 - 3) / Math.Sqrt(3.5), first[0], 1e-14);
    }

    [Fact]
    public void Until_then_inputs_pass_as_they_are()
    {
        double[] output = new double[2];
        new NormalizedInputs().Predict([5, -7], output);
        Assert.Equal([5, -7], output);
    }

    [Fact]
    public void Training_does_not_change_them()
    {
        NormalizedLine model = new();
        model.AdaptInputNormalization(Inputs, "second");
        double[] mean = new double[2], before = model.Parameters.ToArray();
        for (int step = 0; step < 10; step++)
        {
            model.TrainBatch([.. Inputs.Chunk(2).SelectMany(pair => pair.Concat(pair))], [1, 2, 3, 4]);
        }

        model.GetParameter("second.mean", mean);
        Assert.Equal([3, 10], mean);
        Assert.NotEqual(before, model.Parameters.ToArray());
        Assert.All(NormalizedLine.ParameterInfos.ToArray().Where(p => !p.Trainable), p => Assert.Equal(before.AsSpan(p.Offset, p.Length), model.Parameters.Slice(p.Offset, p.Length)));
    }

    [Fact]
    public void A_wrong_call_says_so_and_changes_nothing()
    {
        NormalizedLine model = new();
        double[] before = model.Parameters.ToArray();
        Assert.Contains("has 2 layers [InputNormalization]; name one of first, second", Message(() => model.AdaptInputNormalization(Inputs)), StringComparison.Ordinal);
        Assert.Contains("no [InputNormalization] called 'third'", Message(() => model.AdaptInputNormalization(Inputs, "third")), StringComparison.Ordinal);
        Assert.Contains("multiple of the 2 columns", Message(() => model.AdaptInputNormalization([1, 2, 3], "first")), StringComparison.Ordinal);
        Assert.Contains("finite", Message(() => model.AdaptInputNormalization([1, double.NaN], "first")), StringComparison.Ordinal);
        Assert.Contains("has no [InputNormalization]", Message(() => new Line().AdaptInputNormalization([1.0])), StringComparison.Ordinal);
        Assert.Equal(before, model.Parameters.ToArray());
    }

    private static string Message(Action call) => Assert.Throws<ArgumentException>(call).Message;
}

[Model(Precision = Precision.Double)]
[Input(2)]
[InputNormalization]
internal sealed partial class NormalizedInputs;

[Model(Precision = Precision.Double)]
[Input(2, Name = "left")]
[Input(2, Name = "right")]
[InputNormalization(From = "left", Name = "first")]
[InputNormalization(From = "right", Name = "second")]
[Concat("first")]
[Dense(1)]
[MeanSquaredErrorLoss]
[Sgd(LearningRate = 0.001)]
internal sealed partial class NormalizedLine;
