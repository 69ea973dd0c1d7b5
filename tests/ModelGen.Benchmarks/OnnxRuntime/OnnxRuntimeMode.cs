using System;
using System.Collections.Generic;
using System.Linq;
using Benchmarks.Quick;
using Benchmarks.Workloads;

namespace Benchmarks.OnnxRuntime;

/// <summary>
/// ModelGen and ONNX Runtime in turn in this process, by one thread each, in nanoseconds: <c>modelgen Tabular predict_b256 28675.6 p10=…</c>,
/// <c>onnxruntime Tabular predict_b256 …</c>, <c>ratio Tabular predict_b256 0.71</c>.
/// </summary>
internal static class OnnxRuntimeMode
{
    private static readonly Dictionary<string, Func<Stepwatch, bool>> Comparisons = new(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(LeNet5)] = Comparison<LeNet5>.Run,
        [nameof(Tabular)] = Comparison<Tabular>.Run,
        [nameof(WideMlp)] = Comparison<WideMlp>.Run,
        [nameof(Keyword)] = Comparison<Keyword>.Run,
        [nameof(Mobile)] = Comparison<Mobile>.Run,
        [nameof(ResNet8)] = Comparison<ResNet8>.Run,
        [nameof(Recurrent)] = Comparison<Recurrent>.Run,
        [nameof(Transformer)] = Comparison<Transformer>.Run,
    };

    /// <param name="args">The models' names, all unless given, and the options of the watch.</param>
    /// <returns>The exit code: 1 if the two do not compute the same.</returns>
    public static int Run(List<string> args)
    {
        if (StepwatchOptions.Take(args) is not { } watch || args.Exists(name => !Comparisons.ContainsKey(name)))
        {
            Console.Error.WriteLine($"Expected --onnxruntime [{string.Join(' ', Comparisons.Keys)}] {StepwatchOptions.Usage}");
            return 2;
        }

        // Each is run, whatever came of those before it.
        bool[] agreed = [.. (args.Count > 0 ? args : [.. Comparisons.Keys]).Select(name => Comparisons[name](watch))];
        return agreed.All(agrees => agrees) ? 0 : 1;
    }
}
