using ModelGen.Generator.Nests;

namespace ModelGen.Generator.Emission.Lanes;

/// <summary>What the loops of a kernel with examples in the lanes are called.</summary>
internal static class LaneNames
{
    /// <summary>How many blocks of 16 examples there are.</summary>
    public const string Blocks = "blocks";

    /// <summary>The columns that a call runs over.</summary>
    public const string First = "firstColumn", End = "endColumn";

    private const string Block = "block";

    public static string Of(NestAxis axis) => axis.IsDynamic ? Block : axis.Name;
}
