using System;
using System.Globalization;

namespace ModelGen.Generator.Diagnostics.Rules;

/// <summary>The values that a number may have, all of them finite.</summary>
/// <param name="Text">As a message ends: "must be" ….</param>
internal sealed record Bounds(string Text, Func<double, bool> Include)
{
    public static Bounds Finite { get; } = new("a finite number", _ => true);

    public static Bounds ZeroOrMore { get; } = new("0 or more, and finite", x => x >= 0);

    public static Bounds AboveZero { get; } = new("above 0, and finite", x => x > 0);

    public static Bounds OneOrMore { get; } = new("1 or more, and finite", x => x >= 1);

    public static Bounds ZeroToOne { get; } = new("from 0 to 1", x => x is >= 0 and <= 1);

    public static Bounds ZeroToBelowOne { get; } = new("0 or more and below 1", x => x is >= 0 and < 1);

    public static Bounds AboveZeroToBelowOne { get; } = new("above 0 and below 1", x => x is > 0 and < 1);

    public bool Contains(double x) => !double.IsNaN(x) && !double.IsInfinity(x) && Include(x);

    /// <summary>Whether what a model of single precision makes of the number is still one: neither infinite nor, where 0 is none, 0.</summary>
    public bool ContainsAsSingle(double x) => Contains(x) && !float.IsInfinity((float)x) && ((float)x != 0 || Include(0));

    public static string Format(double x) => x.ToString("R", CultureInfo.InvariantCulture);
}
