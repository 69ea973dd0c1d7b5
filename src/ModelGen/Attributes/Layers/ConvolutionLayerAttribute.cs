namespace ModelGen;

/// <summary>What convolutions of every kind can be told. A convolution is a cross-correlation: the kernel is not flipped.</summary>
public abstract class ConvolutionLayerAttribute : LayerAttribute
{
    /// <summary>How far the window moves from one output to the next, 1 or more. Default 1.</summary>
    public int Stride { get; set; } = 1;

    /// <summary>Zeros around the input, 0 or more on each side, or <see cref="ModelGen.Padding.Same"/>; over a sequence also <see cref="ModelGen.Padding.Causal"/>. Default <see cref="ModelGen.Padding.None"/>.</summary>
    public int Padding { get; set; }

    /// <summary>Zeros before the first column. Unless set, <see cref="Padding"/>.</summary>
    public int PaddingLeft { get; set; }

    /// <summary>Zeros after the last column. Unless set, <see cref="Padding"/>.</summary>
    public int PaddingRight { get; set; }

    /// <summary>The distance between inputs that neighbours in the kernel see, 1 or more. Default 1.</summary>
    public int Dilation { get; set; } = 1;

    /// <summary>Whether a bias is added, one for each output channel. Default <see langword="true"/>.</summary>
    public bool Bias { get; set; } = true;

    /// <summary>How the weights start. Fan-in and fan-out are PyTorch's: the weight's second and first size, times the elements of the kernel.</summary>
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
