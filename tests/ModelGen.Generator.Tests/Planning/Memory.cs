using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Planning;
using Shouldly;
using Xunit;

namespace ModelGen.Generator.Tests.Planning;

/// <summary>
/// The buffers of a model number by number, each with the name of what was written there last: runs programs without computing, and fails where a step would
/// read what is not there, or not any more.
/// </summary>
internal sealed class Memory(BufferPlan buffers, int maxBatch)
{
    private readonly object?[] _parameters = new object?[buffers.ParameterCount], _arena = new object?[buffers.ArenaLength];
    private readonly HashSet<Value> _numbers = [], _external = [];

    /// <summary>How often each number of the parameters was updated.</summary>
    public int[] Updates { get; } = new int[buffers.ParameterCount];

    /// <summary>Says that a value is there.</summary>
    public void Fill(Value value)
    {
        if (value.Shape.Rank == 0)
        {
            _numbers.Add(value);
            return;
        }

        foreach (ref object? number in Place(value))
        {
            number = value.Storage;
        }
    }

    /// <summary>Says that the caller hands over a value.</summary>
    public void Give(Value value) => _external.Add(value);

    /// <summary>Whether a value is where it belongs, all of it.</summary>
    public bool Holds(Value value)
    {
        if (value.Shape.Rank == 0 || _external.Contains(value.Storage))
        {
            return _numbers.Contains(value) || _external.Contains(value.Storage);
        }

        foreach (object? number in Place(value))
        {
            if (number != value.Storage && !(number is Value { Role: var role } && role == value.Role && IsPersistent(value)))
            {
                return false;
            }
        }

        return true;
    }

    public void Run(PlannedProgram program)
    {
        foreach (Step step in program.Steps)
        {
            if (step is not (TransposeStep or SliceMeanStep))
            {
                CheckOrder(step);
            }

            foreach (Value value in step.Loaded)
            {
                Holds(value).ShouldBeTrue($"{program.Name} reads {value}, which is not there");
            }

            foreach (Value value in step.Stored)
            {
                Store(step, value);
            }
        }
    }

    private void Store(Step step, Value value)
    {
        if (value.Overwrites is { } old)
        {
            // Number by number that is safe, and row by row where the step is made for it; a contraction of the old values is not.
            EquatableArray<Op> beside = step is RowUpdateStep rows ? rows.Update.Ops : step.Ops;
            Assert.All(beside.Where(op => op.Inputs.Any(i => i.Place == old)), op => Assert.True(op is MapOp && op.Output.Shape == old.Shape, $"{value} overwrites what {op.Output} needs whole"));
            Slot slot = buffers.Find(old);
            if (buffers.IsParameter(old))
            {
                for (int i = 0; i < slot.Length; i++)
                {
                    Updates[slot.Offset + i]++;
                }
            }

            foreach (ref object? number in Place(old))
            {
                // What takes the place of what a program has computed itself is read there afterwards.
                number = old.Role == ValueRole.Intermediate ? value : "updated";
            }

            return;
        }

        if (value.Shape.Rank > 0)
        {
            Slot place = buffers.Find(value);
            foreach (Value read in step.Loaded.Where(v => v.Shape.Rank > 0 && v != value && !_external.Contains(v) && !buffers.IsParameter(v)))
            {
                Slot other = buffers.Find(read);
                (place.Offset + place.Length <= other.Offset || other.Offset + other.Length <= place.Offset).ShouldBeTrue($"{value} lies over {read}, which its step reads");
            }
        }

        Fill(value);
    }

    /// <summary>Within a step, what is computed is computed before it is read, and what is not stored is read nowhere else.</summary>
    private static void CheckOrder(Step step)
    {
        HashSet<Value> computed = [];
        foreach (Op op in step.Ops)
        {
            Assert.All(op.Inputs.Where(step.Computes), i => Assert.Contains(i.Storage, computed));
            computed.UnionWith(op.Outputs);
        }

        Assert.All(step.Stored, v => Assert.Contains(v, computed));
    }

    private static bool IsPersistent(Value value) => value.Role is ValueRole.Parameter or ValueRole.Gradient or ValueRole.State;

    private System.Span<object?> Place(Value value)
    {
        Slot slot = buffers.Find(value);
        slot.Length.ShouldBe(value.Shape.Length * (value.Shape.HasBatch ? maxBatch : 1));
        return (buffers.IsParameter(value) ? _parameters : _arena).AsSpan(slot);
    }
}

internal static class SlotSpans
{
    /// <summary>The numbers of a slot.</summary>
    public static System.Span<object?> AsSpan(this object?[] buffer, Slot slot) => System.MemoryExtensions.AsSpan(buffer, (int)slot.Offset, (int)slot.Length);
}
