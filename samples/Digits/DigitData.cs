using ModelGen.Data;

namespace Samples.Digits;

/// <summary>Pictures of 28 × 28 grey values from 0 to 1, and which of the ten digits each shows.</summary>
internal sealed record DigitData(ClassDataset<float> Training, ClassDataset<float> Test)
{
    /// <summary>The height and the width of a picture.</summary>
    public const int Side = 28;

    /// <summary>The numbers of a picture.</summary>
    public const int Pixels = Side * Side;
}
