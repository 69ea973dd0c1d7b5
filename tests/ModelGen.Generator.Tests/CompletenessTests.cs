using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Layers;
using ModelGen.Generator.Losses;
using ModelGen.Generator.Optimizers;
using Xunit;

namespace ModelGen.Generator.Tests;

/// <summary>Everything that the library lets a user write is known to the generator, and nothing else is.</summary>
public sealed class CompletenessTests
{
    [Fact]
    public void Every_layer_is_registered() => Assert.Equal(Attributes(typeof(LayerAttribute)), LayerRegistry.Kinds.Keys.Order());

    [Fact]
    public void Every_loss_is_registered() => Assert.Equal(Attributes(typeof(LossAttribute)), LossRegistry.Kinds.Keys.Order());

    [Fact]
    public void Every_optimizer_is_registered_with_its_learning_rate()
    {
        Assert.Equal(Attributes(typeof(OptimizerAttribute)), OptimizerRegistry.Kinds.Keys.Order());
        foreach (var (name, kind) in OptimizerRegistry.Kinds)
        {
            var attribute = (OptimizerAttribute)Activator.CreateInstance(typeof(OptimizerAttribute).Assembly.GetType($"ModelGen.{name}Attribute")!)!;
            Assert.Equal(attribute.LearningRate, kind.LearningRate);
        }
    }

    [Theory]
    [InlineData(typeof(Activation), typeof(ActivationKind))]
    [InlineData(typeof(ModelGen.Initializer), typeof(ModelGen.Generator.Declarations.Initializer))]
    [InlineData(typeof(ModelGen.Precision), typeof(ModelGen.Generator.Declarations.Precision))]
    public void Choices_are_the_librarys_member_for_member(Type library, Type generator) => Assert.Equal(Members(library), Members(generator));

    [Fact]
    public void Every_activation_of_one_number_has_its_formula()
    {
        foreach (ActivationKind kind in Enum.GetValues<ActivationKind>().Except([ActivationKind.Softmax, ActivationKind.LogSoftmax]))
        {
            Assert.NotNull(Activations.Of(kind, slope: 0.01, alpha: 1).Apply(Expr.Input(0)));
        }
    }

    [Fact]
    public void Every_initializer_has_its_distribution()
    {
        foreach (var initializer in Enum.GetValues<ModelGen.Generator.Declarations.Initializer>().Except([ModelGen.Generator.Declarations.Initializer.Default]))
        {
            Assert.NotNull(new InitializerChoice(initializer, 0.5).For(fanIn: 3, fanOut: 4));
        }
    }

    [Fact]
    public void Settings_left_out_are_the_librarys_defaults()
    {
        Assert.All(OptimizerRegistry.Kinds.Keys, name => Assert.Equal(OptimizerRegistry.Bind(Bare(name)), OptimizerRegistry.Bind(Spelled(name))));
        Assert.All(LossRegistry.Kinds.Keys, name => Assert.Equal(LossRegistry.Bind(Bare(name)), LossRegistry.Bind(Spelled(name))));
        Assert.All(LayerRegistry.Kinds.Keys, name => Assert.Equal(LayerRegistry.Bind([Bare(name)]), LayerRegistry.Bind([Spelled(name)])));
    }

    private static AttributeSpec Bare(string name) => new(AttributeKind.Layer, name, []);

    /// <summary>The attribute with every setting written out at the value it has when it is not written.</summary>
    private static AttributeSpec Spelled(string name)
    {
        Type type = typeof(LayerAttribute).Assembly.GetType($"ModelGen.{name}Attribute")!;
        object?[] arguments = [.. type.GetConstructors().Single().GetParameters().Select(p => p.HasDefaultValue ? p.DefaultValue : p.ParameterType.IsArray ? Array.CreateInstance(p.ParameterType.GetElementType()!, 0) : p.ParameterType.IsValueType ? Activator.CreateInstance(p.ParameterType) : null)];
        object attribute = Activator.CreateInstance(type, arguments)!;
        var settings = type.GetProperties().Where(p => p.CanWrite).Select(p => (p.Name, Value: p.GetValue(attribute))).Where(s => s.Value is not null);
        return new AttributeSpec(AttributeKind.Layer, name, [.. settings.Select(s => new Setting(s.Name, s.Value is Enum ? Convert.ToInt32(s.Value, CultureInfo.InvariantCulture) : s.Value))]);
    }

    private static IEnumerable<string> Attributes(Type kind) => kind.Assembly.GetTypes().Where(t => t.IsSubclassOf(kind) && !t.IsAbstract).Select(t => t.Name[..^"Attribute".Length]).Order();

    private static IEnumerable<string> Members(Type type) => Enum.GetNames(type).Select(name => $"{name} = {(int)Enum.Parse(type, name)}");
}
