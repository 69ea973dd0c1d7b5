namespace ModelGen;

/// <summary>What stands in the border that <see cref="PadAttribute"/> adds, in NumPy's words.</summary>
public enum PadMode
{
    /// <summary>One number.</summary>
    Constant,

    /// <summary>The picture mirrored at its first and last row and column, which are not repeated: c b | a b c | b a.</summary>
    Reflect,

    /// <summary>The first and last row and column again: a a | a b c | c c.</summary>
    Edge,
}
