namespace ModelGen.Generator.Graph;

/// <summary>How long the sequences of a batch are, of which there is room for more times.</summary>
/// <param name="Length">[batch, 1]: the real times, which come first.</param>
/// <param name="Real">[batch, times]: 1 at real times, 0 in the padding behind them.</param>
internal sealed record SequenceLengths(Value Length, Value Real);
