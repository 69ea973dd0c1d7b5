using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Diagnostics.Rules;

internal sealed class LayerNormRule() : NormalizationRule(affine: 2)
{
    public override Problem? Warn(Declared layer, Shape input) => input[input.Rank - 1] > 1 ? null : OfOne(layer, "the last dimension, which has one number");
}
