using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Tests.Harness;
using Xunit;

namespace ModelGen.Generator.Tests.Runtime;

/// <summary>How parameters start: limits, moments and orthogonality of what constructors draw.</summary>
public sealed class InitializerTests
{
    private const int In = 60, Out = 90;

    private static readonly Dictionary<string, ModelDeclaration> Declarations = new[]
    {
        ("Zeros", "Init = Initializer.Zeros"),
        ("Ones", "Init = Initializer.Ones"),
        ("Constant", "Init = Initializer.Constant, InitValue = 0.25"),
        ("Uniform", "Init = Initializer.Uniform, InitValue = 0.1"),
        ("UniformByDefault", "Init = Initializer.Uniform"),
        ("Normal", "Init = Initializer.Normal, InitValue = 0.1"),
        ("NormalByDefault", "Init = Initializer.Normal"),
        ("GlorotUniform", "Init = Initializer.GlorotUniform"),
        ("GlorotNormal", "Init = Initializer.GlorotNormal"),
        ("HeUniform", "Init = Initializer.HeUniform"),
        ("HeNormal", "Init = Initializer.HeNormal"),
        ("LeCunUniform", "Init = Initializer.LeCunUniform"),
        ("LeCunNormal", "Init = Initializer.LeCunNormal"),
        ("Orthogonal", "Init = Initializer.Orthogonal"),
        ("OrthogonalTwice", "Init = Initializer.Orthogonal, InitValue = 2"),
        ("Linear", ""),
        ("Relu", "Activation = Activation.Relu"),
        ("Selu", "Activation = Activation.Selu"),
        ("Tanh", "Activation = Activation.Tanh"),
        ("BiasUniform", "BiasInit = Initializer.Uniform, BiasInitValue = 0.3"),
        ("BiasOnes", "BiasInit = Initializer.Ones"),
    }.ToDictionary(d => d.Item1, d => new ModelDeclaration(d.Item1 + "Start", In, 1, true, [$"Dense({Out}{(d.Item2 == "" ? "" : ", " + d.Item2)})"]) { InputGradients = false });

    private static readonly Lazy<ModelBatch> Models = new(() => new ModelBatch(Declarations.Values));

    [Theory]
    [InlineData("Zeros", 0)]
    [InlineData("Ones", 1)]
    [InlineData("Constant", 0.25)]
    public void One_number_everywhere(string name, double value) => Assert.All(Weights(name), w => Assert.Equal(value, w));

    [Theory]
    [InlineData("Uniform", 0.1)]
    [InlineData("UniformByDefault", 0.05)]
    [InlineData("GlorotUniform", 0.2)]
    [InlineData("HeUniform", 0.31622776601683794)]
    [InlineData("LeCunUniform", 0.22360679774997896)]
    [InlineData("Linear", 0.2)]
    [InlineData("Tanh", 0.2)]
    [InlineData("Relu", 0.31622776601683794)]
    public void Uniform_within_a_limit(string name, double limit)
    {
        double[] weights = Weights(name);
        Assert.All(weights, w => Assert.InRange(w, -limit, limit));
        Assert.InRange(weights.Max(), 0.99 * limit, limit);
        Assert.InRange(weights.Min(), -limit, -0.99 * limit);
        AssertMoments(weights, limit / Math.Sqrt(3));
        for (int tenth = 0; tenth < 10; tenth++)
        {
            double from = limit * ((tenth / 5.0) - 1), to = limit * (((tenth + 1) / 5.0) - 1);
            Assert.InRange(weights.Count(w => w >= from && w < to), 430, 650);
        }
    }

    [Theory]
    [InlineData("Normal", 0.1)]
    [InlineData("NormalByDefault", 0.05)]
    [InlineData("GlorotNormal", 0.11547005383792516)]
    [InlineData("HeNormal", 0.18257418583505536)]
    [InlineData("LeCunNormal", 0.12909944487358055)]
    [InlineData("Selu", 0.12909944487358055)]
    public void Normal_with_a_deviation(string name, double deviation)
    {
        double[] weights = Weights(name);
        AssertMoments(weights, deviation);
        Assert.InRange(weights.Count(w => Math.Abs(w) < deviation) / (double)weights.Length, 0.66, 0.705);
        Assert.InRange(weights.Count(w => Math.Abs(w) < 2 * deviation) / (double)weights.Length, 0.945, 0.965);
    }

    [Theory]
    [InlineData("Orthogonal", 1)]
    [InlineData("OrthogonalTwice", 2)]
    public void Columns_are_orthonormal_times_the_gain(string name, double gain)
    {
        double[] weights = Weights(name);
        for (int a = 0; a < In; a++)
        {
            for (int b = 0; b < In; b++)
            {
                double product = Enumerable.Range(0, Out).Sum(o => weights[(o * In) + a] * weights[(o * In) + b]);
                Assert.Equal(a == b ? gain * gain : 0, product, 1e-10);
            }
        }
    }

    [Fact]
    public void Biases_start_at_0_unless_declared()
    {
        Assert.All(Bias("Relu"), b => Assert.Equal(0, b));
        Assert.All(Bias("Ones"), b => Assert.Equal(0, b));
        Assert.All(Bias("BiasOnes"), b => Assert.Equal(1, b));
        Assert.All(Bias("BiasUniform"), b => Assert.InRange(b, -0.3, 0.3));
        Assert.Contains(Bias("BiasUniform"), b => Math.Abs(b) > 0.2);
    }

    private static double[] Weights(string name) => Models.Value.Create(Declarations[name], seed: 11).GetParameter("dense1.weight");

    private static double[] Bias(string name) => Models.Value.Create(Declarations[name], seed: 11).GetParameter("dense1.bias");

    // 5,400 draws: the mean within 4 standard errors, the deviation within 4 %.
    private static void AssertMoments(double[] values, double deviation)
    {
        double mean = values.Average();
        Assert.InRange(mean, -4 * deviation / Math.Sqrt(values.Length), 4 * deviation / Math.Sqrt(values.Length));
        Assert.InRange(Math.Sqrt(values.Average(v => (v - mean) * (v - mean))), 0.96 * deviation, 1.04 * deviation);
    }
}
