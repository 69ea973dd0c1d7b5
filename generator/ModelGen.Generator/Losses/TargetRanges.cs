namespace ModelGen.Generator.Losses;

/// <summary>Which targets a loss is made for, where not any number will do.</summary>
internal static class TargetRanges
{
    /// <summary>The largest target of a loss that takes probabilities, from 0 on; infinite where they need not add up to 1. Null for a loss that takes any number.</summary>
    public static double? LargestOf(Loss loss) => loss.Name switch
    {
        "BinaryCrossEntropyLoss" or "ContrastiveLoss" or "BinaryCrossEntropyWithLogitsLoss" => 1,
        "KLDivergenceLoss" => double.PositiveInfinity,
        _ => null,
    };
}
