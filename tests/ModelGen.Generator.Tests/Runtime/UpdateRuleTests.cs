using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Tests.Harness;
using Xunit;

namespace ModelGen.Generator.Tests.Runtime;

/// <summary>Optimizers that PyTorch 1.13, which made the golden files, does not have: against loops of their papers' and authors' formulas.</summary>
[Trait("Category", "Width")]
public sealed class UpdateRuleTests
{
    private const double Rate = 0.02;

    private static readonly Dictionary<string, Func<double, double[], double, int, double>> Rules = new()
    {
        ["Lion(LearningRate = 0.02)"] = (p, s, g, _) => Lion(p, s, g, 0.9, 0.99, 0),
        ["Lion(LearningRate = 0.02, Beta1 = 0.7, Beta2 = 0.8, WeightDecay = 0.3)"] = (p, s, g, _) => Lion(p, s, g, 0.7, 0.8, 0.3),
        ["Adan(LearningRate = 0.02)"] = (p, s, g, t) => Adan(p, s, g, t, 0.98, 0.92, 0.99, 1e-8, 0),
        ["Adan(LearningRate = 0.02, Beta1 = 0.9, Beta2 = 0.8, Beta3 = 0.95, Epsilon = 1e-3, WeightDecay = 0.3)"] = (p, s, g, t) => Adan(p, s, g, t, 0.9, 0.8, 0.95, 1e-3, 0.3),
        ["Adam(LearningRate = 0.02, EpsilonHat = true, Epsilon = 1e-3)"] = (p, s, g, t) => p - AdamStep(s, g, t, 1e-3, peak: false),
        ["Adam(LearningRate = 0.02, EpsilonHat = true, Epsilon = 1e-3, WeightDecay = 0.1, AmsGrad = true)"] = (p, s, g, t) => p - AdamStep(s, g + (0.1 * p), t, 1e-3, peak: true),
        ["AdamW(LearningRate = 0.02, EpsilonHat = true, Epsilon = 1e-3, WeightDecay = 0.1)"] = (p, s, g, t) => (p * (1 - (Rate * 0.1))) - AdamStep(s, g, t, 1e-3, peak: false),
    };

    // One example a step, a straight line of four, more than a line has; plain loops.
    private static readonly string[] Settings = ["MaxBatch = 1", "MaxBatch = 4", "MaxBatch = 19", "MaxBatch = 19, Kernels = Kernels.Reference"];

    private static readonly Lazy<GeneratedModels> Models = new(() => GeneratorHarness.Run("using ModelGen; namespace Declared;\n" + string.Concat(
        from s in Enumerable.Range(0, Settings.Length)
        from r in Enumerable.Range(0, Rules.Count)
        from isDouble in new[] { false, true }
        select $"[Model({Settings[s]}, Precision = Precision.{(isDouble ? "Double" : "Single")})] [Input(3)] [Dense(5, Activation.Tanh)] [Dense(2)] [MeanSquaredErrorLoss] [{Rules.Keys.ElementAt(r)}] public sealed partial class Net{s}x{r}{isDouble};\n")));

    public static IEnumerable<object[]> Cases =>
        from s in Enumerable.Range(0, Settings.Length) from r in Enumerable.Range(0, Rules.Count) from isDouble in new[] { false, true } select new object[] { s, r, isDouble };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Steps_are_those_of_the_formula(int setting, int rule, bool isDouble)
    {
        TestModel model = Models.Value.Create($"Net{setting}x{rule}{isDouble}"), whole = Models.Value.Create($"Net{setting}x{rule}{isDouble}");
        double[] inputs = RuntimeModels.Inputs(model, model.MaxBatch), targets = RuntimeModels.Targets(model, model.MaxBatch);
        double[] parameters = model.Parameters;
        double[][] states = [.. parameters.Select(_ => new double[4])];
        for (int step = 1; step <= 6; step++)
        {
            model.Forward(inputs);
            model.Backward(targets);
            double[] gradients = model.Gradients;
            parameters = [.. parameters.Select((p, k) => Rules.Values.ElementAt(rule)(p, states[k], gradients[k], step))];
            model.Update();
            whole.TrainBatch(inputs, targets);
            Close.To(parameters, model.Parameters, isDouble ? 1e-12 : 2e-5, $"{step}");
            Close.To(model.Parameters, whole.Parameters, isDouble ? 1e-12 : 2e-4, $"TrainBatch {step}");
        }
    }

    /// <summary>Algorithm 2 of the paper.</summary>
    private static double Lion(double p, double[] s, double g, double beta1, double beta2, double decay)
    {
        double direction = (beta1 * s[0]) + ((1 - beta1) * g);
        s[0] = (beta2 * s[0]) + ((1 - beta2) * g);
        return p - (Rate * (Math.Sign(direction) + (decay * p)));
    }

    /// <summary>The authors' program, where betas weigh the past.</summary>
    private static double Adan(double p, double[] s, double g, int t, double beta1, double beta2, double beta3, double epsilon, double decay)
    {
        double change = t == 1 ? 0 : g - s[3], ahead = g + (beta2 * change);
        (s[0], s[1], s[2], s[3]) = ((beta1 * s[0]) + ((1 - beta1) * g), (beta2 * s[1]) + ((1 - beta2) * change), (beta3 * s[2]) + ((1 - beta3) * ahead * ahead), g);
        double denominator = Math.Sqrt(s[2] / (1 - Math.Pow(beta3, t))) + epsilon;
        double moved = p - (Rate / (1 - Math.Pow(beta1, t)) * s[0] / denominator) - (Rate * beta2 / (1 - Math.Pow(beta2, t)) * s[1] / denominator);
        return moved / (1 + (Rate * decay));
    }

    /// <summary>Kingma and Ba, end of section 2, as Keras has it: α √(1 − β₂ᵗ) / (1 − β₁ᵗ) · m / (√v + ε̂).</summary>
    private static double AdamStep(double[] s, double g, int t, double epsilonHat, bool peak)
    {
        (s[0], s[1]) = ((0.9 * s[0]) + (0.1 * g), (0.999 * s[1]) + (0.001 * g * g));
        s[2] = Math.Max(s[2], s[1]);
        return Rate * Math.Sqrt(1 - Math.Pow(0.999, t)) / (1 - Math.Pow(0.9, t)) * s[0] / (Math.Sqrt(peak ? s[2] : s[1]) + epsilonHat);
    }
}
