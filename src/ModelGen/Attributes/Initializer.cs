namespace ModelGen;

/// <summary>
/// How a parameter tensor starts. Fan-in and fan-out are the numbers of inputs and outputs of one unit. Every initializer
/// draws from ModelGen's own seeded generator and gives the same bits on every machine.
/// </summary>
public enum Initializer
{
    /// <summary>
    /// Fits the layer: weights <see cref="HeUniform"/> before relu and its relatives, <see cref="LeCunNormal"/> before selu,
    /// <see cref="GlorotUniform"/> otherwise; biases <see cref="Zeros"/>.
    /// </summary>
    Default,

    /// <summary>All 0.</summary>
    Zeros,

    /// <summary>All 1.</summary>
    Ones,

    /// <summary>All equal to the layer's <c>InitValue</c> (or <c>BiasInitValue</c>).</summary>
    Constant,

    /// <summary>Uniform in ±<c>InitValue</c>, 0.05 unless set.</summary>
    Uniform,

    /// <summary>Normal with mean 0 and standard deviation <c>InitValue</c>, 0.05 unless set.</summary>
    Normal,

    /// <summary>Uniform in ±√(6 / (fan-in + fan-out)) (Glorot and Bengio 2010; PyTorch's xavier_uniform_).</summary>
    GlorotUniform,

    /// <summary>Normal with standard deviation √(2 / (fan-in + fan-out)) (Glorot and Bengio 2010; xavier_normal_).</summary>
    GlorotNormal,

    /// <summary>Uniform in ±√(6 / fan-in) (He et al. 2015; kaiming_uniform_ with relu).</summary>
    HeUniform,

    /// <summary>Normal with standard deviation √(2 / fan-in) (He et al. 2015; kaiming_normal_ with relu).</summary>
    HeNormal,

    /// <summary>Uniform in ±√(3 / fan-in) (LeCun et al. 1998).</summary>
    LeCunUniform,

    /// <summary>Normal with standard deviation √(1 / fan-in) (LeCun et al. 1998).</summary>
    LeCunNormal,

    /// <summary>Rows or columns orthonormal, times <c>InitValue</c>, 1 unless set (Saxe et al. 2013; orthogonal_).</summary>
    Orthogonal,
}
