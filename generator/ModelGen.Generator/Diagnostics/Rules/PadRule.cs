using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Layers;
using ModelGen.Generator.Shapes;
using static ModelGen.Generator.Diagnostics.Rules.SettingRules;

namespace ModelGen.Generator.Diagnostics.Rules;

internal sealed class PadRule() : ImageRule("Top", "Bottom")
{
    /// <summary>The most rows or columns that are mirrored or continued: each is a move of its own.</summary>
    private const int MostContinued = 64;

    private static readonly string[] Sides = ["Padding", "Top", "Bottom", "Left", "Right"];

    public override IReadOnlyList<SettingRule> Settings { get; } =
    [
        .. Sides.Select(side => Integer(side, 0, Most)),
        Choice<PadMode>("Mode"),
        Number("Value", Bounds.Finite),
        Ignored("Value", "unless Mode is Constant", a => ModeOf(a) == PadMode.Constant),
        .. Sides.Select(IsFewEnough),
    ];

    /// <remarks>A number that is no probability is in no range.</remarks>
    public override ActivationKind? Activation(AttributeSpec layer) =>
        base.Activation(layer) ?? (ModeOf(layer) == PadMode.Constant && layer.Number("Value", 0) is < 0 or > 1 ? ActivationKind.Identity : null);

    public override Problem? CheckInput(Declared layer, Shape input, string source)
    {
        if (base.CheckInput(layer, input, source) is { } problem)
        {
            return problem;
        }

        BorderSides sides = BorderSides.Bind(layer.Attribute, "Padding");
        (string What, int Extent, int Largest)[] dimensions =
        [
            .. input.Rank == 3 ? new[] { ("rows", input[0], System.Math.Max(sides.Top, sides.Bottom)) } : [],
            (input.Rank == 3 ? "columns" : "steps", input[input.Rank - 2], System.Math.Max(sides.Left, sides.Right)),
        ];
        return dimensions.Where(d => ModeOf(layer.Attribute) == PadMode.Reflect && d.Largest >= d.Extent)
            .Select(d => layer.Problem(
                DiagnosticDescriptors.BorderDoesNotFit.Id, layer.Name, $"mirrors {Text.Integer(d.Largest)} {d.What}", Text.Integer(d.Extent), source, "it mirrors fewer than there are, for the first and last are not repeated"))
            .FirstOrDefault();
    }

    private static PadMode ModeOf(AttributeSpec attribute) => (PadMode)attribute.Integer("Mode");

    private static SettingRule IsFewEnough(string side) => declared =>
        ModeOf(declared.Attribute) != PadMode.Constant && declared.Attribute.Integer(side) > MostContinued ? Integer(side, 0, MostContinued)(declared) : null;
}
