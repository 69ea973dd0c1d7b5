using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ModelGen.Generator.Common;
using ModelGen.Generator.Declarations.Functions;

namespace ModelGen.Generator.Declarations;

/// <summary>Reads the ModelGen attributes of a class, in source order.</summary>
internal static class AttributeReader
{
    /// <summary>The library's namespace and assembly.</summary>
    private const string Library = "ModelGen";
    private const string Suffix = "Attribute";

    public static IReadOnlyList<DeclaredAttribute> Read(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
    {
        // Roslyn's order across partial declarations is that of the files in the project, which means nothing to a reader; so
        // each attribute remembers its declaration. Only declarations with attributes count, lest an unrelated one renumber them.
        List<SyntaxReference> declarations = [];
        List<(DeclaredAttribute Attribute, int Position)> found = [];
        foreach (AttributeData attribute in type.GetAttributes())
        {
            if (KindOf(attribute.AttributeClass) is not { } kind || attribute.ApplicationSyntaxReference is not { } syntax)
            {
                continue;
            }

            SyntaxReference declaration = type.DeclaringSyntaxReferences.First(d =>
                d.SyntaxTree == syntax.SyntaxTree && d.Span.Contains(syntax.Span));
            if (!declarations.Contains(declaration))
            {
                declarations.Add(declaration);
            }

            string name = attribute.AttributeClass!.Name.Substring(0, attribute.AttributeClass.Name.Length - Suffix.Length);
            IEnumerable<Setting> settings = SettingsOf(attribute);
            Location? fault = null;
            if (FunctionReader.Reads(name))
            {
                (FunctionSpec function, fault) = FunctionReader.Read(attribute, name, compilation, IsDouble(type), cancellation);
                settings = settings.Append(new Setting(nameof(AttributeSpec.Function), function));
            }

            AttributeSpec spec = new(kind, name, settings.ToEquatableArray(), declarations.IndexOf(declaration), IsFinished(attribute, syntax, cancellation));
            found.Add((new DeclaredAttribute(spec, Location.Create(syntax.SyntaxTree, syntax.Span), fault), syntax.Span.Start));
        }

        cancellation.ThrowIfCancellationRequested();
        return found.OrderBy(a => a.Attribute.Spec.Declaration).ThenBy(a => a.Position).Select(a => a.Attribute).ToList();
    }

    /// <summary>What an attribute of this class declares, or null if it is none of ModelGen's.</summary>
    public static AttributeKind? KindOf(INamedTypeSymbol? attribute)
    {
        if (attribute is null or IErrorTypeSymbol || !IsOurs(attribute) || !attribute.Name.EndsWith(Suffix, System.StringComparison.Ordinal))
        {
            return null;
        }

        for (INamedTypeSymbol? type = attribute; type is not null && IsOurs(type); type = type.BaseType)
        {
            switch (type.Name)
            {
                case "ModelAttribute":
                    return AttributeKind.Model;
                case "InputAttribute":
                    return AttributeKind.Input;
                case "LayerAttribute":
                    return AttributeKind.Layer;
                case "LossAttribute":
                    return AttributeKind.Loss;
                case "OptimizerAttribute":
                    return AttributeKind.Optimizer;
                case "BudgetAttribute":
                    return AttributeKind.Budget;
                case "EmaAttribute":
                    return AttributeKind.Ema;
            }
        }

        return null;
    }

    /// <summary>Whether there is an attribute that C# does not know; what it would have been, nobody can tell.</summary>
    public static bool HasUnknown(INamedTypeSymbol type) => type.GetAttributes().Any(a => a.AttributeClass is null or IErrorTypeSymbol);

    private static bool IsOurs(INamedTypeSymbol type) => type is
    {
        ContainingType: null,
        ContainingNamespace: { Name: Library, ContainingNamespace.IsGlobalNamespace: true },
        ContainingAssembly.Name: Library,
    };

    /// <summary>
    /// Whether C# understands the attribute. Where it does not, Roslyn gives it no constructor, too few arguments, erroneous ones, or drops the
    /// named ones that it does not know.
    /// </summary>
    private static bool IsFinished(AttributeData attribute, SyntaxReference syntax, CancellationToken cancellation)
    {
        int named = (syntax.GetSyntax(cancellation) as AttributeSyntax)?.ArgumentList?.Arguments.Count(a => a.NameEquals is not null) ?? 0;
        return attribute.AttributeConstructor is { } constructor
            && attribute.ConstructorArguments.Length == constructor.Parameters.Length
            && attribute.NamedArguments.Select(a => a.Key).Distinct().Count() == named
            && attribute.ConstructorArguments.Concat(attribute.NamedArguments.Select(a => a.Value)).All(IsKnown);
    }

    private static bool IsKnown(TypedConstant constant) => constant.Kind switch
    {
        TypedConstantKind.Error => false,
        TypedConstantKind.Array => constant.IsNull || constant.Values.All(IsKnown),
        TypedConstantKind.Type => constant.Value is not IErrorTypeSymbol,
        _ => true,
    };

    /// <summary>Whether the model's numbers are of double precision.</summary>
    private static bool IsDouble(INamedTypeSymbol type) => type.GetAttributes()
        .Where(a => KindOf(a.AttributeClass) == AttributeKind.Model)
        .SelectMany(a => a.NamedArguments)
        .Any(a => a is { Key: "Precision", Value.Value: (int)Precision.Double });

    private static List<Setting> SettingsOf(AttributeData attribute)
    {
        List<Setting> settings = [];
        if (attribute.AttributeConstructor is { } constructor && attribute.ConstructorArguments.Length == constructor.Parameters.Length)
        {
            for (int i = 0; i < constructor.Parameters.Length; i++)
            {
                IParameterSymbol parameter = constructor.Parameters[i];
                TypedConstant argument = attribute.ConstructorArguments[i];

                // Roslyn fills in the defaults of parameters that the user left out.
                if (!(parameter.HasExplicitDefaultValue && Equals(ValueOf(argument), parameter.ExplicitDefaultValue)))
                {
                    Add(char.ToUpperInvariant(parameter.Name[0]) + parameter.Name.Substring(1), argument);
                }
            }
        }

        foreach (KeyValuePair<string, TypedConstant> argument in attribute.NamedArguments)
        {
            Add(argument.Key, argument.Value);
        }

        return settings;

        // A named argument overrules the constructor's.
        void Add(string name, TypedConstant argument)
        {
            if (argument.Kind != TypedConstantKind.Error)
            {
                settings.RemoveAll(s => s.Name == name);
                settings.Add(new Setting(name, ValueOf(argument)));
            }
        }
    }

    private static object? ValueOf(TypedConstant constant) => constant.Kind switch
    {
        TypedConstantKind.Array when constant.IsNull => null,
        TypedConstantKind.Array when constant.Type is IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_String } =>
            constant.Values.Select(v => v.Value as string ?? "").ToEquatableArray(),
        TypedConstantKind.Array when constant.Type is IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Double } =>
            constant.Values.Select(v => v.Value is double d ? d : 0).ToEquatableArray(),
        TypedConstantKind.Array => constant.Values.Select(v => v.Value is int i ? i : 0).ToEquatableArray(),
        TypedConstantKind.Primitive or TypedConstantKind.Enum => constant.Value,
        TypedConstantKind.Type => (constant.Value as ITypeSymbol)?.ToDisplayString(),
        _ => null,
    };
}

/// <summary>An attribute and its places in the source. For the analyzer only: a location in the generator's pipeline would undo its caching.</summary>
/// <param name="FunctionFault">The place in the method named by the attribute that cannot be read; null if there is none.</param>
internal sealed record DeclaredAttribute(AttributeSpec Spec, Location Location, Location? FunctionFault);
