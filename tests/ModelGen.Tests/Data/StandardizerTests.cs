using System;
using System.Linq;
using ModelGen.Data;
using Xunit;

namespace ModelGen.Tests.Data;

public sealed class StandardizerTests
{
    [Fact]
    public void MeasuresTheTrainingDataAndAppliesToAll()
    {
        Standardizer<double> standardizer = new([1, 10, 3, 20, 5, 30], 2);

        Assert.Equal([3, 20], standardizer.Means.ToArray());
        Assert.Equal(Math.Sqrt(8.0 / 3), standardizer.Deviations[0], 1e-15);
        Assert.Equal(Math.Sqrt(200.0 / 3), standardizer.Deviations[1], 1e-14);
        Assert.Equal([Math.Sqrt(6), 0], standardizer.Apply([7, 20]), (expected, actual) => Math.Abs(expected - actual) < 1e-14);
    }

    [Fact]
    public void GivesMeanZeroAndDeviationOneFarFromZeroToo()
    {
        double[] column = Enumerable.Range(0, 1000).Select(i => 1e6 + i % 7).ToArray();

        double[] result = new Standardizer<double>(column, 1).Apply(column);

        Assert.Equal(0, result.Average(), 1e-9);
        Assert.Equal(1, result.Average(v => v * v), 1e-9);
    }

    [Fact]
    public void AConstantColumnIsOnlyShifted()
    {
        // 0.1 is not a binary fraction: the mean of its sum is off by rounding.
        float[] column = Enumerable.Repeat(0.1f, 999).ToArray();
        double[] wide = Enumerable.Repeat(0.1, 999).ToArray();

        Assert.All(new Standardizer<float>(column, 1).Apply(column), value => Assert.Equal(0, value, 1e-6f));
        Assert.All(new Standardizer<double>(wide, 1).Apply(wide), value => Assert.Equal(0, value, 1e-12));
        Assert.Equal(0, new Standardizer<double>(wide, 1).Deviations[0]);
    }

    [Fact]
    public void DatasetsKeepTheirTargets()
    {
        Dataset<double> data = new(new double[] { 1, 3 }, new double[] { 5, 6 }, 1, 1);
        ClassDataset<double> classes = new(new double[] { 1, 3 }, new[] { 0, 1 }, 1);
        Standardizer<double> standardizer = new(data.Inputs, data.InputLength);

        Assert.Equal([-1, 1], standardizer.Apply(data).Inputs.ToArray());
        Assert.Equal([5, 6], standardizer.Apply(data).Targets.ToArray());
        Assert.Equal([-1, 1], standardizer.Apply(classes).Inputs.ToArray());
        Assert.Equal([0, 1], standardizer.Apply(classes).Targets.ToArray());
    }

    [Fact]
    public void LengthsThatDoNotFitAreNamed()
    {
        Standardizer<double> standardizer = new([1, 2, 3], 3);

        Assert.Contains(
            "5 numbers, expected a positive multiple of the 2",
            Assert.Throws<ArgumentException>(() => new Standardizer<double>(new double[5], 2)).Message);
        Assert.Contains(
            "4 numbers, expected a multiple of the 3",
            Assert.Throws<ArgumentException>(() => standardizer.Apply(new double[4])).Message);
        Assert.Contains(
            "2 input columns, expected the 3",
            Assert.Throws<ArgumentException>(() => standardizer.Apply(new Dataset<double>(new double[6], new double[3], 2, 1))).Message);
    }
}
