using System;
using System.Linq;
using System.Reflection;
using ModelGen.Generator.Declarations;
using Shouldly;
using Xunit;

namespace ModelGen.Generator.Tests.Declarations;

/// <summary>The table of reserved members knows every member of the interfaces that models implement, where it comes to them.</summary>
/// <remarks>But for those that models implement explicitly, and whose names stay free.</remarks>
public class GeneratedMembersTests
{
    [Theory]
    [InlineData(typeof(IModel<,>), GeneratedMembers.When.Always)]
    [InlineData(typeof(IDifferentiableModel<,>), GeneratedMembers.When.Loss)]
    [InlineData(typeof(IClassifierModel<,>), GeneratedMembers.When.ClassLoss)]
    [InlineData(typeof(IOutputGradientModel<>), GeneratedMembers.When.OutputGradients)]
    [InlineData(typeof(ITrainableModel<,>), GeneratedMembers.When.LossAndOptimizer)]
    [InlineData(typeof(ITrainableClassifierModel<,>), GeneratedMembers.When.ClassLossAndOptimizer)]
    [InlineData(typeof(IDropoutModel), GeneratedMembers.When.Dropout)]
    [InlineData(typeof(IStreamingModel<,>), GeneratedMembers.When.Sequence)]
    [InlineData(typeof(IStatefulModel<>), GeneratedMembers.When.Stateful)]
    [InlineData(typeof(IAveragedModel<>), GeneratedMembers.When.Average)]
    public void Members_of_interfaces_are_reserved(Type type, object when)
    {
        foreach (MemberInfo member in type.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
        {
            if (member is not MethodInfo { IsSpecialName: true } && member.Name is not ("Create" or "ModelName" or "TypeName" or "GeneratorVersion"))
            {
                string? parameters = member is MethodInfo method ? Parameters(method) : null;
                GeneratedMembers.All.ShouldContain(m => m.Name == member.Name && m.Parameters == parameters && Holds(m.When, (GeneratedMembers.When)when), member.Name);
            }
        }
    }

    /// <summary>Whether a member that is there under one condition is under another.</summary>
    private static bool Holds(GeneratedMembers.When reserved, GeneratedMembers.When when) => reserved == when || (when, reserved) is
        (GeneratedMembers.When.Loss or GeneratedMembers.When.OutputGradients, GeneratedMembers.When.Gradients) or (GeneratedMembers.When.LossAndOptimizer, GeneratedMembers.When.Optimizer);

    /// <summary>Those above, and that of streams, which models do not implement.</summary>
    [Fact]
    public void The_test_sees_the_interfaces() =>
        typeof(IModel<,>).Assembly.GetTypes().Count(t => t is { IsInterface: true, IsPublic: true } && t.Namespace == "ModelGen" && t.Name.Contains("Model", StringComparison.Ordinal)).ShouldBe(11);

    private static string Parameters(MethodInfo method) => string.Join(", ", method.GetParameters().Select(p => Name(p.ParameterType)));

    private static string Name(Type type) =>
        type.IsGenericType ? $"{type.Name[..type.Name.IndexOf('`')]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
        : type == typeof(int) ? "int"
        : type == typeof(string) ? "string"
        : type.Name;
}
