using System;
using System.IO;

namespace ModelGen;

/// <summary>A file of parameters cannot be used as it is, or parameters cannot be saved. Nothing has changed.</summary>
public sealed class ModelFileException : IOException
{
    internal ModelFileException(string source, string? tensor, string expected, string found, Exception? inner = null)
        : base($"{source}{(tensor is null ? "" : $", {tensor}")}: expected {expected}, found {found}.", inner)
    {
        File = source;
        Tensor = tensor;
        Expected = expected;
        Found = found;
    }

    /// <summary>The file's name, or what a stream is called.</summary>
    public string File { get; }

    /// <summary>The tensor it is about; null if it is the file as a whole.</summary>
    public string? Tensor { get; }

    /// <summary>What should have been there.</summary>
    public string Expected { get; }

    /// <summary>What is there.</summary>
    public string Found { get; }
}
