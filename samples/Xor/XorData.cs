using ModelGen.Data;

namespace Samples.Xor;

/// <summary>The four rows of the truth table.</summary>
internal static class XorData
{
    private static readonly ClassDataset<float> Table = new(
        new float[] { 0, 0, 0, 1, 1, 0, 1, 1 }, new[] { 0, 1, 1, 0 }, inputLength: 2);

    /// <summary>With the answer as a number.</summary>
    public static Dataset<float> Numbers { get; } = Table.ToNumbers();

    /// <summary>With the answer as a one-hot row.</summary>
    public static Dataset<float> Classes { get; } = Table.ToOneHot(2);
}
