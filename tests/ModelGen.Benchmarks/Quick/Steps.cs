using Benchmarks.Workloads;

namespace Benchmarks.Quick;

internal readonly struct W1TrainB4(W1 workload) : IStep
{
    public void Run() => workload.TrainB4();
}

internal readonly struct W1InferB1(W1 workload) : IStep
{
    public void Run() => workload.InferB1();
}

internal readonly struct W2TrainB1(W2 workload) : IStep
{
    public void Run() => workload.TrainB1();
}

internal readonly struct W2InferB1(W2 workload) : IStep
{
    public void Run() => workload.InferB1();
}

internal readonly struct W3TrainB64Sgd(W3 workload) : IStep
{
    public void Run() => workload.TrainB64Sgd();
}

internal readonly struct W3TrainB64Adam(W3 workload) : IStep
{
    public void Run() => workload.TrainB64Adam();
}

internal readonly struct W3InferB1(W3 workload) : IStep
{
    public void Run() => workload.InferB1();
}

internal readonly struct W3InferB64(W3 workload) : IStep
{
    public void Run() => workload.InferB64();
}

internal readonly struct W4TrainB64Adam(W4 workload) : IStep
{
    public void Run() => workload.TrainB64Adam();
}

internal readonly struct W4TrainB2048Adam(W4 workload) : IStep
{
    public void Run() => workload.TrainB2048Adam();
}

internal readonly struct W4InferB1(W4 workload) : IStep
{
    public void Run() => workload.InferB1();
}

internal readonly struct W4InferB64(W4 workload) : IStep
{
    public void Run() => workload.InferB64();
}

internal readonly struct W5Dense(W5 workload) : IStep
{
    public void Run() => workload.Dense1881();
}

internal readonly struct W5Gru8(W5 workload) : IStep
{
    public void Run() => workload.Gru8Step();
}

internal readonly struct W5Lstm16(W5 workload) : IStep
{
    public void Run() => workload.Lstm16Step();
}

internal readonly struct SharedSgd(SharedW3 workload) : IStep
{
    public void Run() => workload.TrainSgd();
}

internal readonly struct SharedAdam(SharedW3 workload) : IStep
{
    public void Run() => workload.TrainAdam();
}

internal readonly struct Product(ForwardKernel workload) : IStep
{
    public void Run() => workload.Forward();
}
