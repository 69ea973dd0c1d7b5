using System;
using System.IO;
using System.Numerics;
using ModelGen.Onnx;

namespace ModelGen.Tool.Compiling;

/// <summary>A model that runs in this process.</summary>
internal interface ILoadedModel
{
    /// <summary>Sets the parameters from a safetensors file.</summary>
    /// <exception cref="ModelFileException">The file is damaged, or not of this model.</exception>
    void Restore(string path);

    /// <summary>Writes it with its parameters as an ONNX file.</summary>
    /// <exception cref="NotSupportedException">A layer has no form in ONNX.</exception>
    void ExportOnnx(string path);
}

/// <summary>A new model of the given class.</summary>
internal sealed class LoadedModel<TSelf, T> : ILoadedModel
    where TSelf : IModel<TSelf, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly TSelf _model = TSelf.Create(seed: 0);

    public void Restore(string path) => _model.Restore(path, new LoadOptions { ConvertTypes = true });

    public void ExportOnnx(string path) => OnnxExport.ExportOnnx(_model, path);
}
