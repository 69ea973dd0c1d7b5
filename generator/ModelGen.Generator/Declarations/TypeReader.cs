using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ModelGen.Generator.Common;

namespace ModelGen.Generator.Declarations;

/// <summary>Reads how a class is to be reopened by generated code, and what makes it unfit to be a model.</summary>
internal static class TypeReader
{
    private const LanguageVersion OldestLanguage = LanguageVersion.CSharp12;

    public static TypeSpec Read(INamedTypeSymbol type, EquatableArray<AttributeSpec> attributes, Compilation compilation, CancellationToken cancellation)
    {
        List<INamedTypeSymbol> containers = Containers(type).Reverse().ToList();
        return new TypeSpec(
            type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString(),
            containers.Select(Declaration).ToEquatableArray(),
            Declaration(type),
            Escape(type.Name),
            HintNames.Of(type),
            Faults(type, containers, attributes, compilation, cancellation).ToEquatableArray());
    }

    public static bool IsPartial(INamedTypeSymbol type, CancellationToken cancellation) =>
        type.DeclaringSyntaxReferences.All(r =>
            r.GetSyntax(cancellation) is TypeDeclarationSyntax declaration && declaration.Modifiers.Any(SyntaxKind.PartialKeyword));

    /// <summary>The types that a type is nested in, innermost first.</summary>
    public static IEnumerable<INamedTypeSymbol> Containers(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? container = type.ContainingType; container is not null; container = container.ContainingType)
        {
            yield return container;
        }
    }

    private static string Declaration(INamedTypeSymbol type)
    {
        string parameters = type.Arity == 0 ? "" : $"<{string.Join(", ", type.TypeParameters.Select(p => Escape(p.Name)))}>";
        return $"partial {Keyword(type)} {Escape(type.Name)}{parameters}";
    }

    private static string Keyword(INamedTypeSymbol type) => type switch
    {
        { TypeKind: TypeKind.Interface } => "interface",
        { IsRecord: true, TypeKind: TypeKind.Struct } => "record struct",
        { IsRecord: true } => "record",
        { TypeKind: TypeKind.Struct } => "struct",
        _ => "class",
    };

    /// <summary>A name as code writes it; contextual keywords too, since some, like <c>record</c>, are refused as type names, and words that C# knows as types.</summary>
    private static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None && SyntaxFacts.GetContextualKeywordKind(name) == SyntaxKind.None && name is not ("nint" or "nuint" or "dynamic")
            ? name
            : "@" + name;

    private static IEnumerable<TypeFault> Faults(
        INamedTypeSymbol type, List<INamedTypeSymbol> containers, EquatableArray<AttributeSpec> attributes, Compilation compilation, CancellationToken cancellation)
    {
        if (type.IsRecord || type.TypeKind != TypeKind.Class || type.IsStatic || type.IsAbstract)
        {
            yield return new TypeFault(TypeFaultKind.NotAClass, type.IsStatic ? "a static class" : type.IsAbstract && !type.IsRecord && type.TypeKind == TypeKind.Class ? "an abstract class" : $"a {Keyword(type)}");
            yield break;
        }

        if (!IsPartial(type, cancellation))
        {
            yield return new TypeFault(TypeFaultKind.NotPartial, type.Name);
        }

        foreach (INamedTypeSymbol container in containers.Where(c => !IsPartial(c, cancellation)))
        {
            yield return new TypeFault(TypeFaultKind.ContainerNotPartial, container.Name);
        }

        if (type.IsFileLocal || containers.Any(c => c.IsFileLocal))
        {
            yield return new TypeFault(TypeFaultKind.FileLocal, type.Name);
        }

        if (type.DeclaringSyntaxReferences[0].SyntaxTree.Options is CSharpParseOptions { LanguageVersion: var version and < OldestLanguage })
        {
            yield return new TypeFault(TypeFaultKind.LanguageVersion, version.ToDisplayString());
        }

        if (Bases(type).FirstOrDefault(b => b.GetAttributes().Any(a => AttributeReader.KindOf(a.AttributeClass) == AttributeKind.Model)) is { } model)
        {
            yield return new TypeFault(TypeFaultKind.DerivesFromModel, model.Name);
            yield break;
        }

        foreach (ISymbol member in GeneratedMembers.Clashes(type, attributes))
        {
            yield return new TypeFault(TypeFaultKind.MemberClash, GeneratedMembers.Display(member));
        }

        foreach (ISymbol named in GeneratedMembers.NamedLikeOne(type, attributes))
        {
            yield return new TypeFault(TypeFaultKind.NameOfMember, named.Name);
        }

        foreach (ISymbol member in RequiredMembers(type))
        {
            yield return new TypeFault(TypeFaultKind.RequiredMember, member.Name);
        }

        foreach (ISymbol constructor in GeneratedMembers.LonelyConstructors(type))
        {
            yield return new TypeFault(TypeFaultKind.LonelyConstructor, GeneratedMembers.Display(constructor));
        }

        if (type.BaseType is { TypeKind: TypeKind.Class } parent && !IsConstructible(parent, type, compilation))
        {
            yield return new TypeFault(TypeFaultKind.BaseConstructor, parent.Name);
        }

        foreach (string hidden in Hidden(type, compilation))
        {
            yield return new TypeFault(TypeFaultKind.HidesName, hidden);
        }
    }

    /// <summary>Whether a class has a constructor that can be called without arguments, and the one that C# takes then is one alone, and no error to call.</summary>
    private static bool IsConstructible(INamedTypeSymbol parent, INamedTypeSymbol type, Compilation compilation)
    {
        IMethodSymbol[] fitting = [.. parent.InstanceConstructors.Where(c => c.Parameters.All(p => p.IsOptional || p.IsParams) && compilation.IsSymbolAccessibleWithin(c, type))];
        IMethodSymbol? plain = fitting.FirstOrDefault(c => c.Parameters.Length == 0) ?? (fitting.Length == 1 ? fitting[0] : null);
        return plain is not null && !plain.GetAttributes().Any(a => a.AttributeClass?.ToDisplayString() == typeof(ObsoleteAttribute).FullName && a.ConstructorArguments is [_, { Value: true }]);
    }

    private static IEnumerable<INamedTypeSymbol> Bases(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? at = type.BaseType; at is not null; at = at.BaseType)
        {
            yield return at;
        }
    }

    /// <summary>What only an initializer could set, its own and inherited.</summary>
    public static IEnumerable<ISymbol> RequiredMembers(INamedTypeSymbol type)
    {
        foreach (INamedTypeSymbol at in Bases(type).Prepend(type))
        {
            foreach (ISymbol member in at.GetMembers().Where(m => m is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true }))
            {
                yield return member;
            }
        }
    }

    /// <summary>Types of the user's whose names stand for something else wherever code is generated: a word of C#, the namespaces that every name begins with.</summary>
    private static IEnumerable<string> Hidden(INamedTypeSymbol type, Compilation compilation) =>
        new[] { "System", "ModelGen" }.Where(name => compilation.GlobalNamespace.GetTypeMembers(name).Length > 0)
            .Concat(GlobalUsings(compilation).Any(u => u.Alias?.Name.Identifier.ValueText == "var") || SeesVar(type, compilation) ? ["var"] : []);

    /// <summary>Whether a type called var is in sight where code for a model is generated; elsewhere it hides nothing.</summary>
    private static bool SeesVar(INamedTypeSymbol type, Compilation compilation) =>
        compilation.GetSymbolsWithName("var", SymbolFilter.Type).OfType<INamedTypeSymbol>().Any(v => v.ContainingType is { } outer
            ? Containers(type).Concat(Bases(type)).Prepend(type).Contains(outer, SymbolEqualityComparer.Default)
            : v.ContainingNamespace is { IsGlobalNamespace: false } home && home.ToDisplayString() is var name
                ? IsWithin(type.ContainingNamespace.ToDisplayString(), name) || IsWithin(name, "ModelGen") || GlobalUsings(compilation).Any(u => u.Alias is null && $"{u.Name}" == name)
                : true);

    private static bool IsWithin(string inner, string outer) => inner == outer || inner.StartsWith($"{outer}.", StringComparison.Ordinal);

    private static IEnumerable<UsingDirectiveSyntax> GlobalUsings(Compilation compilation) => compilation.SyntaxTrees
        .SelectMany(tree => tree.TryGetRoot(out SyntaxNode? root) && root is CompilationUnitSyntax unit ? unit.Usings : [])
        .Where(u => u.GlobalKeyword.RawKind != 0);
}
