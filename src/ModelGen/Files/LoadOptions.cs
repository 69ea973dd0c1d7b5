using System;
using System.Collections.Immutable;

namespace ModelGen;

/// <summary>What a file may be like, and what is taken from it.</summary>
public sealed record LoadOptions
{
    /// <summary>Whether the optimizer goes on where the saved one stopped. The file must hold its memory. Default <see langword="false"/>: it is left as it is.</summary>
    public bool IncludeOptimizer { get; init; }

    /// <summary>Whether numbers of another type (F64, F32, F16, BF16) are converted, rounded to nearest. Default <see langword="false"/>.</summary>
    public bool ConvertTypes { get; init; }

    /// <summary>Whether tensors that the model has not are passed over. Default <see langword="false"/>.</summary>
    /// <remarks>What an optimizer remembers, and PyTorch's <c>num_batches_tracked</c>, always are.</remarks>
    public bool IgnoreExtraTensors { get; init; }

    /// <summary>
    /// Whether the file may come from another architecture whose tensors have the same names and shapes: other activations, strides or wiring. Default <see
    /// langword="false"/>. A file that names no architecture, such as one from PyTorch, is always judged by its tensors alone.
    /// </summary>
    public bool IgnoreArchitecture { get; init; }

    /// <summary>
    /// Tensors of the model that keep what they have, whatever the file holds of them: a tensor, <c>dense2.weight</c>; a layer, <c>dense2</c>, for all its tensors; or several,
    /// where <c>*</c> stands for any characters. None unless set. With it the file may come from another architecture.
    /// </summary>
    /// <remarks>A new model has what its layers are initialised with. What an optimizer remembers of these tensors stays too.</remarks>
    public ImmutableArray<string> Skip
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];

    /// <summary>
    /// Whether tensors that the file has not keep what they have; one at least must be there. Default <see langword="false"/>. With it the file may come from another architecture.
    /// </summary>
    public bool AllowMissingTensors { get; init; }

    /// <summary>What the file calls a tensor of the model: <c>name => name.Replace("dense1", "fc1")</c>. Null if both use the same names.</summary>
    public Func<string, string>? NameInFile { get; init; }
}
