namespace ModelGen;

/// <summary>An activation function; the name in parentheses is PyTorch's, where it differs.</summary>
public enum Activation
{
    /// <summary>x.</summary>
    Identity,

    /// <summary>max(0, x).</summary>
    Relu,

    /// <summary>x for x &gt; 0, else slope · x (LeakyReLU); the slope is the layer's <c>Slope</c>, 0.01 unless set.</summary>
    LeakyRelu,

    /// <summary>|x|, absolute-value rectification.</summary>
    Abs,

    /// <summary>1 / (1 + exp(−x)).</summary>
    Sigmoid,

    /// <summary>tanh(x).</summary>
    Tanh,

    /// <summary>exp(xᵢ) / Σⱼ exp(xⱼ) over the features of one example, shifted by the maximum so that it never overflows.</summary>
    Softmax,

    /// <summary>xᵢ − ln Σⱼ exp(xⱼ) over the features of one example (LogSoftmax).</summary>
    LogSoftmax,

    /// <summary>x for x &gt; 0, else α · (exp(x) − 1); α is the layer's <c>Alpha</c>, 1 unless set.</summary>
    Elu,

    /// <summary>The self-normalising exponential unit: λ · elu(x, α) with α = 1.67326…, λ = 1.05070….</summary>
    Selu,

    /// <summary>x · Φ(x) = x/2 · (1 + erf(x / √2)) (GELU).</summary>
    Gelu,

    /// <summary>x/2 · (1 + tanh(√(2/π) · (x + 0.044715 x³))) (GELU with approximate='tanh').</summary>
    GeluTanh,

    /// <summary>x · sigmoid(x), also called swish (SiLU).</summary>
    Silu,

    /// <summary>ln(1 + exp(x)).</summary>
    Softplus,

    /// <summary>x / (1 + |x|).</summary>
    Softsign,

    /// <summary>x · tanh(softplus(x)).</summary>
    Mish,

    /// <summary>min(max(0, x), 6).</summary>
    Relu6,

    /// <summary>min(max(0, x/6 + 1/2), 1) (Hardsigmoid).</summary>
    HardSigmoid,

    /// <summary>x · hardsigmoid(x) (Hardswish).</summary>
    HardSwish,

    /// <summary>min(max(−1, x), 1) (Hardtanh).</summary>
    HardTanh,
}
