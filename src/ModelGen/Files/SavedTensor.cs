using System;
using System.Collections.Generic;
using System.Numerics;
using ModelGen.CompilerServices;

namespace ModelGen.Files;

/// <summary>A tensor that a model's file holds.</summary>
/// <param name="Name">Its name in files of ModelGen.</param>
/// <param name="Info">The parameter it is, or that the optimizer remembers something of: shape, place and order.</param>
/// <param name="State">
/// Which state of the optimizer it belongs to; <see cref="Parameter"/> for the parameter itself, <see cref="Best"/> for what it was when it was best.
/// </param>
/// <param name="IsNonNegative">Whether no run makes its numbers negative.</param>
internal sealed record SavedTensor(string Name, ParameterInfo Info, int State, bool IsNonNegative = false)
{
    /// <summary>What begins the name of everything that an optimizer remembers.</summary>
    public const string OptimizerPrefix = "optimizer.";

    /// <summary>What begins the name of everything that only checkpoints hold.</summary>
    public const string CheckpointPrefix = "checkpoint.";

    /// <summary>The <see cref="State"/> of a parameter.</summary>
    public const int Parameter = -1;

    /// <summary>The <see cref="State"/> of a parameter as it was after the best epoch of a training.</summary>
    public const int Best = -2;

    /// <summary>All that a file of this model holds, in its order. Running statistics are parameters that training does not change by gradients.</summary>
    /// <remarks>With <paramref name="memory"/>, also what the optimizer remembers; with <paramref name="best"/>, also the best parameters of a training.</remarks>
    public static List<SavedTensor> All<T>(ReadOnlySpan<ParameterInfo> infos, IOptimizerMemory<T>? memory, bool best = false)
        where T : unmanaged
    {
        List<SavedTensor> tensors = [];
        foreach (ParameterInfo info in infos)
        {
            tensors.Add(new(info.Name, info, Parameter));
        }

        for (int state = 0; memory is not null && state < memory.StateNames.Length; state++)
        {
            foreach (ParameterInfo info in infos)
            {
                if (info.Trainable)
                {
                    tensors.Add(new($"{OptimizerPrefix}{memory.StateNames[state]}.{info.Name}", info, state, memory.IsNonNegative(state)));
                }
            }
        }

        for (int i = 0; best && i < infos.Length; i++)
        {
            tensors.Add(new($"{CheckpointPrefix}best.{infos[i].Name}", infos[i], Best));
        }

        return tensors;
    }

    /// <summary>Its part of the buffer that it lies in, in the model's own order.</summary>
    public Span<T> In<T>(Span<T> parameters, IOptimizerMemory<T>? memory, Span<T> best = default)
        where T : unmanaged
        => (State == Best ? best : State == Parameter ? parameters : memory!.State(State)).Slice(Info.Offset, Info.Length);

    /// <summary>Whether a number may stand in a file, be it saved or loaded.</summary>
    public bool Takes<T>(T number)
        where T : unmanaged, IFloatingPointIeee754<T>
        => T.IsFinite(number) && (!IsNonNegative || number >= T.Zero);

    /// <summary>The numbers that it <see cref="Takes"/>, in words.</summary>
    public string Expected<T>() => $"finite numbers of type {NumberTypes.Of<T>()}{(IsNonNegative ? ", 0 or more" : "")}";

    /// <summary>As errors name the element at a canonical place: [3, 5].</summary>
    public string IndexOf(int place)
    {
        int[] index = new int[Info.Shape.Length];
        for (int d = index.Length - 1; d >= 0; d--)
        {
            index[d] = place % Info.Shape[d];
            place /= Info.Shape[d];
        }

        return $"[{string.Join(", ", index)}]";
    }
}
