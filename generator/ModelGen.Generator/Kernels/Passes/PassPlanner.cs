using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Planning;
using ModelGen.Generator.Planning.Lanes;

namespace ModelGen.Generator.Kernels.Passes;

/// <summary>
/// Finds what of a pass is a loop: the same kernels again and again, each time on tensors that lie a constant distance further on. The order of the steps stays as
/// it is, and so does every bit.
/// </summary>
internal sealed class PassPlanner(IReadOnlyDictionary<Step, Kernel> kernels, TensorWords words, Layouts layouts)
{
    /// <param name="steps">In the order they run.</param>
    /// <param name="place">Where a tensor is; null if it is a parameter of the pass.</param>
    public EquatableArray<PassPart> Plan(IEnumerable<Step> steps, Func<Value, TensorPlace?> place)
    {
        Step[] all = [.. steps];
        CallForm[] calls = [.. all.Select(s => CallOf(s, place))];
        List<PassPart> parts = [];
        int at = 0;
        foreach (Repetition repetition in Repetition.Of(calls))
        {
            parts.AddRange(all.Skip(at).Take(repetition.First - at).Select(s => new PassStep(s)));
            parts.Add(LoopOf(all, calls, repetition));
            at = repetition.End;
        }

        return [.. parts, .. all.Skip(at).Select(s => new PassStep(s))];
    }

    private PassLoop LoopOf(Step[] steps, CallForm[] calls, Repetition repetition)
    {
        int first = repetition.First, last = Enumerable.Range(first, repetition.End - first).Last(k => calls[k].Code.Equals(calls[first].Code));
        return new PassLoop(
            repetition.Turns,
            [.. Enumerable.Range(first, repetition.Period).Select(k => new PassCall(steps[k], calls[k].StridesTo(calls[k + repetition.Period])))],
            LayerOf(steps[first]),
            LayerOf(steps[last]));
    }

    /// <summary>The layer of what a step stores; where it meets with others, of what it meets about.</summary>
    private string LayerOf(Step step)
    {
        Value value = step.Stored.Concat(step.Loaded).First();
        return words.Of(value).Layer?.Layer.Name ?? value.Name;
    }

    private CallForm CallOf(Step step, Func<Value, TensorPlace?> place)
    {
        KernelSignature signature = KernelSignature.Of(step);
        kernels.TryGetValue(step, out Kernel? kernel);
        object code = step switch
        {
            TransposeStep copy => (typeof(TransposeStep), layouts.InMemory(copy.Source)),
            LaneCopyStep copy => (typeof(LaneCopyStep), copy.ToLanes, copy.Copy.Shape.Length),
            SliceMeanStep mean => (typeof(SliceMeanStep), mean.Value.Shape.Length),

            // Steps that are equal have one kernel: to compare its contents would take long.
            _ when kernel is not null && signature.Returns is null => (new Same(kernel), PositionRows.Of(step), string.Join(", ", signature.Numbers)),
            _ => new object(),
        };
        return new CallForm(code, step is ScalarStep ? [] : [.. signature.Buffers.Select(b => b.Role == ValueRole.Constant ? new TensorPlace(b.Name) : place(b) ?? new TensorPlace(b.Name))]);
    }

    /// <summary>A kernel that equals itself only.</summary>
    private readonly struct Same(Kernel kernel) : IEquatable<Same>
    {
        private Kernel Kernel { get; } = kernel;

        public bool Equals(Same other) => ReferenceEquals(Kernel, other.Kernel);

        public override bool Equals(object? obj) => obj is Same other && Equals(other);

        public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(Kernel);
    }
}
