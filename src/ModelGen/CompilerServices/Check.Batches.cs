using System;
using System.Runtime.CompilerServices;

namespace ModelGen.CompilerServices;

/// <content>What a member asks of all its arguments at once.</content>
public static partial class Check
{
    /// <summary>Checks that there are <paramref name="count"/> parameters.</summary>
    /// <returns>The first.</returns>
    /// <exception cref="ArgumentException">There are not.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref T Parameters<T>(string model, string parameter, ReadOnlySpan<T> parameters, int count)
        where T : unmanaged
    {
        if (parameters.Length != count)
        {
            ThrowParameters(model, parameter, parameters.Length, count);
        }

        return ref Numbers.First(parameters);
    }

    /// <summary>
    /// Checks examples to predict: whole ones, 1 or more, with <paramref name="outputLength"/> numbers for the output of each, which have no memory in common with what is read.
    /// </summary>
    /// <returns>The number of examples.</returns>
    /// <exception cref="ArgumentException">It is not so.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Prediction<T>(string model, ref T parameters, int count, ReadOnlySpan<T> input, int inputLength, Span<T> output, int outputLength)
        where T : unmanaged
    {
        int examples = Examples(model, nameof(input), input.Length, inputLength);
        Length(model, nameof(output), output.Length, examples, outputLength);
        Apart(model, ref parameters, count, input, output);
        return examples;
    }

    /// <summary>Checks the inputs of a batch: 1 to <paramref name="most"/> whole examples, which do not lie in the memory that training writes to.</summary>
    /// <returns>The number of examples.</returns>
    /// <exception cref="ArgumentException">It is not so.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Batch<T>(string model, string parameter, ReadOnlySpan<T> inputs, int inputLength, int most, in ParameterBuffer<T> parameters, in TrainingArena<T> arena)
        where T : unmanaged
    {
        int examples = Examples(model, parameter, inputs.Length, inputLength, most);
        NotOwn(model, parameter, inputs, parameters, arena);
        return examples;
    }

    /// <summary>Checks the targets of a batch: <paramref name="perExample"/> numbers for each example, which do not lie in the memory that training writes to.</summary>
    /// <exception cref="ArgumentException">It is not so.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void BatchTargets<T>(string model, string parameter, ReadOnlySpan<T> targets, int examples, int perExample, in ParameterBuffer<T> parameters, in TrainingArena<T> arena)
        where T : unmanaged
    {
        Length(model, parameter, targets.Length, examples, perExample);
        NotOwn(model, parameter, targets, parameters, arena);
    }
}
