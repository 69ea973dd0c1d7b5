using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using ModelGen.Generator.Expressions;

namespace ModelGen.Generator.Declarations.Functions;

/// <summary>Finds the method that an attribute names and reads it.</summary>
internal static class FunctionReader
{
    private const string Activation = "CustomActivation";
    private const string Loss = "CustomLoss";

    /// <summary>Whether an attribute of this name names a method.</summary>
    public static bool Reads(string attribute) => attribute is Activation or Loss;

    /// <summary>The method that an attribute's arguments <c>typeof(Gates), nameof(Gates.Swish)</c> name.</summary>
    /// <param name="name">The attribute's name.</param>
    /// <param name="isDouble">Whether the model's numbers are of double precision, and so the method's.</param>
    /// <returns>What it means, and where it is at fault, if that is not the attribute itself.</returns>
    public static (FunctionSpec Spec, Location? Fault) Read(AttributeData attribute, string name, Compilation compilation, bool isDouble, CancellationToken cancellation)
    {
        object?[] arguments = [.. attribute.ConstructorArguments.Where(a => a.Kind != TypedConstantKind.Array).Select(a => a.Value)];
        ITypeSymbol? type = arguments.OfType<ITypeSymbol>().FirstOrDefault();
        string? method = arguments.OfType<string>().FirstOrDefault();
        object?[] constants = [.. attribute.ConstructorArguments.Where(a => a.Kind == TypedConstantKind.Array && !a.IsNull).SelectMany(a => a.Values).Select(v => v.Value)];
        FunctionSignature signature = new(IsLoss: name == Loss, isDouble, constants.Length);
        string called = $"{type?.Name ?? "null"}.{method ?? "null"}";
        try
        {
            IMethodSymbol found = Find(type, method, signature);
            return (new MethodReader(compilation, cancellation).Read(found, called, signature.Arguments, [.. constants.Select(Number)]), null);
        }
        catch (UnreadableException e)
        {
            return (new FunctionSpec(called, null, e.Fault), e.Location);
        }
    }

    private static Expr Number(object? constant) => Constants.TryRead(constant, out double value) ? value : throw Unfit("its constants must be finite numbers");

    /// <summary>Of overloads, the first one with the right signature.</summary>
    private static IMethodSymbol Find(ITypeSymbol? type, string? name, FunctionSignature signature)
    {
        List<IMethodSymbol> methods = [.. Named(type, name)];
        return methods.FirstOrDefault(signature.Fits) is not { } method
            ? throw Unfit(methods.Count == 0 ? "there is no such method" : signature.Wish)
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

    private static UnreadableException Unfit(string why) => new(FunctionFaultKind.Unfit, why, null);
}
