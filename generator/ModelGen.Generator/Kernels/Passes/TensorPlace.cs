namespace ModelGen.Generator.Kernels.Passes;

/// <summary>Where a pass finds a tensor.</summary>
/// <param name="Buffer">The reference it is counted from: parameters, arena, scratch, or the tensor's own.</param>
/// <param name="Offset">In elements from there.</param>
/// <param name="PerExample">Whether the offset is that of one example, and counts for each of the batch.</param>
internal sealed record TensorPlace(string Buffer, long Offset = 0, bool PerExample = false)
{
    /// <summary>How many elements from <paramref name="other"/> to here; null where they do not lie in one buffer.</summary>
    public long? From(TensorPlace other) => Buffer == other.Buffer && PerExample == other.PerExample ? Offset - other.Offset : null;

    /// <summary>As an expression behind <c>ref</c>.</summary>
    public override string ToString() => Offset == 0 ? Buffer : $"Unsafe.Add(ref {Buffer}, {(PerExample ? "batch * " : "")}{Offset})";
}
