using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Planning;

/// <summary>Gives every stored value its place: parameters in a row, the rest in one arena where values whose lives do not meet share memory.</summary>
internal static class BufferPlanner
{
    // In numbers, 64 bytes of float. What begins in the arena (the gradients, each state of all parameters, every other value) begins at a multiple, so that
    // no vector load crosses a cache line more often than it must; within the first two, tensors follow one another as in the parameters.
    private const int Alignment = 16;

    /// <summary>Parameters; gradients, states, the copy of the inputs and their gradient, statistics of a batch and what it leaves to the next: what lives as long as the model.</summary>
    /// <param name="keepsInput">Whether the backward pass reads the inputs as the caller gave them.</param>
    public static BufferPlan Persistent(OpGraph graph, int maxBatch, bool keepsInput = true)
    {
        List<Slot> parameters = [];
        foreach (Parameter parameter in graph.Parameters)
        {
            long offset = parameters.Sum(s => s.Length);
            parameters.Add(Forever(parameter.Value, offset, parameter.Value.Shape.Length));
        }

        long count = parameters.Sum(s => s.Length), stride = Align(count);
        List<Slot> arena = [];
        long length = 0;
        if (graph.Loss is not null)
        {
            length = stride;
            foreach ((Parameter parameter, Slot slot) in graph.Parameters.Zip(parameters, (p, s) => (p, s)))
            {
                // The gradient of a frozen tensor has its place too, and stays 0.
                arena.Add(Forever(parameter.Gradient ?? parameter.Value, slot.Offset, slot.Length));
                for (int k = 0; k < parameter.States.Count; k++)
                {
                    arena.Add(Forever(parameter.States[k].Value, ((k + 1) * stride) + slot.Offset, slot.Length));
                    length = System.Math.Max(length, (k + 2) * stride);
                }
            }

            List<Value> kept = keepsInput ? [graph.Input] : [];
            if (graph.InputGradient is { } inputGradient)
            {
                kept.Add(inputGradient);
            }

            foreach (Value value in kept.Concat(graph.Statistics.SelectMany(s => new[] { s.Mean, s.Variance })))
            {
                arena.Add(Forever(value, length, LengthOf(value, maxBatch)));
                length += Align(LengthOf(value, maxBatch));
            }

            // Side by side, since users see them as one.
            foreach (Value carried in graph.Carried)
            {
                arena.Add(Forever(carried, length, LengthOf(carried, maxBatch)));
                length += LengthOf(carried, maxBatch);
            }

            length = Align(length);
        }

        return new BufferPlan((int)count, parameters.ToEquatableArray(), arena.ToEquatableArray(), length);
    }

    /// <summary>
    /// Adds places for what <paramref name="steps"/> store, the largest first and equal ones in the order of their lives: equal layers find theirs at equal distances,
    /// and holes between large tensors hold small ones. At last for what the loss alone needs, so that all else lies where it lies for other targets.
    /// </summary>
    /// <param name="first">The number of the first of these steps in the whole of a training step.</param>
    /// <param name="lastRead">The last step that reads a value.</param>
    public static BufferPlan Place(BufferPlan plan, EquatableArray<Step> steps, int first, int maxBatch, System.Func<Value, int> lastRead)
    {
        List<Slot> arena = [.. plan.Arena];
        long length = plan.ArenaLength;
        int loss = steps.ToList().FindIndex(s => s is not ScalarStep && s.Stored.Any(v => v.Shape.Rank == 0));
        foreach ((Value value, int from) in steps.SelectMany((s, i) => s.Stored.Select(v => (Value: v, From: first + i)))
            .OrderBy(v => lastRead(v.Value) <= first + loss)
            .ThenByDescending(v => LengthOf(v.Value, maxBatch))
            .ToList())
        {
            if (value.Shape.Rank > 0 && value.Overwrites is null && arena.All(s => s.Value != value))
            {
                int to = lastRead(value);
                long size = Align(LengthOf(value, maxBatch)), offset = FirstFit(arena.Where(s => s.Meets(from, to)), size);
                arena.Add(new Slot(value, offset, LengthOf(value, maxBatch), from, to));
                length = System.Math.Max(length, offset + size);
            }
        }

        return plan with { Arena = arena.ToEquatableArray(), ArenaLength = length };
    }

    public static long LengthOf(Value value, int maxBatch) => (long)value.Shape.Length * (value.Shape.HasBatch ? maxBatch : 1);

    private static long FirstFit(IEnumerable<Slot> taken, long size)
    {
        long offset = 0;
        foreach (Slot slot in taken.OrderBy(s => s.Offset))
        {
            if (offset + size <= slot.Offset)
            {
                return offset;
            }

            offset = System.Math.Max(offset, Align(slot.Offset + slot.Length));
        }

        return offset;
    }

    private static Slot Forever(Value value, long offset, long length) => new(value, offset, length, -1, int.MaxValue);

    public static long Align(long length) => (length + Alignment - 1) / Alignment * Alignment;
}
