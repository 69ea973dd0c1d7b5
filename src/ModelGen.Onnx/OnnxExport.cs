using System.IO;
using System.Numerics;

namespace ModelGen.Onnx;

/// <summary>Writes models as ONNX files.</summary>
public static class OnnxExport
{
    /// <summary>Writes the model with its present parameters as an ONNX file (opset 17), which computes what <c>Predict</c> computes.</summary>
    /// <remarks>
    /// Inputs and outputs have the names of the model's inputs and output layers, the shape [batch, …] with any number of examples, and the model's own
    /// layout: pictures are [batch, height, width, channels]. Weights lie in the file under their own names. The file is written under another name first.
    /// </remarks>
    /// <param name="model">The model.</param>
    /// <param name="path">The file, which is replaced if it exists.</param>
    /// <param name="options">How to write it.</param>
    /// <exception cref="System.NotSupportedException">A layer is of a kind that has no form in ONNX here.</exception>
    /// <exception cref="System.InvalidOperationException">The parameters are too large for one file.</exception>
    public static void ExportOnnx<TSelf, T>(this IModel<TSelf, T> model, string path, OnnxOptions? options = null)
        where TSelf : IModel<TSelf, T>
        where T : unmanaged, IFloatingPointIeee754<T> => OnnxNetwork.Of(model).Write(path, options);

    /// <summary>Writes the model with its present parameters to a stream; see <see cref="ExportOnnx{TSelf, T}(IModel{TSelf, T}, string, OnnxOptions?)"/>.</summary>
    /// <param name="model">The model.</param>
    /// <param name="stream">Gets the file's bytes; stays open.</param>
    /// <param name="options">How to write it.</param>
    /// <exception cref="System.NotSupportedException">A layer is of a kind that has no form in ONNX here.</exception>
    /// <exception cref="System.InvalidOperationException">The parameters are too large for one file.</exception>
    public static void ExportOnnx<TSelf, T>(this IModel<TSelf, T> model, Stream stream, OnnxOptions? options = null)
        where TSelf : IModel<TSelf, T>
        where T : unmanaged, IFloatingPointIeee754<T> => OnnxNetwork.Of(model).Write(stream, options);
}
