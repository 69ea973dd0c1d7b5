using System;

namespace ModelGen.Generator.Common;

/// <summary>What a record computes from its other members once and keeps; no part of what it compares by.</summary>
internal readonly struct Derived<T>(T value) : IEquatable<Derived<T>>
{
    public T Value { get; } = value;

    public bool Equals(Derived<T> other) => true;

    public override bool Equals(object? obj) => obj is Derived<T>;

    public override int GetHashCode() => 0;
}
