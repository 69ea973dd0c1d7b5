using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Planning;

namespace ModelGen.Generator.Kernels.Passes;

/// <summary>A part of a pass: what it runs once, or in a loop.</summary>
internal abstract record PassPart
{
    /// <summary>The steps that the part names: of a loop, those of the first turn.</summary>
    public abstract IEnumerable<Step> Steps { get; }
}

/// <summary>A step.</summary>
internal sealed record PassStep(Step Step) : PassPart
{
    public override IEnumerable<Step> Steps => [Step];

    public override string ToString() => string.Join(", ", Step.Stored.Select(v => v.Name));
}

/// <summary>Equal steps again and again, each time on tensors that lie further on: equal layers, one after another.</summary>
/// <param name="Turns">How often.</param>
/// <param name="Calls">The steps of the first turn.</param>
/// <param name="First">The first layer.</param>
/// <param name="Last">The last one.</param>
internal sealed record PassLoop(int Turns, EquatableArray<PassCall> Calls, string First, string Last) : PassPart
{
    public override IEnumerable<Step> Steps => Calls.Select(c => c.Step);

    public override string ToString() => $"{Turns} × ({string.Join("; ", Calls)}), {First} … {Last}";
}

/// <summary>A step in a loop.</summary>
/// <param name="Step">Of the first turn.</param>
/// <param name="Strides">How many elements further each of its tensors lies in the next turn (<see cref="KernelSignature.Buffers"/>).</param>
internal sealed record PassCall(Step Step, EquatableArray<TensorStride> Strides)
{
    public override string ToString() => string.Join(", ", KernelSignature.Of(Step).Buffers.Select((b, k) => $"{b.Name}{Strides[k]}"));
}

/// <param name="Elements">From a turn to the next.</param>
/// <param name="PerExample">Whether so many for each example of the batch.</param>
internal readonly record struct TensorStride(long Elements, bool PerExample)
{
    public override string ToString() => Elements == 0 ? "" : $" {(Elements < 0 ? "−" : "+")} {System.Math.Abs(Elements)}{(PerExample ? " batch" : "")}";
}
