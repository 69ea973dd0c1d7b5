namespace ModelGen.Generator.StraightLine;

/// <summary>Which of some equal parts of a program is written: one, or all at once in a loop.</summary>
/// <param name="First">The first number that it is about; in a loop, of its first turn.</param>
/// <param name="Index">What is added to that in later turns; null outside of a loop.</param>
internal readonly record struct Turn(int First, string? Index)
{
    /// <summary>The place of number <paramref name="k"/> of this turn, where number 0 of all is at <paramref name="start"/>.</summary>
    public Place Of(Place start, int stride, int k = 0) =>
        start.Plus((First + k) * stride) with { Index = Index is null || stride == 0 ? null : (Index, stride) };
}
