using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Diagnostics;
using ModelGen.Generator.Tests.Mutations;
using Shouldly;
using Xunit;
using Parameter = System.Reflection.ParameterInfo;

namespace ModelGen.Generator.Tests.Diagnostics;

/// <summary>
/// Every setting of every attribute at the ends of its range, in both precisions: what the rules allow compiles without a warning, and what they refuse is
/// refused by a diagnostic of ours.
/// </summary>
public class SettingEndsTests
{
    private const int Together = 30;

    private static readonly double[] Numbers =
        [double.MinValue, -1e39, -1, -0.5, 0, double.Epsilon, 1e-300, 1e-46, 1e-40, 1e-30, 0.5, 0.99999999, 0.9999999999999999, 1, 1.5, 1e30, 3.4e38, 1e39, double.MaxValue];

    private static readonly int[] Integers = [int.MinValue, -2, -1, 0, 1, 2, 3, 1_000_000, int.MaxValue];

    [Theory]
    [InlineData(ModelGen.Precision.Single)]
    [InlineData(ModelGen.Precision.Double)]
    public async Task What_the_rules_allow_compiles(ModelGen.Precision precision)
    {
        List<string> ends = [];
        foreach ((Type attribute, PropertyInfo property) in Settings().Where(s => precision == ModelGen.Precision.Single || s.Property.PropertyType == typeof(double)))
        {
            string[] allowed = [.. Allowed([.. Values(property.PropertyType).Select(v => Declaration(attribute, property, v, precision))])];
            allowed.ShouldNotBeEmpty($"{attribute.Name}.{property.Name}");
            ends.AddRange(allowed.Take(1).Union(allowed.Where(m => m.Contains("E-", StringComparison.Ordinal)).Take(1)).Union(allowed.TakeLast(1)));
        }

        ends.Count.ShouldBeGreaterThan(100);
        foreach (string[] chunk in ends.Chunk(Together))
        {
            MutationRun run = await MutationRun.Of(Apart(chunk));
            run.Complaints.ShouldBeEmpty();
            run.Generated.ShouldBe(chunk.Length);
        }
    }

    /// <summary>The models that the rules allow; all in one compilation, since each costs more than a model in it.</summary>
    private static IEnumerable<string> Allowed(string[] models)
    {
        string[] apart = Apart(models);
        Compilation compilation = Source.Parse(apart[0]).Compile(others: apart[1..]);
        return models.Where((_, n) => ModelValidator.IsSound(ModelParser.Parse(compilation.GetTypeByMetadataName($"Ends{n}.Net")!, compilation, default)!));
    }

    /// <summary>Each in a namespace of its own.</summary>
    private static string[] Apart(string[] models) => [.. models.Select((m, n) => m.Replace("namespace Ends;", $"namespace Ends{n};", StringComparison.Ordinal))];

    /// <summary>Each setting once; what a base class has, in the first of its descendants.</summary>
    private static IEnumerable<(Type Attribute, PropertyInfo Property)> Settings() => typeof(ModelAttribute).Assembly.GetTypes()
        .Where(t => t is { IsPublic: true, IsAbstract: false, Namespace: "ModelGen" } && t.IsSubclassOf(typeof(Attribute)) && t != typeof(NoAllocAttribute) && t != typeof(CustomActivationAttribute) && t != typeof(CustomLossAttribute))
        .OrderBy(t => t.Name, StringComparer.Ordinal)
        .SelectMany(t => t.GetProperties().Where(p => p.Name is not ("TypeId" or "Name" or "From" or "Of" or "Others" or "Memory" or "SampleWeights") && !p.PropertyType.IsArray).Select(p => (t, p)))
        .GroupBy(s => (s.p.DeclaringType, s.p.Name))
        .Select(g => g.First());

    private static IEnumerable<string> Values(Type type) =>
        type == typeof(double) ? Numbers.Select(n => n.ToString("R", CultureInfo.InvariantCulture))
        : type == typeof(int) || type == typeof(long) ? Integers.Select(n => n.ToString(CultureInfo.InvariantCulture))
        : type == typeof(bool) ? ["false", "true"]
        : type.IsEnum ? Enum.GetNames(type).Select(n => $"{type.Name}.{n}").Prepend($"({type.Name})(-1)").Append($"({type.Name})99")
        : throw new InvalidOperationException($"What values has a {type}?");

    /// <summary>A model with the attribute.</summary>
    private static string Declaration(Type type, PropertyInfo setting, string value, ModelGen.Precision precision)
    {
        string name = type.Name[..^"Attribute".Length];
        Parameter[] parameters = type.GetConstructors().Single().GetParameters();
        IEnumerable<string> positional = parameters.Where(p => !p.HasDefaultValue).Select(p => IsOf(p, setting) ? value : p.ParameterType == typeof(double) ? "0.25" : p.ParameterType == typeof(int[]) ? Shape(name) : p.ParameterType == typeof(string[]) ? "\"seen\"" : p.ParameterType.IsEnum ? "0" : "2");
        string[] helpers = setting.Name switch
        {
            "Slope" => ["Activation = Activation.LeakyRelu"],
            "Alpha" when type.GetProperty("Activation") is not null => ["Activation = Activation.Elu"],
            "InitValue" => ["Init = Initializer.Normal"],
            "BiasInitValue" => ["BiasInit = Initializer.Constant"],
            "Nesterov" or "Dampening" => ["Momentum = 0.5"],
            "Init" => ["InitValue = 0.5"],
            "RotaryBase" => ["Rotary = true"],
            "Window" => ["Causal = true"],
            "AlignCorners" => ["Mode = UpsampleMode.Bilinear"],
            "RecurrentInitValue" => ["RecurrentInit = Initializer.Normal"],
            "RecurrentInit" => ["RecurrentInitValue = 0.5"],
            _ => [],
        };
        string own = parameters.Any(p => !p.HasDefaultValue && IsOf(p, setting)) ? "" : setting.CanWrite ? $"{setting.Name} = {value}" : $"{parameters.Single(p => IsOf(p, setting)).Name}: {value}";
        string arguments = string.Join(", ", [.. positional, .. helpers.Where(h => !positional.Any() || parameters.All(p => p.HasDefaultValue || !h.StartsWith(p.Name!, StringComparison.OrdinalIgnoreCase))), .. own == "" ? [] : new[] { own }]);
        string model = name == "Model" ? "" : $"[Model(MaxBatch = 2{(precision == ModelGen.Precision.Double ? ", Precision = Precision.Double" : "")})]";
        string attribute = $"[{name}({arguments})]";
        string first = type.IsSubclassOf(typeof(LayerAttribute)) && name is "Embedding" or "InputNormalization" ? attribute : "[ActivationLayer(Activation.Identity, Name = \"seen\")]";
        string layers = $"{first} {(type.IsSubclassOf(typeof(LayerAttribute)) && first != attribute ? attribute : "")} [Flatten] [Dense(2, Activation.Sigmoid)]";
        bool isTrained = !type.IsSubclassOf(typeof(LayerAttribute)) || setting.Name is "L1" or "L2" or "Trainable" or "Rate" or "Momentum";
        string loss = type.IsSubclassOf(typeof(LossAttribute)) ? attribute : "[MeanSquaredErrorLoss]";
        string optimizer = type.IsSubclassOf(typeof(OptimizerAttribute)) ? attribute : "[Sgd]";
        return $"using ModelGen; namespace Ends; /* {name}.{setting.Name} = {value} */ {model} {(name is "Model" or "Budget" ? attribute : "")} [Input({(name.Contains("1D", StringComparison.Ordinal) || type.IsSubclassOf(typeof(RecurrentLayerAttribute)) || name is "MultiHeadAttention" or "TransformerBlock" or "PositionalEncoding" or "PositionEmbedding" ? "6, 4" : name is "Embedding" or "Dense" ? "3" : "6, 6, 4")})] {layers} {(isTrained ? $"{loss} {optimizer}" : "")} {(name == "Ema" ? attribute : "")} internal sealed partial class Net;";
    }

    private static bool IsOf(Parameter parameter, PropertyInfo setting) => parameter.Name!.Equals(setting.Name, StringComparison.OrdinalIgnoreCase);

    private static string Shape(string name) => name == "Permute" ? "3, 1, 2" : "-1";
}
