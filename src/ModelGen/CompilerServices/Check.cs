using System;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ModelGen.CompilerServices;

/// <summary>The checks at the door of generated members: once a call, naming model, parameter, expected and given.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class Check
{
    /// <summary>The number of examples in a span of <paramref name="length"/> numbers: 1 to <paramref name="most"/>.</summary>
    /// <exception cref="ArgumentException">It is not a whole number of examples, none, or too many.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Examples(string model, string parameter, int length, int perExample, int most = int.MaxValue)
    {
        int examples = (int)((uint)length / (uint)perExample);
        if (examples * perExample != length || (uint)(examples - 1) >= (uint)most)
        {
            ThrowExamples(model, parameter, length, perExample, most);
        }

        return examples;
    }

    /// <summary>Checks that a span has <paramref name="perExample"/> numbers for each example.</summary>
    /// <exception cref="ArgumentException">It has not.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Length(string model, string parameter, int length, int examples, int perExample)
    {
        if (length != (long)examples * perExample)
        {
            ThrowLength(model, parameter, length, examples, perExample);
        }
    }

    /// <summary>
    /// Checks that there are <paramref name="perExample"/> class indices for each example, and that each is 0 up to <paramref name="count"/>, or <paramref name="ignored"/>.
    /// </summary>
    /// <exception cref="ArgumentException">It is not so.</exception>
    public static void Classes(string model, string parameter, ReadOnlySpan<int> classes, int examples, int count, int perExample = 1, int ignored = int.MinValue)
    {
        Length(model, parameter, classes.Length, examples, perExample);
        for (int i = 0; i < classes.Length; i++)
        {
            Class(model, parameter, classes, i, count, ignored);
        }
    }

    private static void Class(string model, string parameter, ReadOnlySpan<int> classes, int i, int count, int ignored)
    {
        if ((uint)classes[i] >= (uint)count && (classes[i] != ignored || ignored == int.MinValue))
        {
            string orIgnored = ignored == int.MinValue ? "" : $", and {ignored} is ignored";
            throw new ArgumentException($"{model}: the classes in {parameter} go from 0 to {count - 1}{orIgnored}, but {parameter}[{i}] is {classes[i]}.", parameter);
        }
    }

    /// <summary>
    /// Checks that of the <paramref name="perExample"/> numbers of every example, <paramref name="length"/> from <paramref name="first"/> on are indices: whole
    /// numbers from 0 up to <paramref name="count"/>. Where the length of a sequence of at most <paramref name="times"/> stands at <paramref name="lengthAt"/>, which
    /// has been checked, what lies behind its end may be anything.
    /// </summary>
    /// <exception cref="ArgumentException">One is none.</exception>
    public static void Indices<T>(string model, string layer, string parameter, ReadOnlySpan<T> inputs, int perExample, int first, int length, int count, int lengthAt = -1, int times = 1)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T end = T.CreateTruncating(count);
        for (int example = 0; example < inputs.Length; example += perExample)
        {
            ReadOnlySpan<T> indices = inputs.Slice(example + first, lengthAt < 0 ? length : int.CreateTruncating(inputs[example + lengthAt]) * (length / times));
            for (int i = 0; i < indices.Length; i++)
            {
                // NaN is not even equal to itself.
                if (!(indices[i] >= T.Zero && indices[i] < end && T.Truncate(indices[i]) == indices[i]))
                {
                    throw new ArgumentException(
                        $"{model}: layer '{layer}' takes whole numbers from 0 to {count - 1} as indices, but {parameter}[{example + first + i}], "
                        + string.Create(CultureInfo.InvariantCulture, $"index {i} of example {example / perExample}, is {indices[i]}."),
                        parameter);
                }
            }
        }
    }

    /// <summary>Checks the lengths of what a step of a stream takes and gives, and that they have no memory in common.</summary>
    /// <exception cref="ArgumentException">It is not so.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Step<T>(string model, ReadOnlySpan<T> input, int inputs, Span<T> output, int outputs)
        where T : unmanaged
    {
        if (input.Length != inputs || output.Length != outputs || input.Overlaps(output))
        {
            ThrowStep(model, input.Length, inputs, output.Length, outputs);
        }
    }

    /// <summary>Whether <paramref name="output"/>, which is written, has no memory in common with what is read: the input, and the parameters.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AreApart<T>(ref T parameters, int count, ReadOnlySpan<T> input, Span<T> output)
        where T : unmanaged
    {
        // Memory of the user's may begin anywhere in the other's; parameters are a buffer of their own.
        ref T to = ref MemoryMarshal.GetReference(output);
        nuint distance = (nuint)Unsafe.ByteOffset(ref MemoryMarshal.GetReference(input), ref to);
        return distance >= (nuint)input.Length * (nuint)Unsafe.SizeOf<T>()
            && 0 - distance >= (nuint)output.Length * (nuint)Unsafe.SizeOf<T>()
            && (nuint)Unsafe.ByteOffset(ref parameters, ref to) >= (nuint)count * (nuint)Unsafe.SizeOf<T>();
    }

    /// <summary>Checks that an output has no memory in common with what is read.</summary>
    /// <exception cref="ArgumentException">It has.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Apart<T>(string model, ref T parameters, int count, ReadOnlySpan<T> input, Span<T> output)
        where T : unmanaged
    {
        if (!AreApart(ref parameters, count, input, output))
        {
            ThrowOverlap(model, input.Overlaps(output) ? nameof(input) : nameof(parameters));
        }
    }

    /// <summary>Checks that what a training member reads does not lie in the memory that it writes to: parameters, gradients, activations.</summary>
    /// <param name="model">The model's name.</param>
    /// <param name="parameter">The name of what is read.</param>
    /// <param name="read">What is read, 1 number or more.</param>
    /// <param name="parameters">The model's parameters.</param>
    /// <param name="arena">Its training memory.</param>
    /// <exception cref="ArgumentException">It does.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void NotOwn<T>(string model, string parameter, ReadOnlySpan<T> read, in ParameterBuffer<T> parameters, in TrainingArena<T> arena)
        where T : unmanaged
    {
        if ((arena.Array is { } own && IsIn(read, own)) || IsIn(read, parameters.Array))
        {
            ThrowOwn(model, parameter);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsIn<T>(ReadOnlySpan<T> span, T[] buffer)
        where T : unmanaged =>
        (nuint)Unsafe.ByteOffset(ref MemoryMarshal.GetArrayDataReference(buffer), ref MemoryMarshal.GetReference(span)) < (nuint)buffer.Length * (nuint)Unsafe.SizeOf<T>();

    /// <summary>Checks that <c>Backward</c> has a <c>Forward</c> to work on.</summary>
    /// <exception cref="InvalidOperationException">It has not.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void HasForward(string model, int examples)
    {
        if (examples == 0)
        {
            throw new InvalidOperationException($"{model}: Backward takes the examples of the Forward before it; call Forward first, once for each Backward.");
        }
    }

    /// <summary>Checks that <c>Update</c> has gradients to work on.</summary>
    /// <exception cref="InvalidOperationException">It has not.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void HasGradients(string model, bool has)
    {
        if (!has)
        {
            throw new InvalidOperationException($"{model}: Update takes the gradients of the Backward before it; call Forward and Backward first. (TrainBatch has updated the parameters itself.)");
        }
    }

    /// <summary>Checks a number of threads.</summary>
    /// <returns>The same number.</returns>
    /// <exception cref="ArgumentOutOfRangeException">It is not 1 to 256.</exception>
    public static int DegreeOfParallelism(string model, int threads) => threads is >= 1 and <= TrainingTeam<float>.MostThreads
        ? threads
        : throw new ArgumentOutOfRangeException(
            nameof(DegreeOfParallelism), threads, $"{model}: DegreeOfParallelism is 1 to {TrainingTeam<float>.MostThreads} threads.");

    /// <summary>Checks a learning rate.</summary>
    /// <returns>The same number.</returns>
    /// <exception cref="ArgumentOutOfRangeException">It is negative or not finite.</exception>
    public static T LearningRate<T>(string model, T rate)
        where T : unmanaged, IFloatingPointIeee754<T>
        => rate >= T.Zero && T.IsFinite(rate)
            ? rate
            : throw new ArgumentOutOfRangeException(nameof(LearningRate), rate, $"{model}: LearningRate is a finite number of 0 or more.");

    /// <summary>
    /// Checks that of the <paramref name="perExample"/> targets of every example, <paramref name="length"/> from <paramref name="first"/> on are 0 to
    /// <paramref name="most"/>.
    /// </summary>
    /// <exception cref="ArgumentException">One is not, or is NaN.</exception>
    public static void Targets<T>(string model, string loss, string parameter, ReadOnlySpan<T> targets, int perExample, int first, int length, T most)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int example = 0; example < targets.Length; example += perExample)
        {
            ReadOnlySpan<T> part = targets.Slice(example + first, length);
            for (int i = 0; i < part.Length; i++)
            {
                if (!(part[i] >= T.Zero && part[i] <= most))
                {
                    string range = T.IsInfinity(most) ? "of 0 or more" : string.Create(CultureInfo.InvariantCulture, $"from 0 to {most}");
                    throw new ArgumentException(
                        $"{model}: {loss} takes targets {range}, but in {parameter}, "
                        + string.Create(CultureInfo.InvariantCulture, $"target {first + i} of example {example / perExample} is {part[i]}."),
                        parameter);
                }
            }
        }
    }

    [DoesNotReturn]
    private static void ThrowStep(string model, int input, int inputs, int output, int outputs)
    {
        if (input != inputs)
        {
            throw new ArgumentException($"{model}: a step of the stream takes {inputs} numbers, but input has {input}.", nameof(input));
        }

        if (output != outputs)
        {
            throw new ArgumentException($"{model}: a step of the stream gives {outputs} numbers, but output has {output}.", nameof(output));
        }

        ThrowOverlap(model, nameof(input));
    }

    [DoesNotReturn]
    private static void ThrowOverlap(string model, string read) => throw new ArgumentException(
        $"{model}: output has memory in common with {read}, which is read while output is written; give it memory of its own.", "output");

    [DoesNotReturn]
    private static void ThrowOwn(string model, string parameter) => throw new ArgumentException(
        $"{model}: {parameter} lies in the model's own memory (what Forward returned, Gradients, InputGradients or Parameters), which this call writes to; pass a copy of it.", parameter);

    [DoesNotReturn]
    private static void ThrowExamples(string model, string parameter, int length, int perExample, int most) => throw new ArgumentException(
        most == int.MaxValue
            ? $"{model}: {parameter} takes a positive multiple of {perExample} numbers, {perExample} for each example, but has {length}."
            : $"{model}: {parameter} takes {perExample} numbers for each of 1 to {most} examples (MaxBatch), but has {length}.",
        parameter);

    [DoesNotReturn]
    private static void ThrowLength(string model, string parameter, int length, int examples, int perExample) => throw new ArgumentException(
        $"{model}: {parameter} takes {(long)examples * perExample} numbers, {perExample} for each of {examples} examples, but has {length}.",
        parameter);

    [DoesNotReturn]
    private static void ThrowParameters(string model, string parameter, int length, int count) => throw new ArgumentException(
        $"{model}: {parameter} takes all {count} parameters of the model, but has {length} numbers.", parameter);
}
