using System;
using System.Linq;
using Samples.Files;
using Xunit;

namespace ModelGen.Tests.Systems;

/// <summary>What a model tells of its layers at run time.</summary>
public sealed class LayerInfosTests
{
    [Fact]
    public void InputsAndLayersInOrder()
    {
        LayerInfo[] layers = Layers<Filed, float>();
        Assert.Equal(["input", "conv1", "flatten1", "dense1", "dense2"], layers.Select(l => l.Name));
        Assert.Equal(["Input", "Conv2D", "Flatten", "Dense", "Dense"], layers.Select(l => l.Kind));
        Assert.Equal(["", "input", "conv1", "flatten1", "dense1"], layers.Select(l => string.Join(", ", l.Inputs)));
        Assert.Equal([[6, 5, 2], [4, 4, 4], [64], [7], [3]], layers.Select(l => l.OutputShape));
        Assert.Equal([0, (4 * 2 * 3 * 2) + 4, 0, (64 * 7) + 7, (7 * 3) + 3], layers.Select(l => l.ParameterCount));
        Assert.Equal((2 * 7 * 3) + 3, layers[^1].Flops);
        Assert.Equal(Filed.ParameterCount, layers.Sum(l => l.ParameterCount));
    }

    [Fact]
    public void SettingsWithTheirTypes()
    {
        ValueArray<LayerSetting> conv = Layers<Filed, float>()[1].Settings, dense = Layers<Filed, float>()[3].Settings;
        Assert.Contains(new LayerSetting("KernelWidth", 2), conv);
        Assert.Contains(new LayerSetting("Activation", "Tanh"), conv);
        Assert.Contains(new LayerSetting("L2", 0.0), conv);
        Assert.Contains(new LayerSetting("Trainable", false), dense);
        Assert.Equal([3, 1, 2], (ValueArray<int>)Layers<FromPyTorch, double>()[2].Settings.Single(s => s.Name == "Dimensions").Value);
        Assert.Equal("x * sigmoid(x)", Layers<OwnSwish, float>()[2].Settings.Single(s => s.Name == "Formula").Value);
    }

    [Fact]
    public void InputsAndOutputsHaveNames()
    {
        Assert.Equal(("input", 0, 60), (Filed.InputInfos[0].Name, Filed.InputInfos[0].Offset, Filed.InputInfos[0].Length));
        Assert.Equal(("dense2", 0, 3), (Filed.OutputInfos[0].Name, Filed.OutputInfos[0].Offset, Filed.OutputInfos[0].Length));
    }

    [Fact]
    public void TheTableIsMadeOnce()
    {
        LayerInfo first = Filed.LayerInfos[0];
        long before = GC.GetAllocatedBytesForCurrentThread();
        bool isSame = ReferenceEquals(first, Filed.LayerInfos[0]);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(isSame);
    }

    private static LayerInfo[] Layers<TSelf, T>()
        where TSelf : IModel<TSelf, T>
        where T : unmanaged => TSelf.LayerInfos.ToArray();
}
