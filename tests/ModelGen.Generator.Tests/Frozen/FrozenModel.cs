using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Numerics;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using ModelGen.Generator.Tests.Harness;

namespace ModelGen.Generator.Tests.Frozen;

/// <summary>A model's declaration compiled together with the source that a model of it wrote.</summary>
internal sealed class FrozenModel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly ParametersCall _parameters;
    private readonly PredictCall _predict;

    /// <param name="declaration">The model's declaration.</param>
    /// <param name="frozen">What it wrote.</param>
    /// <param name="name">The written class's full name.</param>
    /// <param name="resources">Embedded resources by name.</param>
    /// <exception cref="CompilationFailedException">The compiler has anything to say.</exception>
    public FrozenModel(string declaration, string frozen, string name, params (string Name, byte[] Bytes)[] resources)
    {
        GeneratorHarness.Generate(StrictCompiler.Compilation(false, declaration, frozen), out Compilation compilation);
        using var image = new MemoryStream();
        var result = compilation.Emit(image, manifestResources: resources.Select(r => new ResourceDescription(r.Name, () => new MemoryStream(r.Bytes), isPublic: true)));
        Diagnostic[] complaints = [.. result.Diagnostics.Where(d => d.Severity > DiagnosticSeverity.Hidden && !d.IsSuppressed)];
        if (complaints.Length > 0)
        {
            throw new CompilationFailedException(complaints);
        }

        image.Position = 0;
        Type type = new AssemblyLoadContext("Frozen").LoadFromStream(image).GetType(name, throwOnError: true)!;
        _parameters = type.GetProperty("Parameters")!.GetMethod!.CreateDelegate<ParametersCall>();
        _predict = type.GetMethod("Predict", BindingFlags.Public | BindingFlags.Static)!.CreateDelegate<PredictCall>();
    }

    private delegate ReadOnlySpan<T> ParametersCall();

    private delegate void PredictCall(ReadOnlySpan<T> input, Span<T> output);

    public ReadOnlySpan<T> Parameters => _parameters();

    public void Predict(ReadOnlySpan<T> input, Span<T> output) => _predict(input, output);

    public double[] Predict(IEnumerable<double> input, int outputLength)
    {
        var output = new T[outputLength];
        Predict([.. input.Select(T.CreateTruncating)], output);
        return Array.ConvertAll(output, double.CreateTruncating);
    }
}
