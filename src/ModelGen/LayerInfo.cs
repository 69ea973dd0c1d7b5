namespace ModelGen;

/// <summary>Describes one input or one layer of a model: what it takes, what it gives, and every setting that it has in effect.</summary>
/// <param name="Name">Its name, unique in the model; its parameters are called <c>name.weight</c> and so on.</param>
/// <param name="Kind">The attribute's name without «Attribute»: <c>Conv2D</c>, <c>Dense</c>; <c>Input</c> for an input.</param>
/// <param name="Inputs">The names of the inputs and layers that it takes, in order; empty for an input.</param>
/// <param name="OutputShape">The shape of one example after it, outermost dimension first.</param>
/// <param name="ParameterCount">The numbers in its parameters together, running statistics included.</param>
/// <param name="Flops">Additions, multiplications and functions for one example.</param>
/// <param name="Settings">What is in effect, defaults filled in.</param>
public sealed record LayerInfo(string Name, string Kind, ValueArray<string> Inputs, ValueArray<int> OutputShape, int ParameterCount, long Flops, ValueArray<LayerSetting> Settings);
