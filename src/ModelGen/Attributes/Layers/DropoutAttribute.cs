namespace ModelGen;

/// <summary>
/// In training, replaces each number by 0 with probability <paramref name="rate"/> and multiplies the others by 1 / (1 − rate), so that their mean stays as it is
/// (PyTorch's Dropout; Srivastava et al., JMLR 15, 2014). Inference passes its input on.
/// </summary>
/// <remarks>
/// Which numbers are dropped is a function of the model's <see cref="IDropoutModel.DropoutSeed"/> and <see cref="IDropoutModel.DropoutStep"/>, the layer, the place of the example in its batch
/// and the place of the number in the example: the same for any number of threads and on any machine.
/// </remarks>
/// <example>
/// <code>
/// [Model]
/// [Input(784)]
/// [Dense(128, Activation.Relu)]
/// [Dropout(0.5)]
/// [Dense(10)]
/// [SoftmaxCrossEntropyLoss]
/// [Adam]
/// public sealed partial class Careful;
/// </code>
/// </example>
/// <param name="rate">The probability, from 0 to below 1.</param>
public sealed class DropoutAttribute(double rate) : LayerAttribute
{
    /// <summary>The probability that a number becomes 0, from 0 to below 1.</summary>
    public double Rate { get; } = rate;
}
