using System;
using System.Collections.Generic;
using Benchmarks.Workloads;

namespace Benchmarks.Quick;

/// <summary>
/// A few seconds of measurement, one line for each figure: <c>modelgen W2 train_b1 412.0 p10=405.1 n=1830 …</c>, in nanoseconds.
/// </summary>
internal static class QuickMode
{
    private const string Usage = $"--quick [W1 W2 W3 W4 W5 peak threads] {StepwatchOptions.Usage}";

    /// <returns>The exit code.</returns>
    public static int Run(List<string> args)
    {
        if (StepwatchOptions.Take(args) is not { } watch)
        {
            return Refuse();
        }

        Dictionary<string, Action> measurements = new()
        {
            ["W1"] = () =>
            {
                W1 workload = new();
                Print("W1 train_b4", watch.Measure(new W1TrainB4(workload)));
                Print("W1 infer_b1", watch.Measure(new W1InferB1(workload)));
            },
            ["W2"] = () =>
            {
                W2 workload = new();
                Print("W2 train_b1", watch.Measure(new W2TrainB1(workload)));
                Print("W2 infer_b1", watch.Measure(new W2InferB1(workload)));
            },
            ["W3"] = () =>
            {
                W3 workload = new();
                Print("W3 train_b64_sgd", watch.Measure(new W3TrainB64Sgd(workload)));
                Print("W3 train_b64_adam", watch.Measure(new W3TrainB64Adam(workload)));
                Print("W3 infer_b1", watch.Measure(new W3InferB1(workload)));
                Print("W3 infer_b64", watch.Measure(new W3InferB64(workload)));
            },
            ["W4"] = () =>
            {
                W4 workload = new();
                Print("W4 train_b64_adam", watch.Measure(new W4TrainB64Adam(workload)));
                Print("W4 train_b2048_adam", watch.Measure(new W4TrainB2048Adam(workload)));
                Print("W4 infer_b1", watch.Measure(new W4InferB1(workload)));
                Print("W4 infer_b64", watch.Measure(new W4InferB64(workload)));
            },
            ["W5"] = () =>
            {
                W5 workload = new();
                Print("W5 dense_1_8_8_1", watch.Measure(new W5Dense(workload)));
                Print("W5 gru8", watch.Measure(new W5Gru8(workload)));
                Print("W5 lstm16", watch.Measure(new W5Lstm16(workload)));
            },
            ["peak"] = () => MeasurePeak(watch),
            ["threads"] = () => MeasureThreads(watch),
        };

        if (args.Exists(name => !measurements.ContainsKey(name)))
        {
            return Refuse();
        }

        foreach (string name in args.Count > 0 ? args : [.. measurements.Keys])
        {
            measurements[name]();
        }

        return 0;
    }

    /// <summary>The product of matrices between two measurements of the peak, since the clock drifts.</summary>
    private static void MeasurePeak(Stepwatch watch)
    {
        Timing before = watch.Measure(default(FmaPeak));
        Timing product = watch.Measure(new Product(new()));
        Timing after = watch.Measure(default(FmaPeak));
        double peak = FmaPeak.Flops / ((before.Median + after.Median) / 2);
        double speed = ForwardKernel.Flops / product.Median;
        Console.WriteLine(FormattableString.Invariant(
            $"modelgen peak fma{FmaPeak.Bits}_GFLOPs {peak:F1}{(before.Gated && after.Gated ? "" : " UNGATED")}"));
        Console.WriteLine(FormattableString.Invariant(
            $"modelgen peak forward_64x784x128 {product} GFLOPs={speed:F1} percent_of_peak={100 * speed / peak:F1}"));
    }

    /// <summary>What a second thread gains.</summary>
    private static void MeasureThreads(Stepwatch watch)
    {
        SharedW3 alone = new() { Threads = 1 };
        SharedW3 shared = new() { Threads = 2 };
        PrintGain("W3 train_b512_sgd", watch.Measure(new SharedSgd(alone)), watch.Measure(new SharedSgd(shared)));
        PrintGain("W3 train_b512_adam", watch.Measure(new SharedAdam(alone)), watch.Measure(new SharedAdam(shared)));
    }

    private static void PrintGain(string metric, Timing one, Timing two)
    {
        Print(metric + " threads=1", one);
        Console.WriteLine(FormattableString.Invariant($"modelgen {metric} threads=2 {two} ratio={one.Median / two.Median:F2}"));
    }

    private static void Print(string metric, Timing timing) => Console.WriteLine($"modelgen {metric} {timing}");

    private static int Refuse()
    {
        Console.Error.WriteLine($"Expected {Usage}");
        return 2;
    }
}
