using System;
using System.Linq;
using ModelGen.Data;
using Xunit;

namespace ModelGen.Tests.Data;

public sealed class DatasetTests
{
    [Fact]
    public void WrapsArraysWithoutCopying()
    {
        double[] inputs = [1, 2, 3, 4, 5, 6];
        double[] targets = [10, 20, 30];
        Dataset<double> data = new(inputs, targets, 2, 1);

        Assert.Equal((3, 2, 1), (data.Count, data.InputLength, data.TargetLength));
        Assert.True(data.Inputs == inputs);
        Assert.True(data.Targets == targets);
        Assert.Equal([3, 4], data.Input(1).ToArray());
        Assert.Equal([30], data.Target(2).ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => data.Input(3).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => data.Target(-1).Length);
    }

    [Fact]
    public void LengthsThatDoNotFitAreNamed()
    {
        AssertNames(["5", "2"], () => new Dataset<double>(new double[5], new double[2], 2, 1));
        AssertNames(["4", "6", "2"], () => new Dataset<double>(new double[6], new double[4], 2, 2));
        AssertNames(["0"], () => new Dataset<double>(default, default, 2, 2));
        AssertNames(["2", "3"], () => new ClassDataset<float>(new float[6], new int[2], 2));
        AssertNames(["-1", "example 2"], () => new ClassDataset<float>(new float[6], new[] { 0, 1, -1 }, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Dataset<double>(new double[5], new double[2], 0, 1));
    }

    [Fact]
    public void SplitSharesOutEveryExampleOnceWithItsTarget()
    {
        Dataset<double> data = Numbered(100);

        (Dataset<double> train, Dataset<double> test) = data.Split(0.7, seed: 4);

        Assert.Equal((70, 30), (train.Count, test.Count));
        Assert.Equal(data.Targets.ToArray(), train.Targets.ToArray().Concat(test.Targets.ToArray()).Order());
        Assert.NotEqual(data.Targets[..70].ToArray(), train.Targets.ToArray().Order());
        Assert.All(Enumerable.Range(0, 70), i => Assert.Equal([train.Target(i)[0], -train.Target(i)[0]], train.Input(i).ToArray()));
        Assert.All(Enumerable.Range(0, 30), i => Assert.Equal([test.Target(i)[0], -test.Target(i)[0]], test.Input(i).ToArray()));
    }

    [Fact]
    public void SplitIsAFunctionOfTheSeed()
    {
        Dataset<double> data = Numbered(50);

        Assert.Equal(data.Split(20, 1).First.Targets.ToArray(), data.Split(20, 1).First.Targets.ToArray());
        Assert.NotEqual(data.Split(20, 1).First.Targets.ToArray(), data.Split(20, 2).First.Targets.ToArray());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(-1)]
    public void NeitherPartOfASplitMayBeEmpty(int count)
    {
        Assert.Contains("1 to 9", Assert.Throws<ArgumentOutOfRangeException>(() => Numbered(10).Split(count, 0)).Message);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(1.0)]
    [InlineData(double.NaN)]
    [InlineData(0.01)]
    public void AFractionIsBetweenNothingAndAll(double fraction)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Numbered(10).Split(fraction, 0));
    }

    [Fact]
    public void ASliceSharesTheMemory()
    {
        Dataset<double> data = Numbered(10);

        Dataset<double> slice = data.Slice(3, 4);

        Assert.True(slice.Inputs == data.Inputs.Slice(6, 8));
        Assert.Equal([3, 4, 5, 6], slice.Targets.ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => data.Slice(7, 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => data.Slice(-1, 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => data.Slice(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => data.Slice(1, int.MaxValue));
    }

    [Fact]
    public void ClassesBecomeOneHotRowsOrNumbers()
    {
        ClassDataset<float> data = new(new float[] { 1, 2, 3 }, new[] { 2, 0, 1 }, 1);

        Assert.Equal(2, data.LargestClass);
        Assert.Equal([0, 0, 1, 0, 1, 0, 0, 0, 0, 1, 0, 0], data.ToOneHot(4).Targets.ToArray());
        Assert.Equal([2, 0, 1], data.ToNumbers().Targets.ToArray());
        Assert.True(data.ToNumbers().Inputs == data.Inputs);
        Assert.Equal([2, 0, 1], OneHot.Decode<float>(data.ToOneHot(3).Targets, 3));
        AssertNames(["2", "0 to 1"], () => data.ToOneHot(2));
    }

    [Fact]
    public void ClassesAreSplitWithTheirInputs()
    {
        ClassDataset<float> data = new(Enumerable.Range(0, 40).Select(i => (float)i).ToArray(), Enumerable.Range(0, 40).ToArray(), 1);

        (ClassDataset<float> first, ClassDataset<float> second) = data.Split(10, seed: 1);

        Assert.Equal(first.Inputs.ToArray().Select(x => (int)x), first.Targets.ToArray());
        Assert.Equal(second.Inputs.ToArray().Select(x => (int)x), second.Targets.ToArray());
        Assert.Equal([5, 6], data.Slice(5, 2).Targets.ToArray());
    }

    private static Dataset<double> Numbered(int count)
        => new(
            Enumerable.Range(0, count).SelectMany(i => new double[] { i, -i }).ToArray(),
            Enumerable.Range(0, count).Select(i => (double)i).ToArray(),
            2,
            1);

    private static void AssertNames(string[] sizes, Func<object> call)
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(call);
        Assert.All(sizes, size => Assert.Contains(size, exception.Message));
    }
}
