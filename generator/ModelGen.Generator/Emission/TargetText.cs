using System.Linq;
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
        string parts = $"{output.Length} numbers for each example{context.OutputParts}";
        if (plan.IsGradients)
        {
            return new TargetText(context.T, "outputGradients", $"/// <param name=\"outputGradients\">What changes with the outputs of the last <see cref=\"Forward\">Forward</see>, and how much: {parts}.</param>", context.PlainName, "OutputLength", null);
        }

        return plan.IsClasses
            ? new TargetText("int", "classes", $"/// <param name=\"classes\">The class {each}, 0 to {classes - 1}{(context.IgnoredClass is { } ignored ? $", or {ignored}, which is ignored" : "")}.</param>", context.PlainName, $"{output.Positions}", output.Positions == 1 ? "OutputLength" : $"{classes}")
            {
                Ignored = context.IgnoredClass,
                Lengths = context.Network.LengthsOf(context.Network.Outputs[0].Node),
            }
            : new TargetText(context.T, "targets", $"/// <param name=\"targets\">The wanted outputs, {parts}.</param>", context.PlainName, "OutputLength", null);
    }

    /// <summary>The input whose lengths the outputs have; null if they have none.</summary>
    public NetworkInput? Lengths { get; init; }

    /// <summary>The class index that stands for no target; null where there is none.</summary>
    public int? Ignored { get; init; }

    /// <summary>Whether the members that take classes check those of real times alone.</summary>
    public bool LooksAtLengths => IsClasses && Lengths is not null;

    /// <summary>The check of the targets of <paramref name="examples"/> examples.</summary>
    /// <param name="lengths">Where the lengths are, which have been checked, as arguments: a span, how many numbers it has for each example, the place of the length among them.</param>
    public string Checks(string examples, string lengths) => IsClasses
        ? $"~Check.Classes({Literal.Of(Model)}, nameof(classes), classes, {examples}, {Classes}"
            + $"{(Lengths is { } input ? $", {Length}, {lengths}, {input.Times}" : Length == "1" ? "" : $", {Length}")}{(Ignored is null ? "" : $", ignored: {Ignored}")});"
        : $"~Check.Length({Literal.Of(Model)}, nameof({Parameter}), {Parameter}.Length, {examples}, OutputLength);";

    /// <summary>The same, and that none of them lies in the memory that the member writes to; class indices are no numbers of the model's.</summary>
    public string ChecksApart(string examples, string lengths) => IsClasses
        ? Checks(examples, lengths)
        : $"~Check.BatchTargets({Literal.Of(Model)}, nameof({Parameter}), {Parameter}, {examples}, OutputLength, _parameters, _arena);";

    /// <summary>The checks of a member that takes inputs and targets: lengths before what looks at them.</summary>
    /// <param name="mayBeOwn">Whether the member writes to the model's memory, where targets must not lie.</param>
    public string ChecksWith(EmissionContext context, string examples, bool mayBeOwn = false)
    {
        string weights = string.Concat(IndexChecks.Weights(context, "inputs", "nameof(inputs)").Select(check => $"\n{check}"));
        string inputs = IndexChecks.Text(context, "inputs") + weights, targets = mayBeOwn ? ChecksApart(examples, LengthsAmong("inputs")) : Checks(examples, LengthsAmong("inputs"));
        return LooksAtLengths ? $"{inputs.TrimStart()}\n{targets}" : targets + inputs;
    }

    /// <summary>The lengths among the inputs of a member, as arguments of the check.</summary>
    public string LengthsAmong(string inputs) => $"{inputs}, InputLength, {Lengths?.LengthAt}";

    /// <summary>How long the targets of <paramref name="examples"/> examples are.</summary>
    public string LengthOf(int examples) => (examples, Length) switch
    {
        (1, _) => Length,
        (_, "1") => $"{examples}",
        _ => $"{examples} * {Length}",
    };
}
