using System;
using Shouldly;
using Xunit;
using Mirror = ModelGen.Generator.Declarations;

namespace ModelGen.Generator.Tests.Declarations;

/// <summary>Attributes carry enums as integers, so the compiler's copies must agree with the library's.</summary>
public class ChoicesTests
{
    [Theory]
    [InlineData(typeof(Activation), typeof(Mirror.ActivationKind))]
    [InlineData(typeof(Initializer), typeof(Mirror.Initializer))]
    [InlineData(typeof(Precision), typeof(Mirror.Precision))]
    [InlineData(typeof(PadMode), typeof(Mirror.PadMode))]
    [InlineData(typeof(UpsampleMode), typeof(Mirror.UpsampleMode))]
    [InlineData(typeof(ModelGen.Kernels), typeof(Mirror.KernelKind))]
    public void Enums_are_equal_member_for_member(Type original, Type copy)
    {
        Enum.GetNames(copy).ShouldBe(Enum.GetNames(original));
        Array values = Enum.GetValuesAsUnderlyingType(original);
        values.ShouldBeOfType<int[]>();
        Enum.GetValuesAsUnderlyingType(copy).ShouldBe(values);
    }
}
