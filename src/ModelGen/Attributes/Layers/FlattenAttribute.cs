namespace ModelGen;

/// <summary>Turns an input of any shape into one dimension, outermost dimension first; nothing is copied.</summary>
/// <example>
/// <code>
/// [Model]
/// [Input(28, 28, 1)]
/// [Flatten]                       // (784)
/// [Dense(10)]
/// public sealed partial class Pixels;
/// </code>
/// </example>
public sealed class FlattenAttribute : LayerAttribute;
