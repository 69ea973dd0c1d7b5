using System.Collections.Generic;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Shapes;
using static ModelGen.Generator.Diagnostics.Rules.SettingRules;

namespace ModelGen.Generator.Diagnostics.Rules;

/// <summary>What all normalisations have in common; as it is, the rule of RmsNorm.</summary>
/// <param name="affine">The parameters of each feature that Affine asks for.</param>
internal class NormalizationRule(int affine = 1) : LayerRule
{
    public override IReadOnlyList<SettingRule> Settings { get; } =
    [
        Number("Epsilon", Bounds.AboveZero),
        Ignored("Trainable", "because Affine is false", a => a.Flag("Affine", true)),
    ];

    public override long ParameterCount(AttributeSpec layer, Shape input) => layer.Flag("Affine", true) ? (long)affine * input[input.Rank - 1] : 0;

    public override bool HasAnyRange => true;

    /// <summary>A warning that every number is normalised on its own, and so becomes 0.</summary>
    protected static Problem OfOne(Declared layer, string what) => layer.Problem(DiagnosticDescriptors.NormalizationOfOne.Id, layer.Name, what);
}
