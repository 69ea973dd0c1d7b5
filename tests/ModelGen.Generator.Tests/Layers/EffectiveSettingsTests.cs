using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Layers;
using ModelGen.Generator.Networks;
using ModelGen.Generator.Shapes;
using ModelGen.Generator.Tests.Shapes;
using Shouldly;
using Xunit;

namespace ModelGen.Generator.Tests.Layers;

/// <summary>Layers tell all that is in effect: what <c>LayerInfos</c> holds at run time.</summary>
public class EffectiveSettingsTests
{
    /// <summary>Properties whose forms for each dimension and side are told instead, that only some values of others need, or that are wiring. An activation on top of a layer is told where there is one.</summary>
    private static readonly string[] ToldOtherwise = ["Name", "From", "Others", "TypeId", "Padding", "Slope", "Alpha", "InitValue", "BiasInitValue", "Type", "Method", "Size", "Memory", "RotaryBase", "Window", "Cropping"];

    public static TheoryData<string> Kinds => [.. LayerRegistry.Kinds.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_property_of_the_attribute_is_told(string kind)
    {
        Type attribute = typeof(LayerAttribute).Assembly.GetType($"ModelGen.{kind}Attribute")!;
        string[] told = [.. Bound(kind).EffectiveSettings(InputOf(kind)).Select(s => s.Name)];
        told.ShouldBeUnique();

        bool isPlane = kind.Contains("2D", StringComparison.Ordinal);
        string[] expected = [.. attribute.GetProperties().Select(p => p.Name).Except(ToldOtherwise).Where(p => p != "Activation" || Bound(kind).AppliesActivation).Where(p => !(isPlane && (p is "Stride" or "Dilation" or "OutputPadding")))];
        expected.Except(told).ShouldBeEmpty();

        string[] made = kind == "CustomActivation" ? ["Function", "Formula"] : [];
        told.Except(attribute.GetProperties().Select(p => p.Name)).ShouldBe(made);
    }

    [Theory]
    [InlineData("[Input(2)] [BatchNorm(Affine = false, Activation = Activation.LeakyRelu, Slope = 0.1)]", "Momentum = 0.1, Epsilon = 1E-05, Affine = False, Activation = LeakyRelu, Slope = 0.1")]
    [InlineData("[Input(8, 9, 4)] [Conv2D(6, 3, StrideHeight = 2, Padding = Padding.Same)]", "Filters = 6, KernelHeight = 3, KernelWidth = 3, StrideHeight = 2, StrideWidth = 1, DilationHeight = 1, DilationWidth = 1, PaddingTop = 0, PaddingBottom = 1, PaddingLeft = 1, PaddingRight = 1, Groups = 1, Bias = True, Activation = Identity, Init = GlorotUniform, BiasInit = Zeros, Trainable = True, L1 = 0, L2 = 0")]
    [InlineData("[Input(8, 4)] [DepthwiseConv1D(3, Bias = false, Activation = Activation.LeakyRelu, Init = Initializer.Normal)]", "Multiplier = 1, Kernel = 3, Stride = 1, Dilation = 1, PaddingLeft = 0, PaddingRight = 0, Bias = False, Activation = LeakyRelu, Slope = 0.01, Init = Normal, InitValue = 0.05, Trainable = True, L1 = 0, L2 = 0")]
    [InlineData("[Input(4, 4, 2)] [Conv2DTranspose(2, 3, Stride = 2, Padding = 1, OutputPadding = 1, Activation = Activation.Elu)]", "Filters = 2, KernelHeight = 3, KernelWidth = 3, StrideHeight = 2, StrideWidth = 2, DilationHeight = 1, DilationWidth = 1, PaddingTop = 1, PaddingBottom = 1, PaddingLeft = 1, PaddingRight = 1, Groups = 1, OutputPaddingHeight = 1, OutputPaddingWidth = 1, Bias = True, Activation = Elu, Alpha = 1, Init = HeUniform, BiasInit = Zeros, Trainable = True, L1 = 0, L2 = 0")]
    [InlineData("[Input(7, 2)] [MaxPool1D(3, PaddingLeft = 1)]", "Kernel = 3, Stride = 3, Dilation = 1, PaddingLeft = 1, PaddingRight = 0")]
    [InlineData("[Input(2, 3, 4)] [Reshape(6, -1)]", "Shape = [6, 4]")]
    [InlineData("[Input(2, 3, Name = \"a\")] [ActivationLayer(Activation.Relu)] [Concat(\"a\", Axis = -2)]", "Axis = 1")]
    [InlineData("[Input(2, 3)] [Upsample(3, Width = 2)]", "Width = 2, Mode = Nearest, AlignCorners = False")]
    [InlineData("[Input(5, 3)] [Slice(-2, Axis = 1)]", "Start = 3, Count = 2, Axis = 1")]
    [InlineData("[Input(5, 3)] [Slice(1, -1, Axis = -1)]", "Start = 1, Count = 1, Axis = 2")]
    [InlineData("[Input(5, 3)] [Crop(1)]", "Left = 1, Right = 1")]
    [InlineData("[Input(5, 3, 1)] [Pad(1, PadMode.Edge, Top = 0)]", "Mode = Edge, Value = 0, Top = 0, Bottom = 1, Left = 1, Right = 1")]
    [InlineData("[Input(2, 3, 1)] [ZeroPad(1, Left = 0)]", "Top = 1, Bottom = 1, Left = 0, Right = 1")]
    [InlineData("[Input(2)] [BatchNorm(Affine = false)]", "Momentum = 0.1, Epsilon = 1E-05, Affine = False")]
    [InlineData("[Input(2)] [CustomActivation(typeof(Swishes), \"Swish\")]", "Function = Swishes.Swish, Formula = x * sigmoid(x)")]
    public void Defaults_are_filled_in(string attributes, string expected)
    {
        ShapedLayer last = Stages.Infer(attributes).Layers[^1];
        string.Join(", ", last.Layer.EffectiveSettings(last.Input).Select(s => FormattableString.Invariant($"{s.Name} = {Text(s.Value)}"))).ShouldBe(expected);
    }

    private static Layer Bound(string kind) => LayerRegistry.Bind([new AttributeSpec(AttributeKind.Layer, kind, [.. Needed(kind)])]).Single();

    private static IEnumerable<Setting> Needed(string kind) => kind switch
    {
        "Reshape" => [new("Shape", new Common.EquatableArray<int>([6]))],
        "Permute" => [new("Dimensions", new Common.EquatableArray<int>([3, 1, 2]))],
        _ => [new("Units", 2), new("Filters", 2), new("Kernel", 1), new("KernelHeight", 1), new("KernelWidth", 1), new("Groups", 1), new("Count", 5), new("Size", 2)],
    };

    private static Shape InputOf(string kind) => kind.Contains("1D", StringComparison.Ordinal) ? Shape.Of(3, 2) : Shape.Of(3, 1, 2);

    private static object? Text(object? value) => value is Common.EquatableArray<int> numbers ? $"[{string.Join(", ", numbers)}]" : value;
}
