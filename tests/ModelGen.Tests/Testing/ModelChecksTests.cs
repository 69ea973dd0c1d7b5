using System;
using System.Numerics;
using ModelGen.Testing;
using Samples.Flowers;
using Samples.Moons;
using Samples.Xor;
using Xunit;

namespace ModelGen.Tests.Testing;

/// <summary>Generated models pass the checks that users may run; a model with a fault does not.</summary>
public class ModelChecksTests
{
    [Fact]
    public void Generated_gradients_are_right()
    {
        Passes<XorByClass, float>(new XorByClass(seed: 3));
        Passes<MoonsNetwork, float>(new MoonsNetwork(seed: 3));
        Passes<FlowersByAdam, float>(new FlowersByAdam(seed: 3));
        Passes<FlowersByGradientDescent, float>(new FlowersByGradientDescent(seed: 3));
        Passes<SmallPicture, double>(new SmallPicture(seed: 3));
    }

    [Fact]
    public void Dropout_stands_still_while_gradients_are_checked()
    {
        Passes<SmallDropout, double>(new SmallDropout(seed: 3));
        Passes<SmallDropout, double>(new SmallDropout(seed: 4) { DropoutStep = 7 });
    }

    /// <summary>A normalisation of numbers that are all alike is straight only within a step much narrower than usual.</summary>
    [Fact]
    public void A_normalisation_that_sees_no_variance_has_its_slope()
    {
        for (int seed = 1; seed <= 3; seed++)
        {
            Passes<FreshState, float>(new FreshState(seed));
            Passes<FreshStateInDouble, double>(new FreshStateInDouble(seed));
            Passes<DroppedAttention, float>(new DroppedAttention(seed));
            Passes<NormsOfOne, double>(new NormsOfOne(seed));
            Passes<SteepNorm, float>(new SteepNorm(seed));
        }
    }

    [Fact]
    public void Fast_code_computes_what_the_plain_loops_compute()
    {
        Assert.InRange(new XorByClass(seed: 3).CheckKernels().Error, 0, 1);
        Assert.InRange(new MoonsNetwork(seed: 3).CheckKernels().Error, 0, 1);
        Assert.InRange(new FlowersByAdam(seed: 3).CheckKernels().Error, 0, 1);
        Assert.InRange(new SmallPicture(seed: 3).CheckKernels().Error, 0, 1);
        Assert.InRange(new SmallDropout(seed: 3) { DropoutStep = 7 }.CheckKernels().Error, 0, 1);
    }

    [Fact]
    public void A_comparison_leaves_the_model_as_it_is()
    {
        FlowersByAdam model = new(seed: 3);
        model.TrainBatch(new float[FlowersByAdam.InputLength], new float[FlowersByAdam.OutputLength]);
        float[] parameters = model.Parameters.ToArray(), gradients = model.Gradients.ToArray();
        model.CheckKernels();
        Assert.Equal(1, model.Steps);
        Assert.Equal(parameters, model.Parameters.ToArray());
        Assert.Equal(gradients, model.Gradients.ToArray());
    }

    [Fact]
    public void A_model_without_a_reference_form_says_so() =>
        Assert.Contains("Slope has no reference form", Assert.Throws<NotSupportedException>(() => new Slope().CheckKernels()).Message);

    [Fact]
    public void Generated_models_allocate_nothing()
    {
        new MoonsNetwork(seed: 1).CheckAllocations();
        new FlowersByAdam(seed: 1).CheckAllocations();
        new SmallPicture(seed: 1).CheckAllocations();
    }

    [Fact]
    public void A_gradient_that_is_off_by_a_thousandth_is_found()
    {
        Slope.Error = 0;
        Assert.Equal(1, new Slope().CheckGradients().Checked);
        Slope.Error = 1e-3;
        string message = Assert.Throws<InvalidOperationException>(() => new Slope().CheckGradients()).Message;
        Assert.Contains("Slope: Of 1 gradients that of slope.weight[0] is furthest off", message);
    }

    [Fact]
    public void Examples_may_be_the_callers() => Assert.Throws<ArgumentException>(() => new SmallPicture(seed: 1).CheckGradients(new double[3], new double[2]));

    [Fact]
    public void A_member_that_allocates_is_named()
    {
        Slope.Waste = 0;
        new Slope().CheckAllocations();
        Slope.Waste = 100;
        string message = Assert.Throws<InvalidOperationException>(() => new Slope().CheckAllocations()).Message;
        Assert.Contains("Slope: Update allocates", message);
    }

    private static void Passes<TModel, T>(TModel model)
        where TModel : IDifferentiableModel<TModel, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[] before = model.Parameters.ToArray();
        GradientCheck check = ModelChecks.CheckGradients<TModel, T>(model);
        Assert.True(check.Checked >= Math.Min(TModel.ParameterCount, 8));
        Assert.Equal(before, model.Parameters.ToArray());
    }
}
