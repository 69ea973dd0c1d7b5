using System;
using System.IO;
using System.Numerics;
using ModelGen.Files;

namespace ModelGen;

/// <summary>Models frozen into an assembly: their parameters are constant data, which nothing loads, copies or allocates.</summary>
public static class Freezing
{
    /// <summary>
    /// Writes a static partial class <c>FrozenMoons</c> for a model <c>Moons</c>: its <c>Parameters</c> lie in the data section of the assembly that it is
    /// compiled into, and its <c>Predict</c> reads them there. It gives the same bits as the model.
    /// </summary>
    /// <remarks>
    /// The class is internal unless another part of it says <c>public static partial class</c>. It no longer compiles once the model has changed. Compiling it
    /// costs time and memory for each number; from a hundred thousand on, <see cref="SaveAsResource"/> with <see cref="SourceOptions.Resource"/> is better. Above
    /// 10,000 numbers the source holds their bits, for little-endian machines.
    /// </remarks>
    /// <param name="model">The model; it stays as it is.</param>
    /// <param name="writer">Where the C# goes; it stays open.</param>
    /// <param name="options">Names, and whether the parameters lie in a resource.</param>
    /// <exception cref="ModelFileException">A parameter is not a finite number.</exception>
    /// <exception cref="NotSupportedException">The model's class is generic, or nested in one that is.</exception>
    public static void SaveAsSource<TSelf, T>(this IModel<TSelf, T> model, TextWriter writer, SourceOptions? options = null)
        where TSelf : IModel<TSelf, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(writer);
        FrozenClass.Write(model, writer, options ?? new());
    }

    /// <summary>Writes the parameters as the bytes of a resource that the class of <see cref="SaveAsSource"/> reads where it lies.</summary>
    /// <param name="model">The model; it stays as it is.</param>
    /// <param name="stream">Where the bytes go; it stays open.</param>
    /// <exception cref="ModelFileException">A parameter is not a finite number.</exception>
    public static void SaveAsResource<TSelf, T>(this IModel<TSelf, T> model, Stream stream)
        where TSelf : IModel<TSelf, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(stream);
        FrozenResource.Write(model, stream);
    }
}
