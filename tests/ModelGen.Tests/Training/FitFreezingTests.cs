using System;
using System.Linq;
using ModelGen.Data;
using ModelGen.Training;
using Xunit;

namespace ModelGen.Tests.Training;

/// <summary>A network whose layers are frozen and released in the course of <c>Fit</c>.</summary>
[Model(MaxBatch = 8)]
[Input(2)]
[Dense(4, Activation.Tanh)]
[Dense(4, Activation.Tanh)]
[Dense(1)]
[MeanSquaredErrorLoss]
[Adam(LearningRate = 0.01)]
public sealed partial class Unfrozen;

public sealed class FitFreezingTests
{
    private static readonly Dataset<float> Data = new(
        Enumerable.Range(0, 40).Select(n => MathF.Sin(n)).ToArray(), Enumerable.Range(0, 20).Select(n => MathF.Cos(n)).ToArray(), 2, 1);

    [Fact]
    public void LayersAreTrainedFromTheirEpochOn()
    {
        Unfrozen net = new(seed: 1), twin = new(seed: 1);
        net.Fit(Data, new FitOptions { Epochs = 2, Trainable = [new(1, "dense1", Trainable: false), new(1, "dense2", false), new(3, "dense2")] });
        Assert.Equal([false, false, true], new[] { "dense1", "dense2", "dense3" }.Select(name => net.IsTrainable(name)));
        Assert.Equal(Of(twin, "dense2.weight"), Of(net, "dense2.weight"));
        Assert.NotEqual(Of(twin, "dense3.weight"), Of(net, "dense3.weight"));

        Unfrozen later = new(seed: 1);
        later.Fit(Data, new FitOptions { Epochs = 4, Trainable = [new(1, "dense*", false), new(1, "dense3"), new(3, "dense2"), new(5, "dense1")] });
        Assert.Equal(Of(twin, "dense1.weight"), Of(later, "dense1.weight"));
        Assert.NotEqual(Of(twin, "dense2.weight"), Of(later, "dense2.weight"));
        Assert.Equal([false, true, true], new[] { "dense1", "dense2", "dense3" }.Select(name => later.IsTrainable(name)));
    }

    [Fact]
    public void AnUnknownNameIsRefusedBeforeTheFirstStep()
    {
        Unfrozen net = new(seed: 1);
        float[] before = net.Parameters.ToArray();
        ArgumentException fault = Assert.Throws<ArgumentException>(() => net.Fit(Data, new FitOptions { Epochs = 9, Trainable = [new(8, "dense4")] }));
        Assert.Contains("dense4 (near it: dense1", fault.Message, StringComparison.Ordinal);
        Assert.Equal(before, net.Parameters.ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => new TrainableFrom(0, "dense1"));
    }

    private static float[] Of(Unfrozen net, string name)
    {
        float[] values = new float[Unfrozen.ParameterInfos.ToArray().Single(p => p.Name == name).Length];
        net.GetParameter(name, values);
        return values;
    }
}
