using System;
using System.Collections.Generic;
using System.Linq;
using Benchmarks.Quick;

namespace Benchmarks.Generation;

/// <summary>
/// How long models take to become C#, and that C# to become an assembly, in a process that has done so before, as an editor or a build server has:
/// <c>generator W3 generate_ms 8.1 p10=7.9</c>.
/// </summary>
internal static class GenerationMode
{
    // The JIT compiles a method once more after 30 calls, and takes its time to.
    private const int WarmUps = 60;
    private const int Runs = 15;

    /// <returns>The exit code.</returns>
    public static int Run()
    {
        Dictionary<string, string> projects = new()
        {
            ["W1"] = Declarations.Of(typeof(Workloads.XorNetwork)),
            ["W2"] = Declarations.Of(typeof(Workloads.MoonsNetwork)),
            ["W3"] = Declarations.Of(typeof(Workloads.DigitsBySgd)),
        };

        // Whoever opens an editor waits for this one: the JIT compiles the generator.
        Console.WriteLine(FormattableString.Invariant($"generator W3 first_generate_ms {Milliseconds(new Project(projects["W3"]).Generate):F1}"));
        foreach ((string name, string source) in projects)
        {
            Project project = new(source);
            Print($"{name} generate_ms", project.Generate, WarmUps);
            foreach ((string stage, double milliseconds) in Stages.Measure(project.Model, Runs))
            {
                Console.WriteLine(FormattableString.Invariant($"generator {name} {stage.ToLowerInvariant()}_ms {milliseconds:F2}"));
            }

            Print($"{name} csharp_without_ms", project.Compile, 3, runs: 3);
            Print($"{name} csharp_with_ms", project.Generated.Compile, 3, runs: 3);
            Console.WriteLine($"generator {name} generated_bytes {project.GeneratedBytes} lines={project.GeneratedLines}");
        }

        Project hundred = new(Declarations.Hundred);
        Print("hundred_models generate_ms", hundred.Generate, 2, runs: 9);
        Console.WriteLine($"generator hundred_models generated_bytes {hundred.GeneratedBytes} lines={hundred.GeneratedLines}");
        return 0;
    }

    private static void Print(string metric, Action action, int warmUps, int runs = Runs)
    {
        for (int i = 0; i < warmUps; i++)
        {
            action();
        }

        double[] times = [.. Enumerable.Range(0, runs).Select(_ => Milliseconds(action)).Order()];
        Console.WriteLine(FormattableString.Invariant($"generator {metric} {times[runs / 2]:F1} p10={times[runs / 10]:F1}"));
    }

    private static double Milliseconds(Action action)
    {
        double start = Clock.Nanoseconds();
        action();
        return (Clock.Nanoseconds() - start) / 1e6;
    }
}
