using System;
using System.Linq;
using System.Text.RegularExpressions;
using ModelGen.Generator.Tests.Harness;
using ModelGen.Generator.Tests.Shapes;
using Shouldly;
using Xunit;

namespace ModelGen.Generator.Tests.Layers;

/// <summary>What is added to a sequence, against the formula of the paper in Math.Sin and Math.Cos.</summary>
public sealed class PositionalEncodingTests
{
    private const double Tolerance = 1e-12;

    [Theory]
    [InlineData(1, 1, 10000)]
    [InlineData(1, 6, 10000)]
    [InlineData(7, 1, 10000)]
    [InlineData(50, 8, 10000)]
    [InlineData(9, 5, 10000)]
    [InlineData(300, 33, 500.25)]
    [InlineData(40, 6, 1)]
    [InlineData(40, 20, 1e30)]
    public void Table_is_that_of_the_paper(int times, int features, double number)
    {
        string text = FormattableString.Invariant($"{number}");
        TestModel model = GeneratorHarness.Run($"using ModelGen; [Model(Precision = Precision.Double, MaxBatch = 2)] [Input({times}, {features})] [PositionalEncoding(Base = {text})] public sealed partial class Net;").Create("Net");
        double[] output = model.Predict(new double[2 * times * features]);
        for (int i = 0; i < output.Length; i++)
        {
            int time = i / features % times, feature = i % features;
            double angle = time / Math.Pow(number, (feature - (feature % 2)) / (double)features);
            output[i].ShouldBe(feature % 2 == 0 ? Math.Sin(angle) : Math.Cos(angle), Tolerance, $"time {time}, feature {feature}");
        }
    }

    [Fact]
    public void Nothing_is_learned_and_the_table_is_written_once()
    {
        GeneratedModels models = GeneratorHarness.Run("using ModelGen; [Model] [Input(6, 4)] [Dense(4)] [Dropout(0.5)] [PositionalEncoding] [MeanSquaredErrorLoss] [Sgd] public sealed partial class Net;");
        models.Create("Net").ParameterCount.ShouldBe(20);

        // sin 1, that of time 1 and feature 0: in the fast code once, in the plain loops once.
        string text = string.Concat(Stages.Compile("[Model] [Input(6, 4)] [Dense(4)] [Dropout(0.5)] [PositionalEncoding] [MeanSquaredErrorLoss] [Sgd]").Sources.Select(s => s.Text));
        text.Split("0.8414709").Length.ShouldBe(3);
    }

    /// <summary>Of 64 numbers or more, the code says how they are computed, once for all blocks.</summary>
    [Fact]
    public void A_long_table_is_computed_and_not_written_out()
    {
        const string Block = "[TransformerBlock(4, 128, Causal = true, Rotary = true)]";
        foreach (string kernels in new[] { "", ", Kernels = Kernels.Reference" })
        {
            string text = string.Concat(Stages.Compile($"[Model(MaxBatch = 1{kernels})] [Input(1024, 64)] [PositionalEncoding] {Block} {Block} [SoftmaxCrossEntropyLoss] [Sgd]").Sources.Select(s => s.Text));

            // A table of 65,536 numbers would be half a megabyte.
            text.Length.ShouldBeLessThan(kernels == "" ? 600_000 : 160_000);

            // Wherever a line ends.
            text = Regex.Replace(text, @"\s+", " ");
            text.ShouldContain("PositionTables.ToSingle(PositionTables.Sinusoidal(1024, 64, 10000))");
            text.ShouldContain("PositionTables.ToSingle(PositionTables.RotaryCosines(0, 1024, 16, 10000, ");
            text.ShouldContain("PositionTables.ToSingle(PositionTables.RotarySines(0, 1024, 16, 10000, ");
        }
    }
}
