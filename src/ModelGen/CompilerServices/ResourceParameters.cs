using System;
using System.ComponentModel;
using System.IO;
using System.Reflection;
using System.Text;
using ModelGen.Files;

namespace ModelGen.CompilerServices;

/// <summary>Parameters in an embedded resource, read where the assembly lies in memory.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed unsafe class ResourceParameters<T>
    where T : unmanaged
{
    // Keeps the assembly, and so the memory, as long as this.
    private readonly UnmanagedMemoryStream _stream;
    private readonly T* _first;
    private readonly int _count;

    /// <summary>Finds the resource and checks that it was written for this model.</summary>
    /// <param name="assembly">The assembly that embeds it.</param>
    /// <param name="resource">Its name.</param>
    /// <param name="model">The model's name, for messages.</param>
    /// <param name="layoutHash">The model's ParameterLayoutHash.</param>
    /// <param name="count">The model's ParameterCount.</param>
    /// <exception cref="ModelFileException">There is no such resource, or it was written for another model, or for this one before it changed.</exception>
    /// <exception cref="PlatformNotSupportedException">The assembly's resources do not lie in memory as they are, or numbers are not little-endian.</exception>
    public ResourceParameters(Assembly assembly, string resource, string model, string layoutHash, int count)
    {
        Stream found = assembly.GetManifestResourceStream(resource)
            ?? throw new ModelFileException(resource, null, $"an embedded resource with the parameters of {model}", $"none of that name in {assembly.GetName().Name}");
        _stream = found is UnmanagedMemoryStream stream && BitConverter.IsLittleEndian
            ? stream
            : throw new PlatformNotSupportedException($"{resource}: the parameters of {model} cannot be read where they lie on this platform.");
        ReadOnlySpan<byte> bytes = new(_stream.PositionPointer, checked((int)_stream.Length));
        byte[] expected = FrozenResource.Header<T>(layoutHash);
        if (bytes.Length < expected.Length || !bytes[..expected.Length].SequenceEqual(expected))
        {
            string header = bytes.Length < expected.Length ? $"{bytes.Length} bytes" : Encoding.Latin1.GetString(bytes[..expected.Length]).TrimEnd();
            throw new ModelFileException(resource, null, $"{Encoding.ASCII.GetString(expected).TrimEnd()}, the layout of {model}", header);
        }

        if (bytes.Length - expected.Length != (long)count * sizeof(T))
        {
            throw new ModelFileException(resource, null, $"{count} parameters of {model}", $"{bytes.Length - expected.Length} bytes");
        }

        _first = (T*)(_stream.PositionPointer + expected.Length);
        _count = count;
    }

    /// <summary>The parameters.</summary>
    public ReadOnlySpan<T> Span
    {
        get
        {
            ReadOnlySpan<T> span = new(_first, _count);
            GC.KeepAlive(_stream);
            return span;
        }
    }
}
