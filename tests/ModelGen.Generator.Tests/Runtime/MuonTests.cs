using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Tests.Harness;
using ModelGen.Generator.Tests.Shapes;
using Xunit;

namespace ModelGen.Generator.Tests.Runtime;

/// <summary>Orthogonal steps of weights against a loop in double of Jordan's formulas, with all matrices as PyTorch shapes them.</summary>
[Trait("Category", "Width")]
public sealed class MuonTests
{
    private const double Rate = 0.02;

    /// <param name="Layers">The network.</param>
    /// <param name="Hidden">The weights that are matrices, as rows × columns; none of the last layer.</param>
    private sealed record Case(string Layers, params (string Name, int Rows, int Columns)[] Hidden);

    private static readonly Case[] Networks =
    [
        new("[Input(3)] [Dense(5, Activation.Tanh)] [Dense(7, Activation.Tanh)] [Dense(2)]", ("dense1.weight", 5, 3), ("dense2.weight", 7, 5)),
        new("[Input(33)] [Dense(18, Activation.Tanh)] [Dense(17, Activation.Tanh)] [Dense(1, Activation.Tanh)] [Dense(3)]", ("dense1.weight", 18, 33), ("dense2.weight", 17, 18), ("dense3.weight", 1, 17)),
        new("[Input(9, 8, 2)] [Conv2D(5, 3)] [DepthwiseConv2D(3, Name = \"depth\")] [Conv2D(12, 1, Name = \"point\")] [Conv2DTranspose(3, 2, Stride = 2, Name = \"up\")] [GlobalAveragePool] [Dense(2)]",
            ("conv1.weight", 5, 18), ("depth.weight", 5, 9), ("point.weight", 12, 5), ("up.weight", 12, 12)),
        new("[Input(4, 3)] [Lstm(5, ReturnSequences = true)] [Gru(2)] [Dense(2)]", ("lstm1.weight_ih_l0", 20, 3), ("lstm1.weight_hh_l0", 20, 5), ("gru1.weight_ih_l0", 6, 5), ("gru1.weight_hh_l0", 6, 2)),
        new("[Input(4)] [Embedding(6, 8)] [PositionEmbedding] [MultiHeadAttention(2)] [LayerNorm] [Flatten] [Dense(2)]",
            ("attention1.in_proj_weight", 24, 8), ("attention1.out_proj.weight", 8, 8)),
    ];

    private static readonly (string Settings, double Momentum, bool Nesterov, double Decay, int Steps, bool Matches, double Ratio, double Clip)[] Rules =
    [
        ("", 0.95, true, 0.1, 5, true, 1, 0),
        (", Momentum = 0.7, Nesterov = false, WeightDecay = 0, Steps = 3, MatchAdamW = false, AdamWRatio = 0.5", 0.7, false, 0, 3, false, 0.5, 0),
        (", ClipNorm = 0.01, Steps = 1", 0.95, true, 0.1, 1, true, 1, 0.01),
    ];

    private static readonly string[] Models = ["MaxBatch = 1", "MaxBatch = 4, Precision = Precision.Double", "MaxBatch = 19", "MaxBatch = 19, Kernels = Kernels.Reference"];

    private static readonly Lazy<GeneratedModels> Generated = new(() => GeneratorHarness.Run("using ModelGen; namespace Declared;\n" + string.Concat(
        from n in Enumerable.Range(0, Networks.Length)
        from r in Enumerable.Range(0, Rules.Length)
        from m in Enumerable.Range(0, Models.Length)
        select $"[Model({Models[m]})] {Networks[n].Layers} [MeanSquaredErrorLoss] [Muon(LearningRate = 0.02{Rules[r].Settings})] public sealed partial class Net{n}x{r}x{m};\n")));

    public static IEnumerable<object[]> Cases =>
        from n in Enumerable.Range(0, Networks.Length) from r in Enumerable.Range(0, Rules.Length) from m in Enumerable.Range(0, Models.Length) select new object[] { n, r, m };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Steps_are_those_of_the_formula(int network, int rule, int settings)
    {
        TestModel model = Generated.Value.Create($"Net{network}x{rule}x{settings}"), whole = Generated.Value.Create($"Net{network}x{rule}x{settings}");
        bool isDouble = Models[settings].Contains("Double", StringComparison.Ordinal);
        double[] inputs = [.. RuntimeModels.Inputs(model, model.MaxBatch).Select((x, k) => Networks[network].Layers.Contains("Embedding", StringComparison.Ordinal) ? k * 7 % 6 : x)];
        double[] targets = RuntimeModels.Targets(model, model.MaxBatch);
        Dictionary<string, double[]> means = [], squares = [], expected = Tensors(model);
        for (int step = 1; step <= 4; step++)
        {
            model.Forward(inputs);
            model.Backward(targets);
            Dictionary<string, double[]> gradients = Tensors(model, ofGradients: true);
            double norm = Math.Sqrt(gradients.Values.SelectMany(g => g).Sum(g => g * g)), clip = Rules[rule].Clip is > 0 and var limit ? Math.Min(1, limit / (norm + 1e-6)) : 1;
            foreach (string name in expected.Keys.ToArray())
            {
                double[] gradient = [.. gradients[name].Select(g => g * clip)];
                expected[name] = Next(network, rule, name, expected[name], gradient, means, squares, step);
            }

            model.Update();
            whole.TrainBatch(inputs, targets);
            Dictionary<string, double[]> actual = Tensors(model);
            foreach (string name in expected.Keys)
            {
                Close.To(expected[name], actual[name], isDouble ? 1e-9 : 2e-4, $"{name}, step {step}");
                expected[name] = actual[name];
            }

            Close.To(model.Parameters, whole.Parameters, isDouble ? 1e-9 : 1e-3, $"TrainBatch {step}");
        }
    }

    /// <summary>Threads share a batch and the numbers of the update; matrices are one thread's, and each step the same to the order of sums.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(3)]
    public void Threads_do_not_change_a_step(int network)
    {
        TestModel one = Generated.Value.Create($"Net{network}x2x2"), three = Generated.Value.Create($"Net{network}x2x2");
        three.DegreeOfParallelism = 3;
        double[] inputs = RuntimeModels.Inputs(one, one.MaxBatch), targets = RuntimeModels.Targets(one, one.MaxBatch);
        for (int step = 0; step < 3; step++)
        {
            one.TrainBatch(inputs, targets);
            three.TrainBatch(inputs, targets);
            Close.To(one.Parameters, three.Parameters, 1e-3, $"{step}");
        }
    }

    /// <summary>Wide, tall and square, as layers of a transformer have them: no application of the polynomial is written out, and only what is tall is turned for its square.</summary>
    [Fact]
    public void Applications_are_a_loop_for_every_weight()
    {
        const string Net = "[Model(MaxBatch = 8)] [Input(6, 16)] [TransformerBlock(2, 32)] [Dense(24)] [Dense(2)] [MeanSquaredErrorLoss] [Muon]";
        string text = Stages.Compile(Net).Sources.Single(s => s.HintName.EndsWith(".Update.g.cs", StringComparison.Ordinal)).Text;
        Assert.Equal(6, text.Split("// 5 times in the same memory:").Length);
        Assert.Equal(4, text.Split("MatrixTranspose.Copy(").Length);
        Assert.DoesNotContain("GramTransposed", text, StringComparison.Ordinal);
    }

    /// <summary>The witness of the witness: what the polynomial makes of a matrix has singular values near 1, so its rows are nearly orthogonal and about as long as 1.</summary>
    [Fact]
    public void Weights_move_by_nearly_orthogonal_matrices()
    {
        TestModel model = Generated.Value.Create("Net1x0x1");
        double[] before = model.GetParameter("dense2.weight");
        model.TrainBatch(RuntimeModels.Inputs(model, 4), RuntimeModels.Targets(model, 4));
        double[] after = model.GetParameter("dense2.weight");
        double[] moved = [.. before.Zip(after, (a, b) => ((a * (1 - (Rate * 0.1))) - b) / (Rate * 0.2 * Math.Sqrt(18)))];

        // A gradient of four examples has four directions; their squared lengths are the squares of singular values from 0.68 to 1.14 (Jordan 2024).
        Assert.InRange(moved.Sum(m => m * m), 4 * 0.6 * 0.6, 4 * 1.2 * 1.2);
    }

    private static Dictionary<string, double[]> Tensors(TestModel model, bool ofGradients = false) =>
        model.ParameterInfos.ToDictionary(p => p.Name, p => model.Canonical(ofGradients ? model.Gradients : model.Parameters, p.Name));

    private static double[] Next(int network, int rule, string name, double[] p, double[] g, Dictionary<string, double[]> means, Dictionary<string, double[]> squares, int step)
    {
        var (_, momentum, nesterov, decay, steps, matches, ratio, _) = Rules[rule];
        double[] m = means.TryGetValue(name, out double[]? before) ? before : new double[p.Length];
        (string Name, int Rows, int Columns) hidden = Networks[network].Hidden.FirstOrDefault(h => h.Name == name);
        if (hidden.Name is null)
        {
            double[] v = squares.TryGetValue(name, out double[]? other) ? other : new double[p.Length];
            means[name] = m = [.. m.Zip(g, (a, b) => (0.9 * a) + (0.1 * b))];
            squares[name] = v = [.. v.Zip(g, (a, b) => (0.999 * a) + (0.001 * b * b))];
            return [.. p.Select((w, k) => (w * (1 - (Rate * decay))) - (ratio * Rate * (m[k] / (1 - Math.Pow(0.9, step))) / (Math.Sqrt(v[k] / (1 - Math.Pow(0.999, step))) + 1e-8)))];
        }

        means[name] = m = [.. m.Zip(g, (a, b) => (momentum * a) + ((1 - momentum) * b))];
        double[] sought = nesterov ? [.. m.Zip(g, (a, b) => (momentum * a) + ((1 - momentum) * b))] : m;
        double[,] x = new double[hidden.Rows, hidden.Columns];
        double norm = Math.Max(Math.Sqrt(sought.Sum(u => u * u)), 1e-7);
        Each(x, (i, j) => sought[(i * hidden.Columns) + j] / norm);
        bool isTall = hidden.Rows > hidden.Columns;
        x = isTall ? Transposed(x) : x;
        for (int k = 0; k < steps; k++)
        {
            double[,] gram = Product(x, Transposed(x)), square = Product(gram, gram);
            Each(square, (i, j) => (-4.775 * gram[i, j]) + (2.0315 * square[i, j]));
            double[,] odd = Product(square, x);
            Each(x, (i, j) => (3.4445 * x[i, j]) + odd[i, j]);
        }

        x = isTall ? Transposed(x) : x;
        double factor = matches ? 0.2 * Math.Sqrt(Math.Max(hidden.Rows, hidden.Columns)) : Math.Sqrt(Math.Max(1, (double)hidden.Rows / hidden.Columns));
        return [.. p.Select((w, k) => (w * (1 - (Rate * decay))) - (Rate * factor * x[k / hidden.Columns, k % hidden.Columns]))];
    }

    private static double[,] Product(double[,] a, double[,] b)
    {
        double[,] product = new double[a.GetLength(0), b.GetLength(1)];
        Each(product, (i, j) => Enumerable.Range(0, a.GetLength(1)).Sum(k => a[i, k] * b[k, j]));
        return product;
    }

    private static double[,] Transposed(double[,] a)
    {
        double[,] turned = new double[a.GetLength(1), a.GetLength(0)];
        Each(turned, (i, j) => a[j, i]);
        return turned;
    }

    private static void Each(double[,] matrix, Func<int, int, double> number)
    {
        for (int i = 0; i < matrix.GetLength(0); i++)
        {
            for (int j = 0; j < matrix.GetLength(1); j++)
            {
                matrix[i, j] = number(i, j);
            }
        }
    }
}
