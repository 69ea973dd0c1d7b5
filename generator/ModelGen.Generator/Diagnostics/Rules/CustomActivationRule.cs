using System.Collections.Generic;
using ModelGen.Generator.Declarations.Functions;

namespace ModelGen.Generator.Diagnostics.Rules;

internal sealed class CustomActivationRule : LayerRule
{
    public override IReadOnlyList<SettingRule> Settings { get; } = [IsReadable];

    public override bool HasUnknownRange => true;

    private static Problem? IsReadable(Declared layer)
    {
        if (layer.Attribute.Function is not { Fault: { } fault } function)
        {
            return null;
        }

        return layer.Problem(
            fault.Kind switch
            {
                FunctionFaultKind.Unfit => DiagnosticDescriptors.UnfitFunction.Id,
                FunctionFaultKind.NotOneExpression => DiagnosticDescriptors.NotOneExpression.Id,
                FunctionFaultKind.Recursive => DiagnosticDescriptors.RecursiveFunction.Id,
                FunctionFaultKind.TooLong => DiagnosticDescriptors.FunctionTooLong.Id,
                _ => DiagnosticDescriptors.UnreadableFunction.Id,
            },
            layer.Name,
            function.Name,
            fault.Detail);
    }
}
