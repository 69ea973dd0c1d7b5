using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.IO;
using System.Numerics;
using ModelGen.Files;

namespace ModelGen;

/// <summary>Models as files: safetensors with PyTorch's names and layouts.</summary>
/// <remarks>
/// <c>torch_module.load_state_dict(safetensors.torch.load_file(path))</c> reads them if the module names its layers as the model does, and what PyTorch saved
/// is loaded the same way, be it safetensors or what <c>torch.save(module.state_dict(), path)</c> writes since PyTorch 1.6: tensors in dictionaries alone, from files or streams
/// that can seek; nothing in them is run. Running statistics are parameters and always in the file; what the optimizer remembers is in it on request.
/// </remarks>
public static class ModelFile
{
    /// <summary>Saves the parameters. The file is written beside its place and then renamed: whatever happens, the old file is there or the new one.</summary>
    /// <remarks>
    /// The new one has the rights of the old one, and its owner and group where the process may give them (Linux). A symbolic link
    /// stays, and the file that it leads to is replaced; another hard link keeps the old content. What is no regular file, a device or
    /// a pipe, is written to.
    /// </remarks>
    /// <param name="model">The model; it stays as it is.</param>
    /// <param name="path">The file; one that exists is replaced.</param>
    /// <param name="options">What goes into it beside the parameters.</param>
    /// <exception cref="ModelFileException">A number is not finite, or something else could not be loaded again; nothing has been written.</exception>
    /// <exception cref="ArgumentException">Metadata are null or taken, or no Unicode text; nothing has been written.</exception>
    /// <exception cref="InvalidOperationException">The optimizer's memory is wanted, and the model has no optimizer.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file's folder is not writable.</exception>
    public static void Save<TSelf, T>(this IModel<TSelf, T> model, string path, SaveOptions? options = null)
        where TSelf : IModel<TSelf, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(path);
        ReplacedFile.Write(path, stream => ModelWriter.Write(model, stream, options ?? new()));
    }

    /// <summary>Writes the parameters to a stream.</summary>
    /// <param name="model">The model; it stays as it is.</param>
    /// <param name="stream">Where the bytes go; it stays open.</param>
    /// <param name="options">What goes into it beside the parameters.</param>
    /// <exception cref="ModelFileException">A number is not finite, or something else could not be loaded again; nothing has been written.</exception>
    /// <exception cref="ArgumentException">Metadata are null or taken, or no Unicode text; nothing has been written.</exception>
    /// <exception cref="InvalidOperationException">The optimizer's memory is wanted, and the model has no optimizer.</exception>
    public static void Save<TSelf, T>(this IModel<TSelf, T> model, Stream stream, SaveOptions? options = null)
        where TSelf : IModel<TSelf, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(stream);
        ModelWriter.Write(model, stream, options ?? new());
    }

    /// <summary>Sets the parameters of a model that exists from a file. If anything is wrong with the file, nothing is set.</summary>
    /// <param name="model">The model.</param>
    /// <param name="path">A safetensors file, or one of torch.save.</param>
    /// <param name="options">What the file may be like.</param>
    /// <exception cref="ModelFileException">The file is damaged, or not of this model.</exception>
    /// <exception cref="InvalidOperationException">The optimizer's memory is wanted, and the model has no optimizer.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static void Restore<TSelf, T>(this IModel<TSelf, T> model, string path, LoadOptions? options = null)
        where TSelf : IModel<TSelf, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(path);
        using FileStream stream = File.OpenRead(path);
        new ModelReader<TSelf, T>(stream, Path.GetFileName(path), options ?? new()).Restore(model, toEnd: true);
    }

    /// <summary>Sets the parameters of a model that exists from a stream. If anything is wrong with what it holds, nothing is set.</summary>
    /// <param name="model">The model.</param>
    /// <param name="stream">A stream at the start of a safetensors file; it stays open, after the file's last byte.</param>
    /// <param name="options">What the file may be like.</param>
    /// <exception cref="ModelFileException">What it holds is damaged, or not of this model.</exception>
    /// <exception cref="InvalidOperationException">The optimizer's memory is wanted, and the model has no optimizer.</exception>
    public static void Restore<TSelf, T>(this IModel<TSelf, T> model, Stream stream, LoadOptions? options = null)
        where TSelf : IModel<TSelf, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(stream);
        new ModelReader<TSelf, T>(stream, nameof(stream), options ?? new()).Restore(model, toEnd: false);
    }

    /// <summary>A new model with the parameters of a file: what a model's own <c>Load</c> calls.</summary>
    /// <inheritdoc cref="Restore{TSelf, T}(IModel{TSelf, T}, string, LoadOptions)"/>
    public static TSelf Load<TSelf, T>(string path, LoadOptions? options = null)
        where TSelf : IModel<TSelf, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(path);
        using FileStream stream = File.OpenRead(path);
        return Load<TSelf, T>(stream, Path.GetFileName(path), options, toEnd: true);
    }

    /// <summary>A new model with the parameters of a stream: what a model's own <c>Load</c> calls.</summary>
    /// <inheritdoc cref="Restore{TSelf, T}(IModel{TSelf, T}, Stream, LoadOptions)"/>
    public static TSelf Load<TSelf, T>(Stream stream, LoadOptions? options = null)
        where TSelf : IModel<TSelf, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Load<TSelf, T>(stream, nameof(stream), options, toEnd: false);
    }

    /// <summary>The same, without an exception if there is no such file, or none that this model can use.</summary>
    /// <param name="path">A safetensors file, or one of torch.save.</param>
    /// <param name="model">The new model, or the default.</param>
    /// <param name="options">What the file may be like.</param>
    /// <returns>Whether there is one.</returns>
    public static bool TryLoad<TSelf, T>(string path, [MaybeNullWhen(false)] out TSelf model, LoadOptions? options = null)
        where TSelf : IModel<TSelf, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        try
        {
            model = Load<TSelf, T>(path, options);
            return true;
        }
        catch (IOException fault) when (fault is ModelFileException or FileNotFoundException or DirectoryNotFoundException)
        {
            model = default;
            return false;
        }
    }

    /// <summary>The same, without an exception if the stream holds nothing that this model can use.</summary>
    /// <param name="stream">A stream at the start of a safetensors file; it stays open.</param>
    /// <param name="model">The new model, or the default.</param>
    /// <param name="options">What the file may be like.</param>
    /// <returns>Whether there is one.</returns>
    public static bool TryLoad<TSelf, T>(Stream stream, [MaybeNullWhen(false)] out TSelf model, LoadOptions? options = null)
        where TSelf : IModel<TSelf, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        try
        {
            model = Load<TSelf, T>(stream, options);
            return true;
        }
        catch (ModelFileException)
        {
            model = default;
            return false;
        }
    }

    /// <summary>What a file says about itself: what was saved as <see cref="SaveOptions.Metadata"/>, and what ModelGen writes, whose keys begin with <c>modelgen.</c>.</summary>
    /// <remarks>
    /// These are <c>modelgen.model</c> (the class), <c>.architecture</c> (its hash), <c>.version</c>, <c>.seed</c> and, of a model with an optimizer, <c>.step</c>. Any safetensors file may
    /// be read, whatever made it; its parameters are not looked at.
    /// </remarks>
    /// <param name="path">A safetensors file.</param>
    /// <exception cref="ModelFileException">It is no safetensors file.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IReadOnlyDictionary<string, string> ReadMetadata(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        using FileStream stream = File.OpenRead(path);
        string source = Path.GetFileName(path);
        return SafetensorsHeader.Read(WeightsFile.AsSafetensors(stream, source), source).Metadata;
    }

    private static TSelf Load<TSelf, T>(Stream stream, string source, LoadOptions? options, bool toEnd)
        where TSelf : IModel<TSelf, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ModelReader<TSelf, T> reader = new(stream, source, options ?? new());
        TSelf model = TSelf.Create(reader.Seed);
        reader.Restore(model, toEnd);
        return model;
    }
}
