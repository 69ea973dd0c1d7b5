using System.Runtime.CompilerServices;

namespace ModelGen.Numerics;

/// <summary>A number of lanes as a type, so that the JIT knows it.</summary>
public interface IOverlap
{
    /// <summary>The lanes.</summary>
    static abstract int Count { get; }
}

/// <summary>1.</summary>
public readonly struct By1 : IOverlap
{
    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 1;
    }
}

/// <summary>2.</summary>
public readonly struct By2 : IOverlap
{
    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 2;
    }
}

/// <summary>3.</summary>
public readonly struct By3 : IOverlap
{
    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 3;
    }
}

/// <summary>4.</summary>
public readonly struct By4 : IOverlap
{
    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 4;
    }
}

/// <summary>5.</summary>
public readonly struct By5 : IOverlap
{
    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 5;
    }
}

/// <summary>6.</summary>
public readonly struct By6 : IOverlap
{
    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 6;
    }
}

/// <summary>7.</summary>
public readonly struct By7 : IOverlap
{
    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 7;
    }
}

/// <summary>8.</summary>
public readonly struct By8 : IOverlap
{
    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 8;
    }
}

/// <summary>9.</summary>
public readonly struct By9 : IOverlap
{
    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 9;
    }
}

/// <summary>10.</summary>
public readonly struct By10 : IOverlap
{
    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 10;
    }
}

/// <summary>11.</summary>
public readonly struct By11 : IOverlap
{
    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 11;
    }
}

/// <summary>12.</summary>
public readonly struct By12 : IOverlap
{
    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 12;
    }
}

/// <summary>13.</summary>
public readonly struct By13 : IOverlap
{
    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 13;
    }
}

/// <summary>14.</summary>
public readonly struct By14 : IOverlap
{
    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 14;
    }
}

/// <summary>15.</summary>
public readonly struct By15 : IOverlap
{
    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 15;
    }
}
