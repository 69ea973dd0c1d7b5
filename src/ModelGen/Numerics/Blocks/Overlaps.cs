namespace ModelGen.Numerics;

/// <summary>A number of lanes or columns as a type, so that the JIT knows it.</summary>
public interface IOverlap
{
    /// <summary>The lanes.</summary>
    static abstract int Count { get; }
}

/// <summary>None.</summary>
public readonly struct By0 : IOverlap
{
    static int IOverlap.Count => 0;
}

/// <summary>More than matters.</summary>
public readonly struct Far : IOverlap
{
    static int IOverlap.Count => int.MaxValue;
}

/// <summary>1 lanes.</summary>
public readonly struct By1 : IOverlap
{
    static int IOverlap.Count => 1;
}

/// <summary>2 lanes.</summary>
public readonly struct By2 : IOverlap
{
    static int IOverlap.Count => 2;
}

/// <summary>3 lanes.</summary>
public readonly struct By3 : IOverlap
{
    static int IOverlap.Count => 3;
}

/// <summary>4 lanes.</summary>
public readonly struct By4 : IOverlap
{
    static int IOverlap.Count => 4;
}

/// <summary>5 lanes.</summary>
public readonly struct By5 : IOverlap
{
    static int IOverlap.Count => 5;
}

/// <summary>6 lanes.</summary>
public readonly struct By6 : IOverlap
{
    static int IOverlap.Count => 6;
}

/// <summary>7 lanes.</summary>
public readonly struct By7 : IOverlap
{
    static int IOverlap.Count => 7;
}

/// <summary>8 lanes.</summary>
public readonly struct By8 : IOverlap
{
    static int IOverlap.Count => 8;
}

/// <summary>9 lanes.</summary>
public readonly struct By9 : IOverlap
{
    static int IOverlap.Count => 9;
}

/// <summary>10 lanes.</summary>
public readonly struct By10 : IOverlap
{
    static int IOverlap.Count => 10;
}

/// <summary>11 lanes.</summary>
public readonly struct By11 : IOverlap
{
    static int IOverlap.Count => 11;
}

/// <summary>12 lanes.</summary>
public readonly struct By12 : IOverlap
{
    static int IOverlap.Count => 12;
}

/// <summary>13 lanes.</summary>
public readonly struct By13 : IOverlap
{
    static int IOverlap.Count => 13;
}

/// <summary>14 lanes.</summary>
public readonly struct By14 : IOverlap
{
    static int IOverlap.Count => 14;
}

/// <summary>15 lanes.</summary>
public readonly struct By15 : IOverlap
{
    static int IOverlap.Count => 15;
}

/// <summary>16 lanes.</summary>
public readonly struct By16 : IOverlap
{
    static int IOverlap.Count => 16;
}
