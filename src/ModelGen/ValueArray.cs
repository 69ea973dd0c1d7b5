using System;
using System.Collections;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Runtime.CompilerServices;

namespace ModelGen;

/// <summary>A few values that never change, such as the extents of a shape. Equal to another with the same values in the same order.</summary>
/// <remarks>
/// Written as a collection expression, <c>ValueArray&lt;int&gt; shape = [28, 28, 1]</c>; read by index, <c>foreach</c>, LINQ, patterns (<c>shape is [_, _, 1]</c>)
/// or as a span. The default is empty.
/// </remarks>
/// <typeparam name="T">The values' type.</typeparam>
[CollectionBuilder(typeof(ValueArray), nameof(ValueArray.Create))]
public readonly struct ValueArray<T> : IReadOnlyList<T>, IEquatable<ValueArray<T>>
{
    private readonly ImmutableArray<T> _values;

    internal ValueArray(ReadOnlySpan<T> values) => _values = [.. values];

    /// <summary>The number of values.</summary>
    public int Length => Values.Length;

    /// <summary>The value at a place.</summary>
    /// <param name="index">0 up to <see cref="Length"/>.</param>
    /// <exception cref="IndexOutOfRangeException">There is no such place.</exception>
    public T this[int index] => Values[index];

    int IReadOnlyCollection<T>.Count => Length;

    private ImmutableArray<T> Values => _values.IsDefault ? [] : _values;

    /// <summary>Whether both have the same values in the same order.</summary>
    public static bool operator ==(ValueArray<T> left, ValueArray<T> right) => left.Equals(right);

    /// <summary>Whether they differ in a value or in their number.</summary>
    public static bool operator !=(ValueArray<T> left, ValueArray<T> right) => !left.Equals(right);

    /// <summary>The values where they lie.</summary>
    public ReadOnlySpan<T> AsSpan() => Values.AsSpan();

    /// <summary>Some of the values where they lie: <c>shape[1..]</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are no such values.</exception>
    public ReadOnlySpan<T> Slice(int start, int length) => AsSpan().Slice(start, length);

    /// <summary>A copy of the values.</summary>
    public T[] ToArray() => [.. Values];

    /// <summary>Goes through the values without allocating.</summary>
    public ImmutableArray<T>.Enumerator GetEnumerator() => Values.GetEnumerator();

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => Values.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => Values.AsEnumerable().GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(ValueArray<T> other) => AsSpan().SequenceEqual(other.AsSpan(), EqualityComparer<T>.Default);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ValueArray<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        foreach (T value in this)
        {
            hash.Add(value);
        }

        return hash.ToHashCode();
    }

    /// <summary>The values in brackets, <c>(28, 28, 1)</c>, the same on every machine.</summary>
    public override string ToString() => $"({string.Join(", ", this.Select(value => Convert.ToString(value, CultureInfo.InvariantCulture)))})";
}

/// <summary>Makes arrays that never change.</summary>
public static class ValueArray
{
    /// <summary>Copies values: what a collection expression calls.</summary>
    public static ValueArray<T> Create<T>(ReadOnlySpan<T> values) => new(values);
}
