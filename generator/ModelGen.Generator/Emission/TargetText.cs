using ModelGen.Generator.Planning;

namespace ModelGen.Generator.Emission;

/// <summary>How members take their targets.</summary>
/// <param name="Type">The type of one number of a target.</param>
/// <param name="Parameter">The parameter's name.</param>
internal sealed record TargetText(string Type, string Parameter, string Documentation, string Model, bool IsClasses)
{
    public static TargetText Of(EmissionContext context, TargetPlan plan) => plan.IsClasses
        ? new("int", "classes", $"/// <param name=\"classes\">The class of each example, 0 to {context.Network.Output.Length - 1}.</param>", context.PlainName, true)
        : new(context.T, "targets", $"/// <param name=\"targets\">The wanted outputs, {context.Network.Output.Length} numbers for each example{context.OutputParts}.</param>", context.PlainName, false);

    /// <summary>The check of the targets of <paramref name="examples"/> examples.</summary>
    public string Checks(string examples) => IsClasses
        ? $"~Check.Classes({Literal.Of(Model)}, nameof(classes), classes, {examples}, OutputLength);"
        : $"~Check.Length({Literal.Of(Model)}, nameof(targets), targets.Length, {examples}, OutputLength);";
}
