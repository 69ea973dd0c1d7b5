using System;
using Benchmarks.Quick;

namespace Benchmarks.OnnxRuntime;

/// <summary>Any call as a step: of one type, so that different calls can be timed in turn.</summary>
internal readonly struct Call(Action action) : IStep
{
    public void Run() => action();
}
