namespace ModelGen.Generator.Declarations;

// The enums of the runtime library that attributes carry as integers, member for member; a test compares them with the originals.
internal enum Precision
{
    Single,
    Double,
}

internal enum KernelKind
{
    Fast,
    Reference,
}

internal enum PadMode
{
    Constant,
    Reflect,
    Edge,
}

internal enum UpsampleMode
{
    Nearest,
    Bilinear,
}

internal enum ActivationKind
{
    Identity,
    Relu,
    LeakyRelu,
    Abs,
    Sigmoid,
    Tanh,
    Softmax,
    LogSoftmax,
    Elu,
    Selu,
    Gelu,
    GeluTanh,
    Silu,
    Softplus,
    Softsign,
    Mish,
    Relu6,
    HardSigmoid,
    HardSwish,
    HardTanh,
}

internal enum Initializer
{
    Default,
    Zeros,
    Ones,
    Constant,
    Uniform,
    Normal,
    GlorotUniform,
    GlorotNormal,
    HeUniform,
    HeNormal,
    LeCunUniform,
    LeCunNormal,
    Orthogonal,
}
