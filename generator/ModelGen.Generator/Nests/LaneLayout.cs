
namespace ModelGen.Generator.Nests;

/// <summary>
/// How tensors with examples in the lanes lie in memory: [block of 16 examples][the dimensions of one example][16 examples]. The same on every machine: a
/// vector of 512 bits holds the floats of a block, narrower ones a half, a quarter, one.
/// </summary>
internal static class LaneLayout
{
    /// <summary>The examples of a block; the last block may be partly filled.</summary>
    public const int Block = 16;

    /// <summary>The axis of the examples of a block, which a loop goes along by as many as a vector holds.</summary>
    public const string Lane = "lane";

    public static int Blocks(int examples) => (examples + Block - 1) / Block;
}
