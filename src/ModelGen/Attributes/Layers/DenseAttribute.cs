namespace ModelGen;

/// <summary>
/// A fully connected layer (PyTorch's Linear, with its activation): y[…, o] = activation(bias[o] + Σᵢ x[…, i] · weight[o, i]).
/// It works along the last dimension of whatever it gets: a sequence (time, features) becomes (time, units), each step by the same weights;
/// <c>[Flatten]</c> before it makes one row of all. Parameters: <c>weight</c> (units, features) and <c>bias</c> (units).
/// </summary>
/// <example>
/// <code>
/// [Model]
/// [Input(2)]
/// [Dense(8, Activation.Tanh)]
/// [Dense(1, Activation.Sigmoid)]
/// [BinaryCrossEntropyLoss]
/// [Adam]
/// public sealed partial class Xor;
/// </code>
/// </example>
/// <param name="units">The number of outputs, 1 or more.</param>
/// <param name="activation">Applied to the sums; identity unless given.</param>
public sealed class DenseAttribute(int units, Activation activation = Activation.Identity) : LayerAttribute(activation)
{
    /// <summary>The number of outputs.</summary>
    public int Units { get; } = units;

    /// <summary>Whether a bias is added. Default <see langword="true"/>.</summary>
    public bool Bias { get; set; } = true;

    /// <summary>How the weights start.</summary>
    public Initializer Init { get; set; } = Initializer.Default;

    /// <summary>The number that <see cref="Init"/> needs: the constant, the uniform limit, the standard deviation or the gain.</summary>
    public double InitValue { get; set; }

    /// <summary>How the biases start. Default <see cref="Initializer.Zeros"/>.</summary>
    public Initializer BiasInit { get; set; } = Initializer.Default;

    /// <summary>The number that <see cref="BiasInit"/> needs: the constant, the uniform limit or the standard deviation.</summary>
    public double BiasInitValue { get; set; }

    /// <summary>Whether training changes the layer's parameters; a frozen layer passes gradients on but has none itself. Default <see langword="true"/>.</summary>
    public bool Trainable { get; set; } = true;

    /// <summary>Adds L1 · Σ|w| over the layer's weights to the loss. Default 0.</summary>
    public double L1 { get; set; }

    /// <summary>Adds L2 · Σw² over the layer's weights to the loss. Default 0.</summary>
    public double L2 { get; set; }
}
