namespace ModelGen;

/// <summary>
/// A recurrent layer without gates (PyTorch's RNN, Keras's SimpleRNN), over a sequence (time, features):
/// h[t, o] = tanh(bias_ih[o] + Σᵢ x[t, i] · weight_ih[o, i] + bias_hh[o] + Σⱼ h[t − 1, j] · weight_hh[o, j]).
/// Parameters: <c>weight_ih_l0</c> (units, features), <c>weight_hh_l0</c> (units, units), <c>bias_ih_l0</c> and <c>bias_hh_l0</c> (units);
/// of the way back the same with <c>_reverse</c>.
/// </summary>
/// <example>
/// <code>
/// [Model]
/// [Input(20, 3)]
/// [SimpleRnn(16, ReturnSequences = true)]    // (20, 16)
/// [SimpleRnn(8)]                             // (8)
/// [Dense(1)]
/// [MeanSquaredErrorLoss]
/// [Adam]
/// public sealed partial class Trend;
/// </code>
/// </example>
/// <param name="units">The numbers of the state, 1 or more.</param>
public sealed class SimpleRnnAttribute(int units) : RecurrentLayerAttribute(units)
{
    /// <summary>
    /// What stands for tanh in the formula, with its usual slope or α; PyTorch knows <see cref="Activation.Relu"/> beside. <see cref="LayerAttribute.Activation"/> is
    /// applied to what the layer gives, not to what it hands on. Default <see cref="Activation.Tanh"/>.
    /// </summary>
    public Activation Nonlinearity { get; set; } = Activation.Tanh;
}
