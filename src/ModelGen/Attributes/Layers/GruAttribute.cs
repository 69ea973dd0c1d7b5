namespace ModelGen;

/// <summary>
/// A gated recurrent unit (PyTorch's GRU, Keras's GRU with reset_after), over a sequence (time, features). At each time, with W the weights of the inputs and
/// U those of the state:
/// r = σ(W_r · x + b_r + U_r · h + c_r), z = σ(W_z · x + b_z + U_z · h + c_z), n = tanh(W_n · x + b_n + r · (U_n · h + c_n)), and the next state is
/// (1 − z) · n + z · h. Parameters: <c>weight_ih_l0</c> (3 · units, features), <c>weight_hh_l0</c> (3 · units, units), <c>bias_ih_l0</c> and
/// <c>bias_hh_l0</c> (3 · units), each with the rows of r, z and n one after the other; of the way back the same with <c>_reverse</c>.
/// </summary>
/// <remarks>Keras keeps its gates in the order z, r, n and its weights transposed: exchange the first two thirds, then transpose.</remarks>
/// <example>
/// <code>
/// [Model]
/// [Input(50, 6)]
/// [Gru(32)]          // (32)
/// [Dense(4)]
/// [SoftmaxCrossEntropyLoss]
/// [Adam]
/// public sealed partial class Gesture;
/// </code>
/// </example>
/// <param name="units">The numbers of the state, 1 or more.</param>
public sealed class GruAttribute(int units) : RecurrentLayerAttribute(units)
{
    /// <summary>
    /// Whether layer normalisations keep the sums in range (Ba, Kiros and Hinton, Layer Normalization, 2016): the products of all gates with the inputs and those with the
    /// state each become w · (p − mean) / √(variance + 1e-5) + b over the 3 · units of them, in the place of adding biases. Parameters <c>norm_weight_ih_l0</c>,
    /// <c>norm_bias_ih_l0</c>, and the same with <c>hh</c>, (3 · units); without <see cref="RecurrentLayerAttribute.Bias"/> no biases. Default <see langword="false"/>.
    /// </summary>
    public bool LayerNorm { get; set; }
}
