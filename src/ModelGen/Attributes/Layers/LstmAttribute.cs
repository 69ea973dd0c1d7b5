namespace ModelGen;

/// <summary>
/// A long short-term memory (PyTorch's and Keras's LSTM), over a sequence (time, features). At each time, with W the weights of the inputs and U those of the
/// state: i = σ(W_i · x + b_i + U_i · h + c_i), f = σ(W_f · x + b_f + U_f · h + c_f), g = tanh(W_g · x + b_g + U_g · h + c_g),
/// o = σ(W_o · x + b_o + U_o · h + c_o); the next memory is f · memory + i · g, the next state o · tanh(next memory).
/// Parameters: <c>weight_ih_l0</c> (4 · units, features), <c>weight_hh_l0</c> (4 · units, units), <c>bias_ih_l0</c> and <c>bias_hh_l0</c> (4 · units), each
/// with the rows of i, f, g and o one after the other; of the way back the same with <c>_reverse</c>.
/// </summary>
/// <remarks>Keras has the same order of gates, its weights transposed, and a single bias, the sum of the two.</remarks>
/// <example>
/// <code>
/// [Model]
/// [Input(50, 6)]
/// [Lstm(32, ReturnSequences = true)]    // (50, 32)
/// [Lstm(32)]                            // (32)
/// [Dense(1)]
/// [MeanSquaredErrorLoss]
/// [Adam]
/// public sealed partial class Forecast;
/// </code>
/// </example>
/// <param name="units">The numbers of the state, 1 or more.</param>
public sealed class LstmAttribute(int units) : RecurrentLayerAttribute(units)
{
    /// <summary>
    /// Whether layer normalisations keep the sums in range (Ba, Kiros and Hinton, Layer Normalization, 2016): the products of all gates with the inputs and those with the
    /// state each become w · (p − mean) / √(variance + 1e-5) + b over the 4 · units of them, in the place of adding biases; so is the next
    /// memory where the state is o · tanh of it, though it is handed on as it is. Parameters <c>norm_weight_ih_l0</c>,
    /// <c>norm_bias_ih_l0</c>, and the same with <c>hh</c>, (4 · units); of the memory with <c>c</c>, (units); without <see cref="RecurrentLayerAttribute.Bias"/> no biases. Default <see langword="false"/>.
    /// </summary>
    public bool LayerNorm { get; set; }
}
