using System;

namespace Benchmarks.OnnxRuntime;

/// <summary>A prediction of ONNX Runtime's that can be repeated, and what it holds of native memory.</summary>
internal sealed class Prediction(Action run, IDisposable[] held) : IDisposable
{
    public void Run() => run();

    public void Dispose()
    {
        foreach (IDisposable resource in held)
        {
            resource.Dispose();
        }
    }
}
