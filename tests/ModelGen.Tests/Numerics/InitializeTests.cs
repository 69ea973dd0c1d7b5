using System;
using System.Linq;
using System.Numerics;
using ModelGen.CompilerServices;
using ModelGen.Numerics;
using Xunit;

namespace ModelGen.Tests.Numerics;

public class InitializeTests
{
    private delegate void Initializer<T>(Span<T> tensor, ref ModelRandom random);

    [Fact]
    public void ConstantFills()
    {
        float[] tensor = new float[5];
        Initialize.Constant<float>(tensor, 0.1);
        Assert.All(tensor, element => Assert.Equal(0.1f, element));
    }

    [Fact]
    public void UniformIsWithinItsLimit()
    {
        ModelRandom random = new(1);
        double[] tensor = new double[100_000];
        Initialize.Uniform<double>(tensor, 0.3, ref random);
        Assert.InRange(tensor.Min(), -0.3, -0.2999);
        Assert.InRange(tensor.Max(), 0.2999, 0.3);
        Assert.Equal(0, tensor.Average(), 0.003);
        Assert.Equal(0.03, tensor.Average(x => x * x), 0.0005);
    }

    [Fact]
    public void NormalHasItsDeviation()
    {
        ModelRandom random = new(1);
        double[] tensor = new double[100_000];
        Initialize.Normal<double>(tensor, 0.3, ref random);
        Assert.Equal(0, tensor.Average(), 0.005);
        Assert.Equal(0.09, tensor.Average(x => x * x), 0.002);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 8)]
    [InlineData(8, 3)]
    [InlineData(40, 40)]
    [InlineData(1, 7)]
    [InlineData(7, 1)]
    [InlineData(0, 4)]
    public void OrthogonalHasOrthonormalRowsOrColumns(int rows, int columns)
    {
        const double Gain = 1.5;
        ModelRandom random = new(2);
        double[] tensor = new double[rows * columns];
        Initialize.Orthogonal<double>(tensor, rows, columns, Gain, ref random);
        int count = Math.Min(rows, columns), length = Math.Max(rows, columns);
        double Element(int vector, int k) => rows <= columns ? tensor[vector * columns + k] : tensor[k * columns + vector];
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < count; j++)
            {
                double product = Enumerable.Range(0, length).Sum(k => Element(i, k) * Element(j, k));
                Assert.Equal(i == j ? Gain * Gain : 0, product, 1e-14);
            }
        }
    }

    [Fact]
    public void OrthogonalRefusesAWrongLengthAndChangesNothing()
    {
        ModelRandom random = new(2), untouched = new(2);
        float[] tensor = new float[5];
        ArgumentException exception = Assert.Throws<ArgumentException>(() => Initialize.Orthogonal<float>(tensor, 2, 3, 1, ref random));
        Assert.Contains("2 × 3", exception.Message);
        Assert.Contains("6 elements, not 5", exception.Message);
        Assert.All(tensor, element => Assert.Equal(0, element));
        Assert.Equal(untouched.NextUInt64(), random.NextUInt64());
    }

    [Fact]
    public void BothPrecisionsOfASeedAgree()
    {
        Check(Initialize.Uniform, Initialize.Uniform);
        Check(Initialize.Normal, Initialize.Normal);
        Check(
            (Span<float> tensor, double gain, ref ModelRandom random) => Initialize.Orthogonal(tensor, 6, 4, gain, ref random),
            (Span<double> tensor, double gain, ref ModelRandom random) => Initialize.Orthogonal(tensor, 6, 4, gain, ref random));

        static void Check(Scaled<float> inSingle, Scaled<double> inDouble)
        {
            ModelRandom first = new(7), second = new(7);
            float[] single = new float[24];
            double[] twice = new double[24];
            inSingle(single, 0.7, ref first);
            inDouble(twice, 0.7, ref second);
            Assert.Equal(twice.Select(x => (float)x), single);
        }
    }

    /// <summary>
    /// These bits may never change, since a seed promises its parameters. The expected hashes were computed by a transcription to another
    /// language.
    /// </summary>
    [Fact]
    public void SeedsGiveKnownBits()
    {
        Assert.Equal(0xd83f6516dc0517cUL, Hash((Span<double> tensor, ref ModelRandom random) => Initialize.Uniform(tensor, 0.1, ref random)));
        Assert.Equal(0xa198adda97fa0676UL, Hash((Span<double> tensor, ref ModelRandom random) => Initialize.Normal(tensor, 0.1, ref random)));
        Assert.Equal(0xac1f19cb1ab87b0fUL, Hash((Span<double> tensor, ref ModelRandom random) => Initialize.Orthogonal(tensor, 12, 20, 1.0, ref random)));
    }

    private static ulong Hash(Initializer<double> initialize)
    {
        ModelRandom random = new(42);
        double[] tensor = new double[240];
        initialize(tensor, ref random);
        return tensor.Aggregate(0UL, (hash, element) => hash * 31 + BitConverter.DoubleToUInt64Bits(element));
    }

    private delegate void Scaled<T>(Span<T> tensor, double scale, ref ModelRandom random);
}
