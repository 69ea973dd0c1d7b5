using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Losses;

namespace ModelGen.Generator.Emission;

/// <summary>Prints what all examples of a data set are checked by before any of them is used, where lengths are not all that can be wrong.</summary>
internal static class ExampleChecksEmitter
{
    public static bool IsNeeded(EmissionContext context) => Inputs(context).Any() || Targets(context).Any() || context.IgnoredClass is not null || Weights(context).Count > 0;

    public static void Emit(EmissionContext context, SourceWriter writer)
    {
        if (context.IgnoredClass is { } ignored)
        {
            writer.Line();
            writer.Line($"int ~IExampleChecks<{context.T}>.IgnoredClass => {ignored};");
        }

        if (Weights(context) is { Count: > 0 } weights)
        {
            writer.Line();
            writer.Line($"~ReadOnlySpan<double> ~IExampleChecks<{context.T}>.ClassWeights => [{string.Join(", ", weights.Select(w => Literal.Of(w, Precision.Double)))}];");
        }

        EmitMethod(context, writer, "Inputs", [.. Inputs(context)]);
        EmitMethod(context, writer, "Targets", [.. Targets(context)]);
    }

    private static void EmitMethod(EmissionContext context, SourceWriter writer, string what, string[] statements)
    {
        if (statements.Length == 0)
        {
            return;
        }

        writer.Line();
        using (writer.Block($"void ~IExampleChecks<{context.T}>.Check{what}(~ReadOnlySpan<{context.T}> {what.ToLowerInvariant()}, string parameter)"))
        {
            foreach (string statement in statements)
            {
                writer.Line(statement);
            }
        }
    }

    private static EquatableArray<double> Weights(EmissionContext context) => context.Network.Outputs[0].Loss is SoftmaxCrossEntropyLoss loss ? loss.ClassWeights : [];

    private static IEnumerable<string> Inputs(EmissionContext context) => IndexChecks.Statements(context, "inputs", "parameter");

    private static IEnumerable<string> Targets(EmissionContext context) =>
        from output in context.Network.Outputs
        let largest = output.Loss is null ? null : TargetRanges.LargestOf(output.Loss)
        where largest is not null
        let part = context.Network.Outputs.Count == 1 ? "0, OutputLength" : $"{output.Offset}, {output.Shape.Length}"
        let most = double.IsInfinity(largest.Value) ? $"{context.T}.PositiveInfinity" : Literal.Of(largest.Value, context.Network.Precision)
        select $"~Check.Targets({Literal.Of(context.PlainName)}, {Literal.Of(output.Loss!.Name)}, parameter, targets, OutputLength, {part}, {most});";
}
