using System;
using System.Numerics;
using ModelGen.CompilerServices;

namespace ModelGen.Data;

/// <summary>Examples to learn from or to measure with: one row of inputs and one of targets each, row-major and immutable.</summary>
/// <typeparam name="T">The type of the inputs: <see cref="float"/> or <see cref="double"/>.</typeparam>
/// <typeparam name="TTarget">The type of the targets: <typeparamref name="T"/>, or <see cref="int"/> for classes.</typeparam>
/// <remarks>The memory given to the constructor is used as it is, not copied: do not change it afterwards.</remarks>
public abstract class Examples<T, TTarget>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TTarget : unmanaged
{
    private readonly ReadOnlyMemory<T> _inputs;
    private readonly ReadOnlyMemory<TTarget> _targets;

    private protected Examples(ReadOnlyMemory<T> inputs, ReadOnlyMemory<TTarget> targets, int inputLength, int targetLength)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputLength, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(targetLength, 1);
        if (inputs.Length == 0 || inputs.Length % inputLength != 0)
        {
            throw new ArgumentException(
                $"The inputs have {inputs.Length} numbers, expected a positive multiple of the {inputLength} of one example.",
                nameof(inputs));
        }

        int count = inputs.Length / inputLength;
        if (targets.Length != (long)count * targetLength)
        {
            (string words, string parameter) = typeof(TTarget) == typeof(int) ? ("classes", "classes") : ("numbers", nameof(targets));
            string elsewhere = typeof(TTarget) == typeof(int) ? " Outputs with several dimensions have a class for each position: say how many as classesPerExample." : "";
            throw new ArgumentException(
                $"The targets have {targets.Length} {words}, expected {(long)count * targetLength}: {targetLength} for each of the {count} examples of the inputs.{elsewhere}",
                parameter);
        }

        _inputs = inputs;
        _targets = targets;
        Count = count;
        InputLength = inputLength;
        TargetLength = targetLength;
    }

    /// <summary>The number of examples, 1 or more.</summary>
    public int Count { get; }

    /// <summary>The numbers in the input of one example.</summary>
    public int InputLength { get; }

    /// <summary>The numbers in the target of one example.</summary>
    public int TargetLength { get; }

    /// <summary>All inputs, (Count, InputLength).</summary>
    public ReadOnlySpan<T> Inputs => _inputs.Span;

    /// <summary>All targets, (Count, TargetLength).</summary>
    public ReadOnlySpan<TTarget> Targets => _targets.Span;

    /// <summary>The input of one example, 0 up to Count.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such example.</exception>
    public ReadOnlySpan<T> Input(int index)
    {
        CheckIndex(index);
        return Inputs.Slice(index * InputLength, InputLength);
    }

    /// <summary>The target of one example, 0 up to Count.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such example.</exception>
    public ReadOnlySpan<TTarget> Target(int index)
    {
        CheckIndex(index);
        return Targets.Slice(index * TargetLength, TargetLength);
    }

    /// <summary>The sum over <paramref name="count"/> examples from number <paramref name="first"/> on of what the metric averages over positions.</summary>
    /// <param name="metric">What is measured.</param>
    /// <param name="outputs">The examples' outputs.</param>
    /// <param name="first">The number of the first example.</param>
    /// <param name="count">How many examples there are.</param>
    /// <param name="rowLength">The outputs of one position: the last dimension.</param>
    internal abstract double Sum(Training.Metric metric, ReadOnlySpan<T> outputs, int first, int count, int rowLength);

    /// <summary>What the metric averages over positions, of one position.</summary>
    /// <param name="metric">What is measured.</param>
    /// <param name="outputs">The outputs of the position.</param>
    /// <param name="target">Its targets.</param>
    internal abstract double OfRow(Training.Metric metric, ReadOnlySpan<T> outputs, ReadOnlySpan<TTarget> target);

    /// <summary>Whether the target of a position stands for none where <paramref name="ignoredClass"/> does.</summary>
    internal abstract bool IsIgnored(ReadOnlySpan<TTarget> target, int ignoredClass);

    /// <summary>What the target of a position counts in the loss, if classes have <paramref name="weights"/>.</summary>
    internal abstract double WeightOf(ReadOnlySpan<TTarget> target, ReadOnlySpan<double> weights);

    /// <summary>The class that stands for no target; <see cref="int.MinValue"/> if the data has none.</summary>
    internal virtual int IgnoredByData => int.MinValue;

    /// <summary>Checks the targets by what the model asks of them.</summary>
    /// <exception cref="ArgumentException">One is none that the model's loss is made for.</exception>
    internal virtual void CheckTargets(IExampleChecks<T> checks, string name)
    {
    }

    /// <summary>Why a model with outputs of this length cannot be trained with these targets, or measured; null if it can.</summary>
    /// <param name="outputLength">The numbers of an example's outputs.</param>
    /// <param name="counting">Which of the targets count; the lengths among the inputs have been checked.</param>
    /// <param name="toTrain">Whether the model is to be trained.</param>
    internal abstract string? Misfit(int outputLength, Training.TargetCounting counting, bool toTrain);

    private protected int CountOf(double fraction)
    {
        if (!(fraction > 0 && fraction < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(fraction), fraction, "Expected a fraction between 0 and 1, both exclusive.");
        }

        return (int)Math.Round(fraction * Count);
    }

    /// <summary>Copies of the rows, shuffled with <paramref name="seed"/> and cut after <paramref name="count"/> of them.</summary>
    private protected (Rows First, Rows Second) SplitRows(int count, int seed)
    {
        if (count < 1 || count >= Count)
        {
            throw new ArgumentOutOfRangeException(
                nameof(count), count, $"Expected 1 to {Count - 1}, so that both parts of the {Count} examples have one.");
        }

        int[] order = new int[Count];
        RowOrder.Shuffled(order, seed, 0);
        return (Take(order.AsSpan(0, count)), Take(order.AsSpan(count)));
    }

    private protected Rows SliceRows(int start, int count)
    {
        if (start < 0 || count < 1 || start > Count - count)
        {
            throw new ArgumentOutOfRangeException(
                nameof(start), start, $"Expected 1 or more of the {Count} examples, given {count} from number {start} on.");
        }

        return new(_inputs.Slice(start * InputLength, count * InputLength), _targets.Slice(start * TargetLength, count * TargetLength));
    }

    private Rows Take(ReadOnlySpan<int> order)
    {
        T[] takenInputs = new T[order.Length * InputLength];
        TTarget[] takenTargets = new TTarget[order.Length * TargetLength];
        RowOrder.Gather(Inputs, InputLength, order, takenInputs);
        RowOrder.Gather(Targets, TargetLength, order, takenTargets);
        return new(takenInputs, takenTargets);
    }

    /// <summary>The inputs of every example with more numbers behind them.</summary>
    private protected T[] Appended(ReadOnlyMemory<T> numbers, int perExample)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(perExample, 1);
        if (numbers.Length != (long)Count * perExample)
        {
            throw new ArgumentException($"There are {numbers.Length} numbers, expected {(long)Count * perExample}: {perExample} for each of the {Count} examples.", nameof(numbers));
        }

        int length = InputLength + perExample;
        T[] all = new T[checked(Count * length)];
        for (int example = 0; example < Count; example++)
        {
            Input(example).CopyTo(all.AsSpan(example * length));
            numbers.Span.Slice(example * perExample, perExample).CopyTo(all.AsSpan((example * length) + InputLength));
        }

        return all;
    }

    private void CheckIndex(int index)
    {
        if ((uint)index >= (uint)Count)
        {
            throw new ArgumentOutOfRangeException(nameof(index), index, $"Expected 0 to {Count - 1}.");
        }
    }

    private protected readonly record struct Rows(ReadOnlyMemory<T> Inputs, ReadOnlyMemory<TTarget> Targets);
}
