using System.Linq;
using Microsoft.CodeAnalysis;

namespace ModelGen.Generator.Declarations.Functions;

/// <summary>The parameters that a method must have to be an activation or a loss.</summary>
/// <param name="Constants">How many numbers the attribute hands on after those of the network.</param>
internal sealed record FunctionSignature(bool IsLoss, bool IsDouble, int Constants)
{
    /// <summary>How many parameters come from the network: what an activation gets, or output and target.</summary>
    public int Arguments => IsLoss ? 2 : 1;

    /// <summary>What a method that does not fit is told.</summary>
    public string Wish => (IsLoss, Constants) switch
    {
        (false, _) => $"it must be static, and take one {Number} and return a {Number} as the model's numbers are",
        (_, 0) => $"it must be static, take output and target, two {Number}s or two ReadOnlySpan<{Number}>, and return a {Number} as the model's numbers are",
        _ => $"it must be static, take output and target, two {Number}s or two ReadOnlySpan<{Number}>, then a {Number} for each of the attribute's {Constants} constants, and return a {Number} as the model's numbers are",
    };

    private string Number => IsDouble ? "double" : "float";

    private SpecialType NumberType => IsDouble ? SpecialType.System_Double : SpecialType.System_Single;

    public bool Fits(IMethodSymbol method) =>
        method is { IsStatic: true, IsGenericMethod: false, ReturnsByRef: false, ReturnsByRefReadonly: false }
        && method.ReturnType.SpecialType == NumberType
        && method.Parameters.Length == Arguments + Constants
        && method.Parameters.All(p => p.RefKind is RefKind.None or RefKind.In)
        && (method.Parameters.All(p => p.Type.SpecialType == NumberType)
            || (IsLoss && method.Parameters.Take(Arguments).All(p => IsRow(p.Type)) && method.Parameters.Skip(Arguments).All(p => p.Type.SpecialType == NumberType)));

    /// <summary>Whether a type is a span of the model's numbers that nothing is written to.</summary>
    private bool IsRow(ITypeSymbol type) => Rows.Is(type) && ((INamedTypeSymbol)type).TypeArguments[0].SpecialType == NumberType;
}
