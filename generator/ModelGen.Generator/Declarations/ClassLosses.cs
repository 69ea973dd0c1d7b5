namespace ModelGen.Generator.Declarations;

/// <summary>
/// The losses whose target may be the index of a class. A model with one has members that take indices, so that the declaration alone has to tell.
/// </summary>
internal static class ClassLosses
{
    /// <param name="loss">The attribute's name.</param>
    public static bool Contains(string loss) => loss == "SoftmaxCrossEntropyLoss";
}
