using System.Collections.Generic;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Layers;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Diagnostics.Rules;

/// <summary>A layer that combines inputs number by number.</summary>
/// <param name="hasAnyRange">Whether its results may lie outside the range of what it takes.</param>
internal sealed class CombineRule(bool hasAnyRange) : MergeRule
{
    public override IReadOnlyList<SettingRule> Settings { get; } = [SettingRules.Names("Others")];

    public override bool HasAnyRange => hasAnyRange;

    protected override bool Fit(AttributeSpec layer, Shape first, Shape other) => Broadcast.Fit(first, other);

    protected override string Demand(AttributeSpec layer) => "from the last size on, each two must be equal or one of them 1";
}
