using ModelGen.Generator.Networks;
using ModelGen.Generator.Planning;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Emission;

/// <summary>How members take their targets.</summary>
/// <param name="Type">The type of one number of a target.</param>
/// <param name="Parameter">The parameter's name.</param>
/// <param name="Length">The numbers, or classes, of one example: a number or a constant.</param>
/// <param name="Classes">How many classes there are, a number or a constant; null where targets are numbers.</param>
internal sealed record TargetText(string Type, string Parameter, string Documentation, string Model, string Length, string? Classes)
{
    public bool IsClasses => Classes is not null;

    public static TargetText Of(EmissionContext context, TargetPlan plan)
    {
        Shape output = context.Network.Output;
        int classes = output[output.Rank - 1];
        string each = output.Positions == 1 ? "of each example" : $"of each of the {output.Positions} positions of each example";
        return plan.IsClasses
            ? new("int", "classes", $"/// <param name=\"classes\">The class {each}, 0 to {classes - 1}.</param>", context.PlainName, $"{output.Positions}", output.Positions == 1 ? "OutputLength" : $"{classes}")
            : new(context.T, "targets", $"/// <param name=\"targets\">The wanted outputs, {output.Length} numbers for each example{context.OutputParts}.</param>", context.PlainName, "OutputLength", null);
    }

    /// <summary>The check of the targets of <paramref name="examples"/> examples.</summary>
    public string Checks(string examples) => IsClasses
        ? $"~Check.Classes({Literal.Of(Model)}, nameof(classes), classes, {examples}, {Classes}{(Length == "1" ? "" : $", {Length}")});"
        : $"~Check.Length({Literal.Of(Model)}, nameof(targets), targets.Length, {examples}, OutputLength);";

    /// <summary>How long the targets of <paramref name="examples"/> examples are.</summary>
    public string LengthOf(int examples) => (examples, Length) switch
    {
        (1, _) => Length,
        (_, "1") => $"{examples}",
        _ => $"{examples} * {Length}",
    };
}
