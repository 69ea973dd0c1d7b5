using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using ModelGen.Generator.Common;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Kernels.Lanes;
using ModelGen.Generator.Planning;

namespace ModelGen.Generator.Kernels;

/// <summary>What a kernel is called with: buffers, numbers, and the number of examples.</summary>
/// <param name="Buffers">The tensors it reads and writes, each once.</param>
/// <param name="Numbers">Names of single numbers.</param>
/// <param name="Count">What it is told to run over: <c>batch</c> examples, a <c>length</c> of single numbers, or nothing.</param>
/// <param name="Returns">The sum it returns, or null.</param>
internal sealed record KernelSignature(EquatableArray<Value> Buffers, EquatableArray<string> Numbers, string? Count, Value? Returns)
{
    // Asked for by whoever writes the kernel or a call of it.
    private static readonly ConditionalWeakTable<Step, KernelSignature> OfSteps = new();

    public static KernelSignature Of(Step step) => OfSteps.GetValue(step, Read);

    /// <summary>With the sizes that the kernel is told.</summary>
    public static KernelSignature Of(Kernel kernel)
    {
        KernelSignature signature = Of(kernel.Step);
        return signature with { Numbers = [.. signature.Numbers.Where(n => n != PositionShare.Name)], Sizes = kernel.Sizes };
    }

    /// <summary>As many rows as each example has for the kernel (<see cref="PositionRows"/>).</summary>
    public int Rows { get; init; } = 1;

    /// <summary>Behind everything else.</summary>
    public EquatableArray<KernelSize> Sizes { get; init; } = [];

    private static KernelSignature Read(Step step)
    {
        Value[] buffers =
        [
            .. step.Loaded.Concat(step.Stored).Where(v => v.Shape.Rank > 0).Select(v => v.Place).Distinct(),
        ];
        string[] numbers =
        [
            .. step.Loaded.Where(v => v.Shape.Rank == 0 && v.Role != ValueRole.Constant).Select(v => v.Name)
                .Concat(step.Ops.OfType<MapOp>().SelectMany(m => m.Bodies).SelectMany(b => b.Descendants()).OfType<Scalar>().Select(s => s.Name))
                .Distinct(),
        ];
        bool takesBatch = step.Ops.Any(op => op.Inputs.Concat(op.Outputs).Any(v => v.Shape.HasBatch));
        string? count = step is RegionStep { IsRange: true } ? "length" : takesBatch ? "batch" : null;
        return new KernelSignature(buffers.ToEquatableArray(), numbers.ToEquatableArray(), count, step.Stored.FirstOrDefault(v => v.Shape.Rank == 0));
    }

    /// <summary>The parameters as the kernel declares them.</summary>
    public string Parameters(string element) => string.Join(", ", Buffers
        .Select(b => $"ref {(b.Role == ValueRole.ClassTarget ? "int" : element)} {b.Name}")
        .Concat(Numbers.Select(n => $"{element} {n}"))
        .Concat(Count is null ? [] : [$"nint {Count}"])
        .Concat(Sizes.Select(s => $"nint {s.Name}")));

    /// <summary>The arguments as callers that use the same names write them.</summary>
    public string Arguments() => Arguments(b => $"ref {b.Name}", s => s.Name);

    /// <summary>The arguments of a pass, which knows where tensors are, and the sizes.</summary>
    public string ArgumentsWithSizes(Func<Value, string> reference) => Arguments(reference, s => $"{s.Value}");

    private string Arguments(Func<Value, string> reference, Func<KernelSize, string> size) => string.Join(", ", Buffers
        .Select(reference)
        .Concat(Numbers)
        .Concat(Count is null ? [] : [Rows == 1 ? Count : $"{Count} * {Rows}"])
        .Concat(Sizes.Select(size)));
}
