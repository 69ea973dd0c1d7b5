namespace ModelGen;

/// <summary>Turns an input of any shape into one dimension, outermost dimension first; nothing is copied.</summary>
public sealed class FlattenAttribute : LayerAttribute;
