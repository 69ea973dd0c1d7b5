using System;

namespace ModelGen;

/// <summary>A network on a sequence as it comes, a time at each step. Steps allocate nothing and take no lock; a stream is for one thread at a time.</summary>
/// <typeparam name="T">The model's number type.</typeparam>
public interface IModelStream<T>
    where T : unmanaged
{
    /// <summary>The numbers that a step takes: those of one time.</summary>
    int InputLength { get; }

    /// <summary>The numbers that a step gives: those of one time, or, of a network that gives one answer to a sequence, the answer if it ended here.</summary>
    int OutputLength { get; }

    /// <summary>All that it remembers. To go back to a moment, copy it then, and write it back here; so a stream can also begin where another is.</summary>
    Span<T> State { get; }

    /// <summary>Goes back to the beginning: zeros, or what the network has learned to begin with.</summary>
    void Reset();

    /// <summary>Takes what comes at a time, and gives what the network says to it.</summary>
    /// <param name="input"><see cref="InputLength"/> numbers.</param>
    /// <param name="output">Where <see cref="OutputLength"/> numbers go: memory of its own, no part of a state or of the parameters either.</param>
    /// <exception cref="ArgumentException">A length does not fit, or input and output share memory. States and parameters are not looked for: that would cost a small
    /// network a tenth of its step.</exception>
    void Step(ReadOnlySpan<T> input, Span<T> output);
}
