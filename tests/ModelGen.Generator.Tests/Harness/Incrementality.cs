using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Xunit;

namespace ModelGen.Generator.Tests.Harness;

/// <summary>What makes a generator incremental: equal values end the work, and no value keeps an old compilation alive.</summary>
internal static class Incrementality
{
    private static readonly Type[] Forbidden = [typeof(ISymbol), typeof(SyntaxNode), typeof(SyntaxTree), typeof(SyntaxReference), typeof(SemanticModel), typeof(Compilation), typeof(Location), typeof(AttributeData)];

    /// <summary>The names that <see cref="TrackingNames"/> gives to the pipeline's steps.</summary>
    public static IReadOnlyList<string> StepNames { get; } =
    [
        .. typeof(TrackingNames).GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic).Where(f => f.IsLiteral).Select(f => (string)f.GetRawConstantValue()!),
    ];

    /// <summary>Every value that a named step of the run produced.</summary>
    public static IEnumerable<(string Step, object Value, IncrementalStepRunReason Reason)> Outputs(GeneratorDriverRunResult result) =>
        from run in result.Results
        from name in StepNames
        where run.TrackedSteps.ContainsKey(name)
        from step in run.TrackedSteps[name]
        from output in step.Outputs
        select (name, output.Value, output.Reason);

    public static void AssertNothingRan(GeneratorDriverRunResult result)
    {
        foreach (var (step, value, reason) in Outputs(result))
        {
            Assert.True(reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, $"Step {step} is {reason} after an unrelated edit: {value}");
        }

        var outputs = result.Results.SelectMany(r => r.TrackedOutputSteps).SelectMany(s => s.Value).SelectMany(s => s.Outputs);
        Assert.All(outputs, o => Assert.Equal(IncrementalStepRunReason.Cached, o.Reason));
    }

    public static void AssertNoCompilationIsHeld(GeneratorDriverRunResult result)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        foreach (var (step, value, _) in Outputs(result))
        {
            AssertClean(value, step, seen);
        }
    }

    /// <summary>Walks everything reachable from <paramref name="value"/> and fails at the first symbol, node, compilation or location.</summary>
    public static void AssertClean(object? value, string path, HashSet<object> seen)
    {
        if (value is null or string || value.GetType() is not { } type || type.IsPrimitive || type.IsEnum || (!type.IsValueType && !seen.Add(value)))
        {
            return;
        }

        Assert.False(Forbidden.Any(f => f.IsInstanceOfType(value)), $"{path} holds a {type.Name}.");
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (value is Array array)
        {
            foreach (object? item in array)
            {
                AssertClean(item, path + "[]", seen);
            }

            return;
        }

        for (Type? declaring = type; declaring is not null; declaring = declaring.BaseType)
        {
            foreach (FieldInfo field in declaring.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                AssertClean(field.GetValue(value), $"{path}.{field.Name}", seen);
            }
        }
    }
}
