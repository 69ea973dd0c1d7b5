using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ModelGen.Generator.Common;

namespace ModelGen.Generator.Declarations;

/// <summary>The members that the generator adds to a model, for which the user's own part has to leave room.</summary>
internal static class GeneratedMembers
{
    /// <summary>When a member is added.</summary>
    internal enum When
    {
        Always,
        Gradients,
        OutputGradients,
        Loss,
        ClassLoss,
        Optimizer,
        LossAndOptimizer,
        ClassLossAndOptimizer,
        InputGradients,
        Dropout,
        Loops,
        Sequence,
        Stateful,
        Average,
    }

    /// <summary>Name, condition, and the parameter types of a method; <c>T</c> stands for the model's number type, <c>TSelf</c> for the model.</summary>
    internal static readonly (string Name, When When, string? Parameters)[] All =
    [
        (WellKnownMemberNames.InstanceConstructorName, When.Always, "int"),
        ("InputLength", When.Always, null),
        ("OutputLength", When.Always, null),
        ("ParameterCount", When.Always, null),
        ("MaxBatch", When.Always, null),
        ("InputShape", When.Always, null),
        ("OutputShape", When.Always, null),
        ("Summary", When.Always, null),
        ("InputInfos", When.Always, null),
        ("OutputInfos", When.Always, null),
        ("LayerInfos", When.Always, null),
        ("ArchitectureHash", When.Always, null),
        ("ParameterLayoutHash", When.Always, null),
        ("Seed", When.Always, null),
        ("Load", When.Always, "string, LoadOptions?"),
        ("Load", When.Always, "Stream, LoadOptions?"),
        ("TryLoad", When.Always, "string, TSelf?, LoadOptions?"),
        ("TryLoad", When.Always, "Stream, TSelf?, LoadOptions?"),
        ("Parameters", When.Always, null),
        ("ParameterInfos", When.Always, null),
        ("GetParameter", When.Always, "string, Span<T>"),
        ("SetParameter", When.Always, "string, ReadOnlySpan<T>"),
        ("Predict", When.Always, "ReadOnlySpan<T>, Span<T>"),
        ("Predict", When.Always, "ReadOnlySpan<T>, ReadOnlySpan<T>, Span<T>"),
        ("Stream", When.Sequence, null),
        ("CreateStream", When.Sequence, ""),
        ("Forward", When.Gradients, "ReadOnlySpan<T>"),
        ("Gradients", When.Gradients, null),
        ("Backward", When.Loss, "ReadOnlySpan<T>"),
        ("Backward", When.ClassLoss, "ReadOnlySpan<int>"),
        ("BackwardFrom", When.OutputGradients, "ReadOnlySpan<T>"),
        ("Evaluate", When.Loss, "ReadOnlySpan<T>, ReadOnlySpan<T>"),
        ("Evaluate", When.ClassLoss, "ReadOnlySpan<T>, ReadOnlySpan<int>"),
        ("InputGradients", When.InputGradients, null),
        ("AverageParameters", When.Average, null),
        ("PredictsAverage", When.Average, null),
        ("State", When.Stateful, null),
        ("ResetState", When.Stateful, ""),
        ("DropoutSeed", When.Dropout, null),
        ("DropoutStep", When.Dropout, null),
        ("LearningRate", When.Optimizer, null),
        ("Steps", When.Optimizer, null),
        ("DegreeOfParallelism", When.LossAndOptimizer, null),
        ("Update", When.Optimizer, ""),
        ("TrainBatch", When.LossAndOptimizer, "ReadOnlySpan<T>, ReadOnlySpan<T>"),
        ("TrainBatch", When.ClassLossAndOptimizer, "ReadOnlySpan<T>, ReadOnlySpan<int>"),

        // Private members.
        ("_parameters", When.Always, null),
        ("s_parameterInfos", When.Always, null),
        ("LayerTable", When.Always, null),
        ("s_inputInfos", When.Always, null),
        ("s_outputInfos", When.Always, null),
        ("s_scratch", When.Always, null),
        ("PredictWith", When.Always, "T, ReadOnlySpan<T>, Span<T>"),
        ("PredictAny", When.Always, "T, ReadOnlySpan<T>, Span<T>"),
        ("TrainAnyBatch", When.LossAndOptimizer, "ReadOnlySpan<T>, ReadOnlySpan<T>"),
        ("TrainAnyBatch", When.ClassLossAndOptimizer, "ReadOnlySpan<T>, ReadOnlySpan<int>"),
        ("_arena", When.Gradients, null),
        ("_examples", When.Gradients, null),
        ("_hasGradients", When.Optimizer, null),
        ("_frozen", When.Optimizer, null),
        ("Predicting", When.Average, null),
        ("_gradientExamples", When.InputGradients, null),
        ("_learningRate", When.Optimizer, null),
        ("_step", When.Optimizer, null),
        ("_momentumProduct", When.Optimizer, null),
        ("_team", When.LossAndOptimizer, null),
        ("_degreeOfParallelism", When.LossAndOptimizer, null),
        ("UpdateParameters", When.Optimizer, ""),
        ("UpdateParameters", When.Optimizer, "TrainingTeam<T>?"),
        ("PlainLoops", When.Loops, null),
    ];

    private static readonly Regex NumberType = new(@"\bT\b", RegexOptions.CultureInvariant);

    /// <summary>The user's members that stand where the generator puts one.</summary>
    /// <remarks>
    /// An overload of a generated method is no clash. The analyzer sees the compilation with the generated sources in it; what they
    /// declare (their files are named after the model) is not the user's.
    /// </remarks>
    public static IEnumerable<ISymbol> Clashes(INamedTypeSymbol type, EquatableArray<AttributeSpec> attributes)
    {
        bool isDouble = attributes.First(a => a.Kind == AttributeKind.Model).Integer("Precision") == (int)Precision.Double;
        string hintName = HintNames.Of(type);
        List<(string Name, string? Parameters)> generated = All
            .Where(m => IsAdded(m.When, attributes))
            .Select(m => (m.Name, m.Parameters is null ? null : NumberType.Replace(m.Parameters, isDouble ? "double" : "float").Replace("TSelf", type.Name)))
            .ToList();
        return type.GetMembers()
            .Where(m => !m.IsImplicitlyDeclared && !IsGenerated(m, hintName))
            .Concat(Inherited(type))
            .Where(m => IsPrimaryConstructor(m) || generated.Any(g => IsClash(m, g.Name, g.Parameters)));
    }

    /// <summary>The user's constructors that call no other of the class: in the end each has to come to the generated one, which makes the memory of the parameters.</summary>
    public static IEnumerable<ISymbol> LonelyConstructors(INamedTypeSymbol type)
    {
        string hintName = HintNames.Of(type);
        return type.InstanceConstructors
            .Where(c => !c.IsImplicitlyDeclared && !IsGenerated(c, hintName) && !IsClash(c, All[0].Name, All[0].Parameters))
            .Where(c => c.DeclaringSyntaxReferences.Any(r => r.GetSyntax() is ConstructorDeclarationSyntax { Initializer: not { ThisOrBaseKeyword.RawKind: (int)SyntaxKind.ThisKeyword } }));
    }

    /// <summary>The class itself or a type parameter of it, where the generator adds a member of that name.</summary>
    public static IEnumerable<ISymbol> NamedLikeOne(INamedTypeSymbol type, EquatableArray<AttributeSpec> attributes) =>
        type.TypeParameters.Prepend<ISymbol>(type).Where(s => All.Any(g => g.Name == s.Name && IsAdded(g.When, attributes)));

    /// <summary>A clashing member as messages name it: <c>Predict(ReadOnlySpan&lt;float&gt;, Span&lt;float&gt;)</c>.</summary>
    public static string Display(ISymbol member) =>
        member is not IMethodSymbol method ? member.Name
        : $"{(IsConstructor(method) ? method.ContainingType.Name : method.Name)}({ParametersOf(method)})";

    /// <summary>What a generated member would hide.</summary>
    private static IEnumerable<ISymbol> Inherited(INamedTypeSymbol type)
    {
        INamedTypeSymbol? ancestor = type.BaseType;
        for (; ancestor is { SpecialType: not SpecialType.System_Object }; ancestor = ancestor.BaseType)
        {
            foreach (ISymbol member in ancestor.GetMembers().Where(m => m.DeclaredAccessibility != Accessibility.Private && !IsConstructor(m)))
            {
                yield return member;
            }
        }
    }

    private static bool IsAdded(When when, EquatableArray<AttributeSpec> attributes) => when switch
    {
        When.OutputGradients => attributes.Any(a => a.Kind == AttributeKind.Model && a.Flag("OutputGradients")),
        When.Gradients => IsAdded(When.Loss, attributes) || IsAdded(When.OutputGradients, attributes),
        When.LossAndOptimizer => IsAdded(When.Loss, attributes) && IsAdded(When.Optimizer, attributes),
        When.Loss => attributes.Any(a => a.Kind == AttributeKind.Loss),
        When.ClassLoss => attributes.Where(a => a.Kind == AttributeKind.Loss).ToArray() is [var loss] && ClassLosses.Contains(loss.Name),
        When.Optimizer => attributes.Any(a => a.Kind == AttributeKind.Optimizer),
        When.ClassLossAndOptimizer => IsAdded(When.ClassLoss, attributes) && IsAdded(When.Optimizer, attributes),
        When.InputGradients => IsAdded(When.Gradients, attributes) && attributes.Any(a => a.Kind == AttributeKind.Model && a.Flag("InputGradients")),
        When.Dropout => IsAdded(When.Gradients, attributes) && attributes.Any(a => a.Kind == AttributeKind.Layer && a.Name == "Dropout"),
        When.Stateful => IsAdded(When.Gradients, attributes) && attributes.Any(a => a.Kind == AttributeKind.Model && a.Flag("Stateful")),
        When.Average => attributes.Any(a => a.Kind == AttributeKind.Ema),
        When.Sequence => attributes.Any(a => a.Kind == AttributeKind.Layer && a.Name == "Embedding")
            || attributes.Any(a => a.Kind == AttributeKind.Input && a.Integers("Shape").Count == 2),
        When.Loops => IsAdded(When.Gradients, attributes) && attributes.Any(a => a.Kind == AttributeKind.Model && a.Integer("Kernels") == (int)KernelKind.Reference),
        _ => true,
    };

    private static bool IsClash(ISymbol member, string name, string? parameters) =>
        member.Name == name && (member is not IMethodSymbol method || parameters is null || ParametersOf(method) == parameters);

    /// <summary>Every other constructor would have to call it, and the generated one cannot.</summary>
    private static bool IsPrimaryConstructor(ISymbol member) =>
        IsConstructor(member) && member.DeclaringSyntaxReferences.Any(r => r.GetSyntax() is TypeDeclarationSyntax);

    private static bool IsConstructor(ISymbol member) => member is IMethodSymbol { MethodKind: MethodKind.Constructor };

    private static string ParametersOf(IMethodSymbol method) =>
        string.Join(", ", method.Parameters.Select(p => p.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)));

    private static bool IsGenerated(ISymbol member, string hintName) =>
        member.DeclaringSyntaxReferences.Select(r => Path.GetFileName(r.SyntaxTree.FilePath)).Any(file =>
            file.StartsWith(hintName + ".", StringComparison.Ordinal) && file.EndsWith(".g.cs", StringComparison.Ordinal));
}
