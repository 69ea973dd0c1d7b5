using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Shapes;
using static ModelGen.Generator.Diagnostics.Rules.SettingRules;

namespace ModelGen.Generator.Diagnostics.Rules;

internal sealed class BatchNormRule() : NormalizationRule(affine: 2)
{
    public override IReadOnlyList<SettingRule> Settings => [.. base.Settings, Number("Momentum", Bounds.ZeroToOne)];

    /// <summary>The running statistics count, too.</summary>
    public override long ParameterCount(AttributeSpec layer, Shape input) => base.ParameterCount(layer, input) + (2L * input[input.Rank - 1]);

    public override long TrainedCount(AttributeSpec layer, Shape input) => layer.Flag("Trainable", true) ? base.ParameterCount(layer, input) : 0;

    public override Problem? Warn(Declared layer, Shape input)
    {
        if (!HasGradients(layer) || layer.Model.Attributes.First(a => a.Kind == AttributeKind.Model).Integer("MaxBatch", 64) != 1)
        {
            return null;
        }

        int positions = input.Length / input[input.Rank - 1];
        return positions == 1
            ? OfOne(layer, "the examples of a batch, of which MaxBatch allows one")
            : layer.Problem(DiagnosticDescriptors.StatisticsOfOneExample.Id, layer.Name, positions.ToString(CultureInfo.InvariantCulture));
    }
}
