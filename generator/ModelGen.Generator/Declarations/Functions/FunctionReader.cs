using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using ModelGen.Generator.Expressions;

namespace ModelGen.Generator.Declarations.Functions;

/// <summary>Finds the method that an attribute names and reads it.</summary>
internal static class FunctionReader
{
    /// <summary>The method that an attribute's arguments <c>typeof(Gates), nameof(Gates.Swish)</c> name.</summary>
    /// <param name="isDouble">Whether the model's numbers are of double precision, and so the method's.</param>
    /// <returns>What it means, and where it is at fault, if that is not the attribute itself.</returns>
    public static (FunctionSpec Spec, Location? Fault) Read(AttributeData attribute, Compilation compilation, bool isDouble, CancellationToken cancellation)
    {
        ITypeSymbol? type = attribute.ConstructorArguments.Select(a => a.Value).OfType<ITypeSymbol>().FirstOrDefault();
        string? method = attribute.ConstructorArguments.Select(a => a.Value).OfType<string>().FirstOrDefault();
        string name = $"{type?.Name ?? "null"}.{method ?? "null"}";
        try
        {
            IMethodSymbol found = Find(type, method, isDouble);
            Expr formula = new ExpressionReader(compilation, cancellation).Read(found);
            return (new FunctionSpec(name, formula, null), null);
        }
        catch (UnreadableException e)
        {
            return (new FunctionSpec(name, null, e.Fault), e.Location);
        }
    }

    /// <summary>Of overloads, the one with the right signature.</summary>
    private static IMethodSymbol Find(ITypeSymbol? type, string? name, bool isDouble)
    {
        List<IMethodSymbol> methods = [.. Named(type, name)];
        string number = isDouble ? "double" : "float";
        return methods.FirstOrDefault(m => IsFit(m, isDouble ? SpecialType.System_Double : SpecialType.System_Single)) is not { } method
            ? throw Unfit(methods.Count == 0 ? "there is no such method" : $"it must be static, and take one {number} and return a {number} as the model's numbers are")
            : method.DeclaringSyntaxReferences.Length == 0 ? throw Unfit("its source is not in this project")
            : method;
    }

    private static IEnumerable<IMethodSymbol> Named(ITypeSymbol? type, string? name)
    {
        for (ITypeSymbol? at = type; at is not null && name is not null; at = at.BaseType)
        {
            foreach (IMethodSymbol method in at.GetMembers(name).OfType<IMethodSymbol>())
            {
                yield return method;
            }
        }
    }

    private static bool IsFit(IMethodSymbol method, SpecialType number) =>
        method is { IsStatic: true, IsGenericMethod: false, ReturnsByRef: false, ReturnsByRefReadonly: false, Parameters: [{ RefKind: RefKind.None or RefKind.In } parameter] }
        && method.ReturnType.SpecialType == number
        && parameter.Type.SpecialType == number;

    private static UnreadableException Unfit(string why) => new(FunctionFaultKind.Unfit, why, null);
}
