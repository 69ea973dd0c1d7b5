using System;
using System.ComponentModel;
using System.Numerics;
using ModelGen.Numerics;

namespace ModelGen.CompilerServices;

/// <summary>
/// Fills parameters for generated code. All draw in double and then convert, so that both precisions of a model start alike.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Initialize
{
    /// <summary>Every element is <paramref name="value"/>.</summary>
    public static void Constant<T>(Span<T> tensor, double value)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        tensor.Fill(T.CreateChecked(value));

    /// <summary>Uniform in [-<paramref name="limit"/>, <paramref name="limit"/>): deviation <paramref name="limit"/> / √3.</summary>
    public static void Uniform<T>(Span<T> tensor, double limit, ref ModelRandom random)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        foreach (ref T element in tensor)
        {
            element = T.CreateChecked((2 * random.NextDouble() - 1) * limit);
        }
    }

    /// <summary>Normal with mean 0.</summary>
    public static void Normal<T>(Span<T> tensor, double deviation, ref ModelRandom random)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        foreach (ref T element in tensor)
        {
            element = T.CreateChecked(random.NextNormal() * deviation);
        }
    }

    /// <summary>
    /// A random matrix, row after row: its rows, or columns if they are fewer, are orthogonal and of length <paramref name="gain"/>.
    /// </summary>
    /// <remarks>
    /// A. Saxe, J. McClelland and S. Ganguli, "Exact solutions to the nonlinear dynamics of learning in deep linear neural networks"
    /// (ICLR 2014).
    /// Normal vectors orthogonalised one after another (Gram and Schmidt, twice over), which makes every rotation as likely as the others.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rows"/> or <paramref name="columns"/> is negative.</exception>
    /// <exception cref="ArgumentException"><paramref name="tensor"/> is not <paramref name="rows"/> × <paramref name="columns"/>
    /// long.</exception>
    public static void Orthogonal<T>(Span<T> tensor, int rows, int columns, double gain, ref ModelRandom random)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        if (tensor.Length != (long)rows * columns)
        {
            throw new ArgumentException(
                $"An orthogonal matrix of {rows} × {columns} needs {(long)rows * columns} elements, not {tensor.Length}.", nameof(tensor));
        }

        int count = Math.Min(rows, columns);
        int length = Math.Max(rows, columns);
        double[] basis = new double[tensor.Length];
        for (int i = 0; i < count; i++)
        {
            AddToBasis(basis, i, length, ref random);
        }

        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                double element = rows <= columns ? basis[row * length + column] : basis[column * length + row];
                tensor[row * columns + column] = T.CreateChecked(gain * element);
            }
        }
    }

    /// <summary>Draws vector <paramref name="i"/>, orthogonal to those before it and of length 1.</summary>
    private static void AddToBasis(Span<double> basis, int i, int length, ref ModelRandom random)
    {
        Span<double> vector = basis.Slice(i * length, length);
        double drawn, left;
        do
        {
            Normal(vector, 1, ref random);
            drawn = Dot(vector, vector);
            for (int pass = 0; pass < 2; pass++)
            {
                for (int j = 0; j < i; j++)
                {
                    ReadOnlySpan<double> other = basis.Slice(j * length, length);
                    double projection = Dot(vector, other);
                    for (int k = 0; k < length; k++)
                    {
                        vector[k] -= projection * other[k];
                    }
                }
            }

            left = Dot(vector, vector);
        }
        while (left <= 1e-20 * drawn); // in the span of the others but for rounding: draw again

        double scale = 1 / Math.Sqrt(left);
        foreach (ref double element in vector)
        {
            element *= scale;
        }
    }

    private static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        double sum = 0;
        for (int k = 0; k < x.Length; k++)
        {
            sum += x[k] * y[k];
        }

        return sum;
    }
}
