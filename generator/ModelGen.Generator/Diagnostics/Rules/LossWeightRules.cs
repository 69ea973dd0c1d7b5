namespace ModelGen.Generator.Diagnostics.Rules;

/// <summary>Whether a loss has a weight for each of what it judges.</summary>
internal static class LossWeightRules
{
    /// <param name="source">What the loss judges.</param>
    /// <param name="length">How many numbers its last dimension has.</param>
    public static Problem? Check(Declared loss, string source, int length)
    {
        (string setting, bool mayBeOne) = loss.Attribute.Name == "SoftmaxCrossEntropyLoss" ? ("ClassWeights", false) : ("PositiveWeights", true);
        int count = loss.Attribute.Numbers(setting).Count;
        return count == 0 || count == length || (mayBeOne && count == 1)
            ? null
            : loss.Problem(DiagnosticDescriptors.WeightCount.Id, loss.Attribute.Name, setting, $"{count}", source, $"{length}", mayBeOne ? ", or one for all" : "");
    }
}
