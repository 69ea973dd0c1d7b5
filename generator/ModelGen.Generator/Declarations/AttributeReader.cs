using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using ModelGen.Generator.Common;

namespace ModelGen.Generator.Declarations;

/// <summary>Reads the ModelGen attributes of a class, in source order.</summary>
internal static class AttributeReader
{
    private const string Namespace = "ModelGen";
    private const string Suffix = "Attribute";

    public static IReadOnlyList<(AttributeSpec Spec, Location Location)> Read(INamedTypeSymbol type, CancellationToken cancellation)
    {
        // Roslyn's order across partial declarations is that of the files in the project, which means nothing to a reader; so
        // each attribute remembers its declaration. Only declarations with attributes count, lest an unrelated one renumber them.
        List<SyntaxReference> declarations = [];
        List<(AttributeSpec Spec, Location Location, int Position)> found = [];
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
            AttributeSpec spec = new(kind, name, SettingsOf(attribute), declarations.IndexOf(declaration));
            found.Add((spec, Location.Create(syntax.SyntaxTree, syntax.Span), syntax.Span.Start));
        }

        cancellation.ThrowIfCancellationRequested();
        return found.OrderBy(a => a.Spec.Declaration).ThenBy(a => a.Position).Select(a => (a.Spec, a.Location)).ToList();
    }

    /// <summary>What an attribute of this class declares, or null if it is none of ModelGen's.</summary>
    public static AttributeKind? KindOf(INamedTypeSymbol? attribute)
    {
        if (attribute is null || !IsOurs(attribute) || !attribute.Name.EndsWith(Suffix, System.StringComparison.Ordinal))
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
            }
        }

        return null;
    }

    private static bool IsOurs(INamedTypeSymbol type) =>
        type is { ContainingType: null, ContainingNamespace: { Name: Namespace, ContainingNamespace.IsGlobalNamespace: true } };

    private static EquatableArray<Setting> SettingsOf(AttributeData attribute)
    {
        List<Setting> settings = [];
        if (attribute.AttributeConstructor is { } constructor)
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

        return settings.ToEquatableArray();

        // A named argument overrules the constructor's; one that does not compile is the C# compiler's to report.
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
        TypedConstantKind.Array => constant.Values.Select(v => v.Value is int i ? i : 0).ToEquatableArray(),
        TypedConstantKind.Primitive or TypedConstantKind.Enum => constant.Value,
        _ => null,
    };
}
