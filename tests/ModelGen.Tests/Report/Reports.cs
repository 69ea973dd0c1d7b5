using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ModelGen.Report;
using ModelGen.Tests.Drawing;
using ModelGen.Training;

namespace ModelGen.Tests.Report;

/// <summary>Reports of trainings of all kinds, good and bad.</summary>
internal static class Reports
{
    /// <summary>A whole one, and the corners: one epoch, very many, one that diverged, many classes and hard names.</summary>
    public static IReadOnlyList<string> All => ["Whole", "OneEpoch", "ManyEpochs", "Diverged", "ManyClasses"];

    public static string Write(string name, string folder)
    {
        string path = Path.Combine(folder, $"{name}.html");
        ReportMaker.Write(Of(name), path);
        return path;
    }

    public static ReportContent Of(string name) => name switch
    {
        "Whole" => new()
        {
            Title = "Whole",
            History = Course(20, i => 2 * Math.Exp(-i / 4.0) + 0.05),
            Layers = DrawnNetworks.Residual,
            Weights = [Weights("dense1.weight", 500), Weights("dense1.bias", 16)],
            Confusion = Confusion(10),
            MeasuredOn = "validation data",
            Settings = [("model", "Some.Name.Space.Whole"), ("epochs at most", "20"), ("learning rate", "constant")],
        },
        "OneEpoch" => new() { Title = "OneEpoch", History = Course(1, _ => 0.5), Confusion = Confusion(1), MeasuredOn = "training data" },
        "ManyEpochs" => new() { Title = "ManyEpochs", History = Course(10_000, i => 1.0 / (1 + i) + 0.2 * (i % 7 == 0 ? 1 : 0)), Layers = DrawnNetworks.Branches },
        "Diverged" => new()
        {
            Title = "Diverged<script>alert(1)</script>&\"'",
            History = new([.. Course(6, i => i == 2 ? double.PositiveInfinity : 1 + i).Epochs, new(7, double.NaN, null, [], 0.1, TimeSpan.FromSeconds(1))], StopReason.Diverged, TimeSpan.FromSeconds(8)),
            Weights = [Histogram.Of<double>(new("a<b>", [2, 2], 0, 4, true, [0, 1]), default, [double.NaN, double.PositiveInfinity, 3, 3])],
            Settings = [("<name>", new string('w', 200))],
        },
        "ManyClasses" => new() { Title = "ManyClasses", History = Course(3, i => 3 - i), Confusion = Confusion(1_000), MeasuredOn = "validation data", Layers = DrawnNetworks.Long(8) },
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };

    /// <summary>A training with the given losses, which the validation losses follow.</summary>
    public static History Course(int epochs, Func<int, double> loss) => new(
        Enumerable.Range(0, epochs).Select(i => new EpochResult(
            i + 1, loss(i), loss(i) * 1.1 + 0.01, [new(Metric.Accuracy, 1 - 1 / (2.0 + i)), new(Metric.MeanSquaredError, loss(i) / 9)], 0.1 * Math.Pow(0.9, i), TimeSpan.FromMilliseconds(20 + i % 5))),
        StopReason.Completed,
        TimeSpan.FromSeconds(epochs));

    private static Histogram Weights(string name, int count)
    {
        float[] before = [.. Enumerable.Range(0, count).Select(i => MathF.Sin(i * 12.9898f) * 0.2f)];
        float[] after = [.. before.Select((value, i) => value + 0.1f * MathF.Cos(i))];
        return Histogram.Of<float>(new(name, [count / 4, 4], 0, count, true, [0, 1]), before, after);
    }

    /// <summary>Classes of different sizes with errors of all shares.</summary>
    private static ConfusionMatrix Confusion(int classes)
    {
        ConfusionMatrix matrix = new(classes);
        for (int actual = 0; actual < classes; actual++)
        {
            for (int i = 0; i < 10 + actual % 7; i++)
            {
                matrix.Add(actual, i < actual % 11 ? (actual + i % 3) % classes : actual == 3 ? -1 : actual);
            }
        }

        return matrix;
    }
}
