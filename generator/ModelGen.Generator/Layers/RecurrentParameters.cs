using ModelGen.Generator.Graph;

namespace ModelGen.Generator.Layers;

/// <summary>What a recurrent layer learns, of one direction.</summary>
/// <param name="Weight">Of the inputs, (gates · units, features).</param>
/// <param name="Recurrent">Of the state, (gates · units, units).</param>
/// <param name="Bias">(gates · units), null without.</param>
/// <param name="RecurrentBias">The same, added to the products with the state.</param>
internal sealed record RecurrentParameters(Value Weight, Value Recurrent, Value? Bias, Value? RecurrentBias);
