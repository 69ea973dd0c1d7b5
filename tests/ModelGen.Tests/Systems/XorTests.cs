using System.Linq;
using ModelGen.Data;
using ModelGen.Training;
using Samples.Xor;
using Xunit;

namespace ModelGen.Tests.Systems;

/// <summary>Exclusive or, learnt from its four rows in 400 steps (samples/Xor).</summary>
[Trait("Category", "Width")]
public sealed class XorTests
{
    private const int Seeds = 10;

    [Fact]
    public void OneSigmoidLearnsItFromNineOfTenStarts()
    {
        int reached = Enumerable.Range(0, Seeds).Count(seed => LossAfterTraining(new XorByNumber(seed), XorData.Numbers) <= 0.0015);
        Assert.InRange(reached, 9, Seeds);
    }

    [Fact]
    public void TwoClassesLearnItFromNineOfTenStarts()
    {
        int reached = Enumerable.Range(0, Seeds).Count(seed => LossAfterTraining(new XorByClass(seed), XorData.Classes) <= 0.0008);
        Assert.InRange(reached, 9, Seeds);
    }

    [Fact]
    public void TheTrainedNetworkGivesTheTruthTable()
    {
        XorByNumber network = new(seed: 0);
        LossAfterTraining(network, XorData.Numbers);
        float[] outputs = new float[4];
        network.Predict(XorData.Numbers.Inputs, outputs);
        Assert.Equal([false, true, true, false], outputs.Select(output => output > 0.5f));
    }

    private static float LossAfterTraining<TModel>(TModel network, Dataset<float> rows)
        where TModel : ITrainableModel<TModel, float>
    {
        network.Fit(rows, new FitOptions { Epochs = 400 });
        return network.Evaluate(rows.Inputs, rows.Targets);
    }
}
