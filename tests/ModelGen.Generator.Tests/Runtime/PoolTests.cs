using System;
using System.Linq;
using ModelGen.Generator.Tests.Harness;
using Xunit;

namespace ModelGen.Generator.Tests.Runtime;

/// <summary>Corners of pooling that random numbers do not reach.</summary>
[Trait("Category", "Width")]
public sealed class PoolTests
{
    private static readonly ModelDeclaration Max = Model("Max", "MaxPool2D(2)"), Overlapping = Model("Overlapping", "MaxPool2D(3, Stride = 1, Padding = 1)"), L2 = Model("L2", "L2Pool2D(2)");

    private static readonly Lazy<ModelBatch> Models = new(() => new ModelBatch([Max, Overlapping, L2]));

    [Fact]
    public void Of_tied_maxima_the_first_gets_the_gradient()
    {
        TestModel model = Models.Value.Create(Max);
        double[] zeros = new double[4 * 4 * 5];
        model.Forward(zeros);
        model.Backward([.. Enumerable.Repeat(-1.0, 2 * 2 * 5)]);
        double[] expected = [.. from y in Enumerable.Range(0, 4) from x in Enumerable.Range(0, 4) from c in Enumerable.Range(0, 5) select y % 2 == 0 && x % 2 == 0 ? 1.0 : 0];
        Assert.Equal(expected, model.InputGradients);
    }

    [Fact]
    public void A_number_in_several_windows_gets_the_gradient_of_each()
    {
        TestModel model = Models.Value.Create(Overlapping);
        var inputs = new double[4 * 4 * 5];
        inputs[(((1 * 4) + 1) * 5) + 2] = 1;
        model.Forward(inputs);
        model.Backward(new double[4 * 4 * 5]);

        // The nine windows around it have an output of 1, and with a target of 0 that is their gradient.
        Assert.Equal(9, model.InputGradients[(((1 * 4) + 1) * 5) + 2]);
        Assert.Equal(9, model.InputGradients.Sum());
    }

    [Fact]
    public void What_is_not_a_number_wins()
    {
        TestModel model = Models.Value.Create(Max);
        var inputs = new double[4 * 4 * 5];
        inputs[3] = double.NaN;
        inputs[5 + 3] = 7;
        Assert.True(double.IsNaN(model.Predict(inputs)[3]));
        Assert.True(double.IsNaN(model.Forward(inputs)[3]));
        Assert.Single(model.Predict(inputs), double.IsNaN);
    }

    [Fact]
    public void Where_all_numbers_are_zero_the_norm_has_no_slope()
    {
        TestModel model = Models.Value.Create(L2);
        model.Forward(new double[4 * 4 * 5]);
        model.Backward([.. Enumerable.Repeat(1.0, 2 * 2 * 5)]);
        Assert.All(model.InputGradients, g => Assert.Equal(0, g));
    }

    private static ModelDeclaration Model(string name, string layer) =>
        new(name, Inputs: 80, MaxBatch: 2, IsDouble: false, [layer, "HalfSumOfSquaresLoss"]) { Shape = "4, 4, 5" };
}
