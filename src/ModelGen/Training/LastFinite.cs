using System;
using System.Numerics;
using ModelGen.CompilerServices;

namespace ModelGen.Training;

/// <summary>Keeps the parameters of the last epoch that left only finite ones, with what the optimizer remembered then.</summary>
internal sealed class LastFinite<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly IOptimizerMemory<T>? _memory;
    private readonly T[] _parameters;
    private readonly T[][] _states;
    private readonly double[] _numbers;
    private long _steps;

    /// <summary>Takes what there is before the first epoch.</summary>
    public LastFinite(ReadOnlySpan<T> parameters, IOptimizerMemory<T>? memory)
    {
        _memory = memory;
        _parameters = new T[parameters.Length];
        _states = new T[memory?.StateNames.Length ?? 0][];
        _numbers = new double[memory?.NumberNames.Length ?? 0];
        for (int i = 0; i < _states.Length; i++)
        {
            _states[i] = new T[parameters.Length];
        }

        Take(parameters, 0);
    }

    /// <summary>The epoch, from 1 on; 0 if it is what there was before the first.</summary>
    public int Epoch { get; private set; }

    /// <summary>Takes what there is after an epoch, unless a parameter is not finite.</summary>
    /// <returns>Whether all are.</returns>
    public bool Observe(ReadOnlySpan<T> parameters, int epoch)
    {
        if (!AreFinite(parameters))
        {
            return false;
        }

        Take(parameters, epoch);
        return true;
    }

    /// <summary>Gives back what was taken last.</summary>
    public void Restore(Span<T> parameters)
    {
        _parameters.CopyTo(parameters);
        if (_memory is null)
        {
            return;
        }

        _memory.Steps = _steps;
        for (int i = 0; i < _states.Length; i++)
        {
            _states[i].CopyTo(_memory.State(i));
        }

        for (int i = 0; i < _numbers.Length; i++)
        {
            _memory.Number(i) = _numbers[i];
        }
    }

    private void Take(ReadOnlySpan<T> parameters, int epoch)
    {
        Epoch = epoch;
        parameters.CopyTo(_parameters);
        if (_memory is null)
        {
            return;
        }

        _steps = _memory.Steps;
        for (int i = 0; i < _states.Length; i++)
        {
            _memory.State(i).CopyTo(_states[i]);
        }

        for (int i = 0; i < _numbers.Length; i++)
        {
            _numbers[i] = _memory.Number(i);
        }
    }

    /// <summary>A number times 0 is 0, or NaN if it is not finite: vectors of sums instead of a branch for each.</summary>
    private static bool AreFinite(ReadOnlySpan<T> numbers)
    {
        Vector<T> sums = Vector<T>.Zero;
        int i = 0;
        for (; i <= numbers.Length - Vector<T>.Count; i += Vector<T>.Count)
        {
            sums += new Vector<T>(numbers[i..]) * Vector<T>.Zero;
        }

        T sum = Vector.Sum(sums);
        for (; i < numbers.Length; i++)
        {
            sum += numbers[i] * T.Zero;
        }

        return sum == T.Zero;
    }
}
