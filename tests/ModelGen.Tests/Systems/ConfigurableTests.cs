using System;
using ModelGen.Data;
using ModelGen.Training;
using Samples.Configurable;
using Xunit;

namespace ModelGen.Tests.Systems;

/// <summary>A curve through noisy points with ten hidden units, in mini-batches of ten (samples/Configurable).</summary>
[Trait("Category", "Width")]
public sealed class ConfigurableTests
{
    [Fact]
    public void TanhUnitsFindTheSine() => FindsTheSine(new TanhCurve(seed: 1));

    [Fact]
    public void SigmoidUnitsFindTheSine() => FindsTheSine(new SigmoidCurve(seed: 1));

    private static void FindsTheSine<TModel>(TModel network)
        where TModel : ITrainableModel<TModel, float>
    {
        Dataset<float> data = CurveData.Make(200, seed: 1);
        float before = network.Evaluate(data.Inputs, data.Targets);
        network.Fit(data, CurveTraining.Options(epochs: 1000, seed: 1));
        float after = network.Evaluate(data.Inputs, data.Targets);

        // The noise's variance is 0.01, and the network comes close to the sine beneath it, which it has never seen.
        Assert.InRange(before, 0.1f, float.MaxValue);
        Assert.InRange(after, 0.005f, 0.015f);
        Assert.InRange(MeanSquaredDistanceToSine(network), 0, 0.005);
    }

    private static double MeanSquaredDistanceToSine<TModel>(TModel network)
        where TModel : ITrainableModel<TModel, float>
    {
        float[] x = new float[601];
        for (int i = 0; i < x.Length; i++)
        {
            x[i] = (i - 300) / 100f;
        }

        float[] y = new float[x.Length];
        network.Predict(x, y);
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double distance = y[i] - Math.Sin(x[i]);
            sum += distance * distance;
        }

        return sum / x.Length;
    }
}
