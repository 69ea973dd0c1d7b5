using System;
using System.Linq;
using ModelGen.Generator.Tests.Harness;
using Xunit;

namespace ModelGen.Generator.Tests.Layers;

/// <summary>Recurrent cells with layer normalisations as Ba, Kiros and Hinton (Layer Normalization, 2016) write them, computed here in plain loops; and what dropout of inputs leaves out.</summary>
public sealed class NormalisedCellTests
{
    private const int Times = 4, Features = 3, Units = 5;

    private static readonly Lazy<GeneratedModels> Models = new(() => GeneratorHarness.Run(
        """
        using ModelGen;

        namespace Declared;

        [Model(Precision = Precision.Double)] [Input(4, 3)] [Lstm(5, LayerNorm = true, ReturnSequences = true)]
        public sealed partial class Lstms;

        [Model(Precision = Precision.Double)] [Input(4, 3)] [Gru(5, LayerNorm = true, ReturnSequences = true)]
        public sealed partial class Grus;

        [Model(MaxBatch = 64, Precision = Precision.Double, InputGradients = true)] [Input(4, 3)] [Gru(5, Dropout = 0.4)] [MeanSquaredErrorLoss]
        public sealed partial class Dropping;
        """));

    [Fact]
    public void A_memory_is_normalised_where_it_is_shown()
    {
        TestModel model = Start("Lstms");
        double[] inputs = Inputs(), state = new double[Units], memory = new double[Units];
        double[] given = model.Predict(inputs);
        for (int t = 0; t < Times; t++)
        {
            double[] sums = [.. Terms(model, "ih", inputs[(t * Features)..][..Features]).Zip(Terms(model, "hh", state), (a, b) => a + b)];
            double[] Gate(int gate, Func<double, double> function) => [.. sums[(gate * Units)..][..Units].Select(function)];
            double[] keep = Gate(0, Sigmoid), forget = Gate(1, Sigmoid), candidate = Gate(2, Math.Tanh), output = Gate(3, Sigmoid);
            memory = [.. Enumerable.Range(0, Units).Select(j => (keep[j] * candidate[j]) + (forget[j] * memory[j]))];
            double[] shown = Normal(memory, model.GetParameter("lstm1.norm_weight_c_l0"), model.GetParameter("lstm1.norm_bias_c_l0"));
            state = [.. output.Zip(shown, (o, c) => o * Math.Tanh(c))];
            Close.To(state, given[(t * Units)..][..Units], 1e-12, $"time {t}");
        }
    }

    [Fact]
    public void Products_are_normalised_before_they_meet()
    {
        TestModel model = Start("Grus");
        double[] inputs = Inputs(), state = new double[Units], given = model.Predict(inputs);
        for (int t = 0; t < Times; t++)
        {
            double[] x = Terms(model, "ih", inputs[(t * Features)..][..Features]), h = Terms(model, "hh", state);
            state =
            [
                .. Enumerable.Range(0, Units).Select(j =>
                {
                    double r = Sigmoid(x[j] + h[j]), z = Sigmoid(x[Units + j] + h[Units + j]), n = Math.Tanh(x[(2 * Units) + j] + (r * h[(2 * Units) + j]));
                    return ((1 - z) * n) + (z * state[j]);
                }),
            ];
            Close.To(state, given[(t * Units)..][..Units], 1e-12, $"time {t}");
        }
    }

    [Fact]
    public void A_feature_is_dropped_at_all_times_of_an_example()
    {
        TestModel model = Start("Dropping");
        double[] inputs = [.. Enumerable.Range(0, 64 * Times * Features).Select(i => Math.Cos(i * i))];
        model.Forward(inputs);
        model.Backward(new double[64 * Units]);
        int dropped = 0;
        for (int b = 0; b < 64; b++)
        {
            for (int i = 0; i < Features; i++)
            {
                bool[] zero = [.. Enumerable.Range(0, Times).Select(t => model.InputGradients[(((b * Times) + t) * Features) + i] == 0)];
                Assert.Single(zero.Distinct());
                dropped += zero[0] ? 1 : 0;
            }
        }

        Assert.InRange(dropped / (64.0 * Features), 0.28, 0.52);
        Assert.NotEqual(model.Predict(inputs), model.Forward(inputs));
    }

    private static double[] Terms(TestModel model, string part, double[] values)
    {
        string layer = model.Name == "Lstms" ? "lstm1" : "gru1";
        double[] weights = model.GetParameter($"{layer}.weight_{part}_l0");
        double[] products = [.. weights.Chunk(values.Length).Select(row => row.Zip(values, (w, x) => w * x).Sum())];
        return Normal(products, model.GetParameter($"{layer}.norm_weight_{part}_l0"), model.GetParameter($"{layer}.norm_bias_{part}_l0"));
    }

    private static double[] Normal(double[] values, double[] weight, double[] bias)
    {
        double mean = values.Average(), variance = values.Average(v => (v - mean) * (v - mean));
        return [.. values.Select((v, j) => (weight[j] * (v - mean) / Math.Sqrt(variance + 1e-5)) + bias[j])];
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    private static double[] Inputs() => [.. Enumerable.Range(0, Times * Features).Select(i => Math.Cos(i * i))];

    private static TestModel Start(string name)
    {
        TestModel model = Models.Value.Create(name);
        model.Parameters = [.. Enumerable.Range(0, model.ParameterCount).Select(i => 0.7 * Math.Sin(i + 1))];
        return model;
    }
}
