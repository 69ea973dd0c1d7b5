using System;
using System.Collections.Generic;
using System.ComponentModel;

namespace ModelGen.CompilerServices;

/// <summary>The tensors that updates leave as they are: their numbers and what the optimizer remembers of them are kept before an update and put back after it.</summary>
/// <remarks>So every optimizer leaves them to the bit, whatever it does: weight decay, momentum, a step inside the backward pass.</remarks>
/// <typeparam name="T">The model's number type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class FrozenTensors<T>
    where T : unmanaged
{
    private readonly bool[] _isFrozen;
    private readonly (int First, int Length)[] _runs;
    private readonly int _states;
    private readonly T[] _kept;

    private FrozenTensors(bool[] isFrozen, ReadOnlySpan<ParameterInfo> infos, int states)
    {
        (_isFrozen, _states) = (isFrozen, states);
        List<(int First, int Length)> runs = [];
        int count = 0;
        for (int i = 0; i < infos.Length; i++)
        {
            if (!isFrozen[i])
            {
                continue;
            }

            // Neighbours are one.
            (int first, int length) = (infos[i].Offset, infos[i].Length);
            if (runs.Count > 0 && runs[^1].First + runs[^1].Length == first)
            {
                (first, length) = (runs[^1].First, runs[^1].Length + length);
                runs.RemoveAt(runs.Count - 1);
            }

            runs.Add((first, length));
            count += infos[i].Length;
        }

        _runs = [.. runs];
        _kept = new T[count * (1 + states)];
    }

    /// <summary>Whether the tensor <paramref name="index"/> of the model is left as it is.</summary>
    public bool Contains(int index) => _isFrozen[index];

    /// <summary>These tensors and others, or without them; null if none is left.</summary>
    /// <param name="frozen">What is frozen so far.</param>
    /// <param name="infos">The model's tensors.</param>
    /// <param name="states">How many numbers the optimizer remembers of each parameter.</param>
    /// <param name="changed">Which tensors change.</param>
    /// <param name="isFrozen">Whether these are frozen from now on.</param>
    internal static FrozenTensors<T>? Change(FrozenTensors<T>? frozen, ReadOnlySpan<ParameterInfo> infos, int states, ReadOnlySpan<int> changed, bool isFrozen)
    {
        bool[] after = new bool[infos.Length];
        frozen?._isFrozen.CopyTo(after, 0);
        foreach (int index in changed)
        {
            after[index] = isFrozen;
        }

        return Array.IndexOf(after, true) < 0 ? null : new FrozenTensors<T>(after, infos, states);
    }

    /// <summary>Before an update.</summary>
    public void Keep(IOptimizerMemory<T> memory)
    {
        int at = 0;
        for (int k = -1; k < _states; k++)
        {
            Span<T> numbers = k < 0 ? memory.Parameters : memory.State(k);
            foreach ((int first, int length) in _runs)
            {
                numbers.Slice(first, length).CopyTo(_kept.AsSpan(at));
                at += length;
            }
        }
    }

    /// <summary>After it.</summary>
    public void PutBack(IOptimizerMemory<T> memory)
    {
        int at = 0;
        for (int k = -1; k < _states; k++)
        {
            Span<T> numbers = k < 0 ? memory.Parameters : memory.State(k);
            foreach ((int first, int length) in _runs)
            {
                _kept.AsSpan(at, length).CopyTo(numbers.Slice(first));
                at += length;
            }
        }
    }

    /// <summary>Leaves them out of the norm that all gradients are clipped by.</summary>
    public void ClearGradients(IOptimizerMemory<T> memory)
    {
        foreach ((int first, int length) in _runs)
        {
            memory.Gradients.Slice(first, length).Clear();
        }
    }
}
