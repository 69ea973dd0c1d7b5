using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ModelGen.Generator.Diagnostics.Usage;

/// <summary>Recognises calls of a model's members, on its class or through one of the interfaces.</summary>
internal static class ModelCalls
{
    public static bool IsPrediction(IInvocationOperation call) => call.TargetMethod is { Name: "Predict", Parameters.Length: 2 } && IsModel(call.Instance?.Type);

    /// <summary>The model that a call trains, or null.</summary>
    public static IOperation? TrainedBy(IInvocationOperation call) => call.TargetMethod.Name switch
    {
        "Forward" or "Backward" or "BackwardFrom" or "Update" or "TrainBatch" when IsModel(call.Instance?.Type) => call.Instance,
        "Fit" when IsFit(call.TargetMethod) => Plain(call.Arguments.FirstOrDefault(a => a.Parameter?.Ordinal == 0)?.Value),
        _ => null,
    };

    /// <summary>The variable behind a model, array or other value: a local, a parameter or a field.</summary>
    public static ISymbol? Variable(IOperation? value) => Plain(value) switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IFieldReferenceOperation field => field.Field,
        _ => null,
    };

    /// <summary>A value without the conversions around it.</summary>
    public static IOperation? Plain(IOperation? value)
    {
        while (value is IConversionOperation conversion)
        {
            value = conversion.Operand;
        }

        return value;
    }

    private static bool IsModel(ITypeSymbol? type) => type switch
    {
        null => false,
        ITypeParameterSymbol parameter => parameter.ConstraintTypes.Any(IsModel),
        _ => IsModelInterface(type) || type.AllInterfaces.Any(IsModelInterface),
    };

    private static bool IsModelInterface(ITypeSymbol type) =>
        type is { Name: "IModel", ContainingNamespace: { Name: "ModelGen", ContainingNamespace.IsGlobalNamespace: true } }
        || (type.TypeKind == TypeKind.Interface && type.AllInterfaces.Any(IsModelInterface));

    private static bool IsFit(IMethodSymbol method) =>
        method.ContainingType is { Name: "Fitting", ContainingNamespace: { Name: "Training", ContainingNamespace: { Name: "ModelGen", ContainingNamespace.IsGlobalNamespace: true } } };
}
