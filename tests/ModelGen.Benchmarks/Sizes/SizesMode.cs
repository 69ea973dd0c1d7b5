using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using Benchmarks.Generation;
using ModelGen;

namespace Benchmarks.Sizes;

/// <summary>
/// How large each model's code is as C#, IL and machine code, and how long a fresh process takes to its first prediction and its first training step:
/// <c>sizes W3 source_bytes=… lines=… il_bytes=… machine_bytes_predict=… machine_bytes=… start_ms=… first_predict_ms=… first_train_ms=…</c>.
/// </summary>
/// <remarks>The times count from the start of the process, the runtime's own start and the constructor included.</remarks>
internal static class SizesMode
{
    private const int Starts = 9;

    private static readonly Dictionary<string, Measured> Models = new()
    {
        ["W1"] = Measured.Of<Workloads.XorNetwork>(),
        ["W2"] = Measured.Of<Workloads.MoonsNetwork>(),
        ["W3"] = Measured.Of<Workloads.DigitsBySgd>(),
        ["W3_Adam"] = Measured.Of<Workloads.DigitsByAdam>(),
        ["Xor.XorByNumber"] = Measured.Of<Samples.Xor.XorByNumber>(),
        ["Xor.XorByClass"] = Measured.Of<Samples.Xor.XorByClass>(),
        ["Moons.MoonsNetwork"] = Measured.Of<Samples.Moons.MoonsNetwork>(),
        ["TenRows.TwoLayers"] = Measured.Of<Samples.TenRows.TwoLayers>(),
        ["TenRows.OneLayer"] = Measured.Of<Samples.TenRows.OneLayer>(),
        ["Configurable.TanhCurve"] = Measured.Of<Samples.Configurable.TanhCurve>(),
        ["Configurable.SigmoidCurve"] = Measured.Of<Samples.Configurable.SigmoidCurve>(),
    };

    /// <param name="args">The models' names, all unless given; or what a process started by this one is to do.</param>
    /// <returns>The exit code.</returns>
    public static int Run(string[] args)
    {
        switch (args)
        {
            case ["first", var model, var work, var start]:
                Models[model].FirstUse(work, long.Parse(start, CultureInfo.InvariantCulture));
                return 0;
            case ["machine", var model]:
                Models[model].MachineCode();
                return 0;
            case var unknown when unknown.FirstOrDefault(name => !Models.ContainsKey(name)) is { } name:
                Console.Error.WriteLine($"'{name}' is no model here, expected: {string.Join(", ", Models.Keys)}");
                return 2;
            default:
                foreach (string name in args.Length > 0 ? args : [.. Models.Keys])
                {
                    Report(name);
                }

                return 0;
        }
    }

    private static void Report(string name)
    {
        Type model = Models[name].Model;
        Project project = new(Declarations.Of(model));
        string[] machine = Child("machine", name).Split(' ');
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"sizes {name} source_bytes={project.GeneratedBytes} lines={project.GeneratedLines} il_bytes={GeneratedMethods.InstructionBytes(model)} "
            + $"machine_bytes_predict={machine[0]} machine_bytes={machine[1]} "
            + $"start_ms={First(name, "start"):F1} first_predict_ms={First(name, "predict"):F1} first_train_ms={First(name, "train"):F1}"));
    }

    private static double First(string name, string work) => Enumerable.Range(0, Starts)
        .Select(_ => double.Parse(Child("first", name, work, Stopwatch.GetTimestamp().ToString(CultureInfo.InvariantCulture)), CultureInfo.InvariantCulture))
        .Order()
        .ElementAt(Starts / 2);

    /// <summary>What this program prints when it is started anew.</summary>
    private static string Child(params string[] args)
    {
        string host = Environment.ProcessPath!;
        string[] program = Path.GetFileNameWithoutExtension(host) == "dotnet" ? [typeof(SizesMode).Assembly.Location] : [];
        ProcessStartInfo start = new(host, [.. program, "--sizes", .. args]) { RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{string.Join(' ', args)} ended with code {process.ExitCode}.");
    }

    /// <summary>A model and what a fresh process can do with it.</summary>
    private sealed record Measured(Type Model, Action<string, long> FirstUse, Action MachineCode)
    {
        public static Measured Of<TModel>()
            where TModel : ITrainableModel<TModel, float> =>
            new(typeof(TModel), Sizes.FirstUse.Run<TModel>, Sizes.MachineCode.Run<TModel>);
    }
}
