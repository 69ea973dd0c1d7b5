using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Diagnostics;
using ModelGen.Generator.Emission;

namespace ModelGen.Generator;

/// <summary>The door to the C# compiler: finds the models, compiles each once, hands over their sources.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class ModelGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        // The only step that sees symbols; it runs at every edit of a file with a model, and must be cheap.
        IncrementalValuesProvider<Candidate> parsed = context.SyntaxProvider
            .ForAttributeWithMetadataName(ModelParser.ModelAttribute, static (_, _) => true, static (c, cancellation) => Candidate.Parse(c, cancellation))
            .WithTrackingName(TrackingNames.Parse);

        // Models with faults get no code.
        IncrementalValuesProvider<Candidate> validated = parsed.Select(static (candidate, _) => candidate.Validate()).WithTrackingName(TrackingNames.Validate);
        IncrementalValuesProvider<ModelSpec> models = validated
            .Where(static candidate => candidate.Spec is not null)
            .Select(static (candidate, _) => candidate.Spec!)
            .WithTrackingName(TrackingNames.Model);

        // Costly, but an equal spec is not compiled again. All jobs are started before the first result is asked for.
        IncrementalValuesProvider<CompilationJob> compiled = models
            .Select(static (spec, cancellation) => CompilationJob.Start(spec, cancellation))
            .WithTrackingName(TrackingNames.Compile);

        context.RegisterSourceOutput(compiled, static (production, job) =>
        {
            CompilationResult result = job.Result;
            foreach (GeneratedSource source in result.Sources)
            {
                production.AddSource(source.HintName, SourceText.From(source.Text, Encoding.UTF8));
            }

            Report(production, result.Failure);
        });
        context.RegisterSourceOutput(
            validated.Where(static candidate => candidate.Failure is not null), static (production, candidate) => Report(production, candidate.Failure));
    }

    private static void Report(SourceProductionContext production, InternalFailure? failure)
    {
        if (failure is not null)
        {
            production.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.InternalError, Location.None, failure.Model, failure.Stage, failure.Detail));
        }
    }
}
