using System.Linq;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Benchmarks.Generation;
using Benchmarks.OnnxRuntime;
using Benchmarks.Quick;
using Benchmarks.Sizes;
using Perfolizer.Horology;

return args switch
{
    ["--sizes", .. var rest] => SizesMode.Run(rest),
    ["--generator"] => GenerationMode.Run(),
    ["--onnxruntime", .. var rest] => OnnxRuntimeMode.Run([.. rest]),
    _ when args.Contains("--quick") => QuickMode.Run([.. args.Where(arg => arg != "--quick")]),
    _ => RunBenchmarks(args),
};

// In this process: the generated project of the default toolchain would inherit the repository's build settings.
static int RunBenchmarks(string[] args)
{
    BenchmarkSwitcher.FromAssembly(typeof(QuickMode).Assembly).Run(
        args,
        DefaultConfig.Instance
            .AddJob(Job.Default
                .WithToolchain(InProcessEmitToolchain.Instance)
                .WithIterationTime(TimeInterval.FromMilliseconds(250))
                .WithMaxIterationCount(20))
            .AddDiagnoser(MemoryDiagnoser.Default));
    return 0;
}
