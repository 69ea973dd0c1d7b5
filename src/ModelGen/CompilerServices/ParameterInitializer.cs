using System;
using System.ComponentModel;
using System.Numerics;
using ModelGen.Numerics;

namespace ModelGen.CompilerServices;

/// <summary>Fills the parameters of a new model for generated code, one tensor after the other from one row of random numbers.</summary>
/// <typeparam name="T">The model's number type.</typeparam>
/// <param name="parameters">All parameters.</param>
/// <param name="seed">What they are drawn from.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct ParameterInitializer<T>(Span<T> parameters, int seed)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Span<T> _parameters = parameters;
    private ModelRandom _random = new(seed);

    /// <summary><see cref="Initialize.Constant"/> of a tensor.</summary>
    public readonly void Constant(int offset, int length, double value) => Initialize.Constant(_parameters.Slice(offset, length), value);

    /// <summary><see cref="Initialize.Uniform"/> of a tensor.</summary>
    public void Uniform(int offset, int length, double limit) => Initialize.Uniform(_parameters.Slice(offset, length), limit, ref _random);

    /// <summary><see cref="Initialize.Normal"/> of a tensor.</summary>
    public void Normal(int offset, int length, double deviation) => Initialize.Normal(_parameters.Slice(offset, length), deviation, ref _random);

    /// <summary><see cref="Initialize.Orthogonal"/> of a tensor.</summary>
    public void Orthogonal(int offset, int rows, int columns, double gain) =>
        Initialize.Orthogonal(_parameters.Slice(offset, rows * columns), rows, columns, gain, ref _random);
}
