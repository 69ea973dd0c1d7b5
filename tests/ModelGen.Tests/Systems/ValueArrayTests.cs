using System;
using System.Linq;
using System.Reflection;
using ModelGen.Files;
using Samples.Files;
using Xunit;

namespace ModelGen.Tests.Systems;

/// <summary>What a model tells of itself cannot be changed from outside, compares by value and reads well.</summary>
public sealed class ValueArrayTests
{
    [Theory]
    [InlineData(typeof(ParameterInfo))]
    [InlineData(typeof(TensorInfo))]
    [InlineData(typeof(LayerInfo))]
    [InlineData(typeof(LayerSetting))]
    [InlineData(typeof(SafetensorsTensor))]
    public void NothingHandsOutAnArray(Type description) =>
        Assert.DoesNotContain(description.GetProperties(BindingFlags.Public | BindingFlags.Instance), p => p.PropertyType.IsArray);

    [Fact]
    public void NoSettingIsAnArray()
    {
        foreach (LayerSetting setting in Layers<Filed, float>().Concat(Layers<FromPyTorch, double>()).SelectMany(l => l.Settings))
        {
            Assert.False(setting.Value is Array, $"{setting.Name} is an array of the model itself.");
        }
    }

    [Fact]
    public void DescriptionsAreEqualByValue()
    {
        Assert.Equal(new ParameterInfo("conv1.weight", [4, 2, 3, 2], 0, 48, Trainable: true, Order: [2, 3, 1, 0]), Filed.ParameterInfos[0]);
        Assert.Equal(new TensorInfo("input", [6, 5, 2], 0, 60), Filed.InputInfos[0]);
        Assert.Equal(new LayerInfo("input", "Input", [], [6, 5, 2], 0, 0, []), Filed.LayerInfos[0]);
        LayerInfo conv = Filed.LayerInfos[1];
        Assert.Equal(conv with { Inputs = ["input"], OutputShape = [4, 4, 4], Settings = [.. conv.Settings.Select(s => s with { })] }, conv);
        Assert.NotEqual(conv with { OutputShape = [4, 4, 5] }, conv);
        LayerSetting permuted = Layers<FromPyTorch, double>()[2].Settings.Single(s => s.Name == "Dimensions");
        Assert.Equal(new LayerSetting("Dimensions", ValueArray.Create([3, 1, 2])), permuted);
    }

    [Fact]
    public void DescriptionsReadWell()
    {
        Assert.StartsWith("ParameterInfo { Name = conv1.weight, Shape = (4, 2, 3, 2), ", Filed.ParameterInfos[0].ToString(), StringComparison.Ordinal);
        Assert.Equal("TensorInfo { Name = input, Shape = (6, 5, 2), Offset = 0, Length = 60, LengthAt = -1, IsSampleWeights = False }", Filed.InputInfos[0].ToString());
        Assert.Contains("Inputs = (input), OutputShape = (4, 4, 4), ", Filed.LayerInfos[1].ToString(), StringComparison.Ordinal);
        Assert.Contains("KernelHeight = 3, KernelWidth = 2, ", Filed.LayerInfos[1].ToString(), StringComparison.Ordinal);
        Assert.Equal("Slope = 0.01", new LayerSetting("Slope", 0.01).ToString());
        Assert.Equal("Dimensions = (3, 1, 2)", new LayerSetting("Dimensions", ValueArray.Create([3, 1, 2])).ToString());
    }

    [Fact]
    public void ActsAsAnArray()
    {
        ValueArray<int> shape = [28, 27, 3];
        Assert.Equal(3, shape.Length);
        Assert.Equal(3, shape[^1]);
        Assert.Equal([27, 3], shape[1..].ToArray());
        Assert.True(shape is [28, _, var channels] && channels == 3);
        Assert.Equal(28 * 27 * 3, shape.Aggregate((a, b) => a * b));
        Assert.Equal("28 × 27 × 3", string.Join(" × ", shape));
        Assert.Throws<IndexOutOfRangeException>(() => shape[3]);
        shape.ToArray()[0] = 99;
        Assert.Equal(28, shape[0]);
    }

    [Fact]
    public void KeepsACopyOfWhatItIsMadeFrom()
    {
        int[] extents = [2, 3];
        ValueArray<int> shape = ValueArray.Create<int>(extents);
        extents[0] = 99;
        Assert.Equal("(2, 3)", shape.ToString());
    }

    [Fact]
    public void TheDefaultIsEmpty()
    {
        ValueArray<int> none = default;
        Assert.Equal(0, none.Length);
        Assert.Empty(none);
        Assert.Equal([], none);
        Assert.True(none == []);
        Assert.Equal(ValueArray.Create<int>([]).GetHashCode(), none.GetHashCode());
        Assert.Equal("()", none.ToString());
    }

    [Fact]
    public void ReadingAllocatesNothing()
    {
        ValueArray<int> shape = Filed.ParameterInfos[0].Shape;
        int sum = 0;
        long before = GC.GetAllocatedBytesForCurrentThread();
        foreach (int extent in shape)
        {
            sum += extent + shape[1] + shape.AsSpan()[2] + shape[1..].Length;
        }

        bool isSame = shape == Filed.ParameterInfos[0].Shape;
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(isSame);
        Assert.Equal(11 + (4 * (2 + 3 + 3)), sum);
    }

    private static LayerInfo[] Layers<TSelf, T>()
        where TSelf : IModel<TSelf, T>
        where T : unmanaged => TSelf.LayerInfos.ToArray();
}
