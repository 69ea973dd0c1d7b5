using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;

namespace Benchmarks.Sizes;

/// <summary>The methods that the generator added to this assembly for a model: members of its class, and its passes and kernels.</summary>
internal static class GeneratedMethods
{
    private const BindingFlags Declared =
        BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance;

    public static IEnumerable<MethodBase> Of(Type model) =>
        model.Assembly.GetTypes()
            .Where(type => BelongsTo($"{type.FullName}.", model))
            .SelectMany(type => type.GetMethods(Declared).Concat<MethodBase>(type.GetConstructors(Declared)));

    /// <summary>The bytes of their bodies before the JIT.</summary>
    public static int InstructionBytes(Type model) => Of(model).Sum(method => method.GetMethodBody()?.GetILAsByteArray()?.Length ?? 0);

    /// <summary>Whether a name that starts with a type's full name is of a method of the model's.</summary>
    public static bool BelongsTo(string name, Type model) =>
        name.StartsWith($"{model.FullName}.", StringComparison.Ordinal)
        || name.StartsWith($"{model.FullName}+", StringComparison.Ordinal)
        || name.StartsWith($"ModelGen.Generated.{model.FullName}.", StringComparison.Ordinal);
}
