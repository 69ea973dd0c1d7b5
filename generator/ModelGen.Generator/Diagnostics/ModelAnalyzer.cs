using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Diagnostics.Usage;

namespace ModelGen.Generator.Diagnostics;

/// <summary>
/// Reports the faults that <see cref="ModelValidator"/> finds, at the attribute or the name at fault. Not the generator, because what
/// a generator reports cannot be silenced by <c>#pragma</c> or <c>.editorconfig</c>.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class ModelAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        DiagnosticDescriptors.All.Values
            .Where(d => d.Id != DiagnosticDescriptors.InternalError.Id && !UsageAnalyzer.Descriptors.Contains(d))
            .OrderBy(d => d.Id)
            .ToImmutableArray();

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(c => Analyze(c, (INamedTypeSymbol)c.Symbol), SymbolKind.NamedType);
    }

    private static void Analyze(SymbolAnalysisContext context, INamedTypeSymbol type)
    {
        if (ModelParser.Parse(type, context.Compilation, context.CancellationToken) is not { } model)
        {
            AnalyzeOrphans(context, type);
            return;
        }

        IReadOnlyList<DeclaredAttribute> attributes = ModelParser.Declarations(type, context.Compilation, context.CancellationToken);
        foreach (Problem problem in Validate(model, isWhole: !AttributeReader.HasUnknown(type)))
        {
            Location location = problem.Attribute >= 0
                ? LocationOf(attributes[problem.Attribute], problem)
                : LocationOf(type, model, problem, attributes, context.CancellationToken);
            Location[] related = problem.Related >= 0 ? [attributes[problem.Related].Location] : [];
            Report(context, problem.Id, location, related, [.. problem.Arguments]);
        }
    }

    private static IEnumerable<Problem> Validate(ModelSpec model, bool isWhole)
    {
        try
        {
            return ModelValidator.Validate(model, isWhole);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The generator validates the same model, and reports that it could not.
            return [];
        }
    }

    /// <summary>A class whose layers do nothing because it is not marked as a model.</summary>
    private static void AnalyzeOrphans(SymbolAnalysisContext context, INamedTypeSymbol type)
    {
        if (!AttributeReader.HasUnknown(type) && AttributeReader.Read(type, context.Compilation, context.CancellationToken) is [var attribute, ..])
        {
            Report(context, DiagnosticDescriptors.NotAModel.Id, attribute.Location, [], type.Name, attribute.Spec.Name);
        }
    }

    private static void Report(SymbolAnalysisContext context, string id, Location location, Location[] related, params string[] arguments) =>
        context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.All[id], location, related, arguments));

    /// <summary>The attribute, or the place in the method that it names.</summary>
    private static Location LocationOf(DeclaredAttribute attribute, Problem problem) =>
        DiagnosticDescriptors.InFunctions.Contains(problem.Id) && attribute.FunctionFault is { } place ? place : attribute.Location;

    /// <summary>The name at fault: of the containing type, of the model's own member, or of the class where it has [Model].</summary>
    private static Location LocationOf(
        INamedTypeSymbol type, ModelSpec model, Problem problem, IReadOnlyList<DeclaredAttribute> attributes, CancellationToken cancellation)
    {
        if (problem.Id == DiagnosticDescriptors.ContainerNotPartial.Id)
        {
            return TypeReader.Containers(type)
                .First(c => c.Name == problem.Arguments[1] && !TypeReader.IsPartial(c, cancellation))
                .Locations[0];
        }

        if (problem.Id == DiagnosticDescriptors.MemberClash.Id
            && GeneratedMembers.Clashes(type, model.Attributes).First(m => GeneratedMembers.Display(m) == problem.Arguments[1]) is var member
            && SymbolEqualityComparer.Default.Equals(member.ContainingType, type))
        {
            return member.Locations[0];
        }

        if (problem.Id == DiagnosticDescriptors.RequiredMember.Id
            && TypeReader.RequiredMembers(type).First(m => m.Name == problem.Arguments[1]) is var required
            && SymbolEqualityComparer.Default.Equals(required.ContainingType, type))
        {
            return required.Locations[0];
        }

        Location marker = attributes.First(a => a.Spec.Kind == AttributeKind.Model).Location;
        SyntaxReference declaration = type.DeclaringSyntaxReferences.First(d =>
            d.SyntaxTree == marker.SourceTree && d.Span.Contains(marker.SourceSpan));
        return type.Locations.First(l => l.SourceTree == declaration.SyntaxTree && declaration.Span.Contains(l.SourceSpan));
    }
}
