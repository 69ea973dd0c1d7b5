using System;
using System.Linq;
using System.Numerics;
using ModelGen.CompilerServices;

namespace ModelGen.Testing;

/// <summary>What an optimizer remembers before a step, to begin it again from there.</summary>
internal sealed class OptimizerStart<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly long _steps;
    private readonly T _learningRate;
    private readonly T[][] _states;
    private readonly double[] _numbers;

    public OptimizerStart(IOptimizerMemory<T> memory)
    {
        (_steps, _learningRate) = (memory.Steps, memory.LearningRate);
        _states = new T[memory.StateNames.Length][];
        _numbers = new double[memory.NumberNames.Length];
        for (int k = 0; k < _states.Length; k++)
        {
            _states[k] = memory.State(k).ToArray();
        }

        for (int k = 0; k < _numbers.Length; k++)
        {
            _numbers[k] = memory.Number(k);
        }
    }

    public void CopyTo(IOptimizerMemory<T> memory)
    {
        (memory.Steps, memory.LearningRate) = (_steps, _learningRate);
        for (int k = 0; k < _states.Length; k++)
        {
            _states[k].CopyTo(memory.State(k));
        }

        for (int k = 0; k < _numbers.Length; k++)
        {
            memory.Number(k) = _numbers[k];
        }
    }

    public int States => _states.Length;

    public T[] State(int index) => _states[index];

    /// <summary>The parameters after a step of the reference form, and then the states; one of these may be off before.</summary>
    public T[][] Update(IReferenceForm<T> form, T[] arena, ReadOnlySpan<T> parameters, ReadOnlySpan<T> gradients, int shiftedState = -1)
    {
        T[] updated = parameters.ToArray();
        int count = updated.Length;
        double[] numbers = [.. _numbers];
        gradients.CopyTo(arena);
        for (int k = 0; k < _states.Length; k++)
        {
            (k == shiftedState ? Rounding.Shift<T>(_states[k]) : _states[k]).CopyTo(arena, (k + 1) * form.Stride);
        }

        form.Update(updated, arena, _steps + 1, _learningRate, numbers);
        return [updated, .. Enumerable.Range(0, _states.Length).Select(k => arena.AsSpan((k + 1) * form.Stride, count).ToArray())];
    }
}
