using System;
using System.Linq;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Benchmarks.Quick;
using Perfolizer.Horology;

if (args.Contains("--quick"))
{
    return QuickMode.Run([.. args.Where(arg => arg != "--quick")]);
}

// In this process: the generated project of the default toolchain would inherit the repository's build settings.
BenchmarkSwitcher.FromAssembly(typeof(QuickMode).Assembly).Run(
    args,
    DefaultConfig.Instance
        .AddJob(Job.Default
            .WithToolchain(InProcessEmitToolchain.Instance)
            .WithIterationTime(TimeInterval.FromMilliseconds(250))
            .WithMaxIterationCount(20))
        .AddDiagnoser(MemoryDiagnoser.Default));
return 0;
