using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Layers;
using ModelGen.Generator.Shapes;
using static ModelGen.Generator.Diagnostics.Rules.SettingRules;

namespace ModelGen.Generator.Diagnostics.Rules;

/// <summary>What goes over a sequence.</summary>
/// <param name="gates">Rows of the weights for each unit.</param>
/// <param name="states">What is handed from time to time.</param>
internal sealed class RecurrentRule(int gates, int states) : SequenceRule
{
    public override IReadOnlyList<SettingRule> Settings { get; } =
    [
        Integer("Units", 1),
        .. InitializerRules.Weights,
        .. InitializerRules.WeightsOf("RecurrentInit"),
        .. InitializerRules.Biases,
        Number("Dropout", Bounds.ZeroToBelowOne),
        Ignored("BiasInit", "because the biases of LayerNorm start at 0", a => !(a.Flag("LayerNorm", false) && a.Flag("Bias", true))),
        Ignored("BiasInitValue", "because the biases of LayerNorm start at 0", a => !(a.Flag("LayerNorm", false) && a.Flag("Bias", true))),
        Choice<ActivationKind>("Nonlinearity"),
        CannotBeCarried,
        Ignored("GoBackwards", "because Bidirectional goes both ways", a => !(a.Flag("Bidirectional", false) && a.Flag("GoBackwards", false))),
    ];

    /// <summary>A stateful model begins where the batch before ended: in time, and not where it has learned to.</summary>
    private static Problem? CannotBeCarried(Declared layer)
    {
        string? obstacle = layer.Attribute.Flag("Bidirectional", false) ? "Bidirectional"
            : layer.Attribute.Flag("GoBackwards", false) ? "GoBackwards"
            : layer.Attribute.Flag("LearnInitialState", false) ? "LearnInitialState"
            : null;
        return obstacle is null || !layer.Model.Attributes.First(a => a.Kind == AttributeKind.Model).Flag("Stateful") ? null
            : layer.Problem(DiagnosticDescriptors.CannotBeCarried.Id, layer.Name, obstacle);
    }

    public override long ParameterCount(AttributeSpec layer, Shape input)
    {
        // A normalisation has weights in the place of nothing, and biases in that of biases; one of the memory has its own.
        bool isNormalized = layer.Flag("LayerNorm", false);
        long perNumber = (isNormalized ? 1 : 0) + (layer.Flag("Bias", true) ? 1 : 0);
        long units = layer.Integer("Units"), columns = input[input.Rank - 1] + units + (2 * perNumber);
        long directions = layer.Flag("Bidirectional", false) ? 2 : 1, initial = layer.Flag("LearnInitialState", false) ? directions * states * units : 0;
        long others = initial + (isNormalized && states > 1 ? directions * units * perNumber : 0);
        return System.Math.Min(WindowRules.Count(directions, gates, units, columns), long.MaxValue - others) + others;
    }

    /// <remarks>What is handed on lies between −1 and 1, but for another nonlinearity.</remarks>
    public override ActivationKind? Activation(AttributeSpec layer) => (ActivationKind)layer.Integer("Activation") is var activation && activation != ActivationKind.Identity
        ? activation
        : (ActivationKind)layer.Integer("Nonlinearity", (int)ActivationKind.Tanh);

    public override bool HasAnyRange => true;
}
