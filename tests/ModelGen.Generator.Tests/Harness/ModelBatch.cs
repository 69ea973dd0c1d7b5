using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Tests.Memory;

namespace ModelGen.Generator.Tests.Harness;

/// <summary>
/// Many models generated and compiled together, since a compilation costs more than a model in it. One that does not compile is left out, so that it fails only
/// its own tests.
/// </summary>
internal sealed class ModelBatch
{
    private readonly Dictionary<string, (Type Type, ModelSpec Spec)> _generated = [];
    private readonly Dictionary<string, Exception> _faults = [];

    private readonly bool _checkMemory;

    /// <param name="checkMemory">Whether the models' accesses to memory are checked (<see cref="CheckedMemory"/>).</param>
    public ModelBatch(IEnumerable<ModelDeclaration> models, bool checkOverflow = false, int together = 50, bool checkMemory = false)
    {
        _checkMemory = checkMemory;
        foreach (ModelDeclaration[] chunk in models.Chunk(together))
        {
            Generate(chunk, checkOverflow);
        }
    }

    /// <summary>The model's class.</summary>
    /// <exception cref="InvalidOperationException">The model did not compile: the inner exception tells why.</exception>
    public Type Type(ModelDeclaration model) => Find(model).Type;

    /// <summary>What the parser made of the model.</summary>
    public ModelSpec Spec(ModelDeclaration model) => Find(model).Spec;

    public TestModel Create(ModelDeclaration model, int seed = 0) => TestModel.Create(Type(model), seed);

    private (Type Type, ModelSpec Spec) Find(ModelDeclaration model) => _generated.TryGetValue(model.Name, out var found)
        ? found
        : throw new InvalidOperationException($"Not generated:\n{model}", _faults[model.Name]);

    private void Generate(ModelDeclaration[] models, bool checkOverflow)
    {
        try
        {
            string declarations = ModelDeclaration.File(models);
            GeneratedModels generated = _checkMemory ? GeneratorHarness.RunCheckingMemory(checkOverflow, declarations) : GeneratorHarness.Run(checkOverflow, declarations);
            foreach (ModelDeclaration model in models)
            {
                // The sources, far larger than the code, are let go.
                _generated.Add(model.Name, (generated.Type(model.Name), generated.Spec(model.Name)));
            }
        }
        catch (Exception fault) when (models.Length <= 1)
        {
            _faults.Add(models.Single().Name, fault);
        }
        catch (CompilationFailedException fault) when (models.Any(m => ComplaintsAbout(m, fault).Length > 0))
        {
            foreach (ModelDeclaration model in models.Where(m => ComplaintsAbout(m, fault).Length > 0))
            {
                _faults.Add(model.Name, new CompilationFailedException(ComplaintsAbout(model, fault)));
            }

            Generate([.. models.Where(m => !_faults.ContainsKey(m.Name))], checkOverflow);
        }
        catch (Exception)
        {
            Generate(models[..(models.Length / 2)], checkOverflow);
            Generate(models[(models.Length / 2)..], checkOverflow);
        }
    }

    /// <summary>The complaints in the model's own generated files.</summary>
    private static Diagnostic[] ComplaintsAbout(ModelDeclaration model, CompilationFailedException fault) =>
        [.. fault.Complaints.Where(c => c.Location.SourceTree?.FilePath.Contains($".{model.Name}.", StringComparison.Ordinal) == true)];
}
