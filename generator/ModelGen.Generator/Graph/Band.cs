namespace ModelGen.Generator.Graph;

/// <summary>
/// The points of a Contract that matter: column ≤ row. What lies outside is 0 in an operand, or a result that nobody reads: a kernel
/// may leave out whole tiles of it, and their results are then 0.
/// </summary>
/// <remarks>Causal attention: the rows are queries, the columns keys.</remarks>
/// <param name="Row">The later of two times.</param>
/// <param name="Column">The earlier one.</param>
internal sealed record Band(Axis Row, Axis Column)
{
    public override string ToString() => $"{Column.Name} ≤ {Row.Name}";
}
