using ModelGen.Generator.Graph;

namespace ModelGen.Generator.Planning;

/// <summary>A delay line of a stream moved on by a step.</summary>
internal sealed record DelayStep(DelayOp Delay) : Step([Delay])
{
    public override Step With(Op op) => throw new System.InvalidOperationException("a delay line takes no op");
}
