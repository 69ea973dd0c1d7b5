namespace ModelGen;

/// <summary>Describes one parameter tensor of a model.</summary>
/// <param name="Name">The tensor's name, layer and part: <c>dense1.weight</c>.</param>
/// <param name="Shape">Its canonical shape, as PyTorch writes it: a dense weight is (out, in). Do not change the array.</param>
/// <param name="Offset">Where it starts in <c>Parameters</c> and <c>Gradients</c>.</param>
/// <param name="Length">The number of its elements.</param>
/// <param name="Trainable">Whether training changes it.</param>
/// <param name="IsTransposed">Whether it lies in <c>Parameters</c> with its two dimensions exchanged: (in, out).</param>
public sealed record ParameterInfo(string Name, int[] Shape, int Offset, int Length, bool Trainable, bool IsTransposed);
