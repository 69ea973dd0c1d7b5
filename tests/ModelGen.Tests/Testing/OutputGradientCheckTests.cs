using System;
using System.Linq;
using ModelGen.Testing;
using Xunit;

namespace ModelGen.Tests.Testing;

/// <summary>Gradients from those of the outputs, against differences of the outputs.</summary>
public sealed class OutputGradientCheckTests
{
    [Fact]
    public void Gradients_of_models_without_a_loss_are_right()
    {
        Passes(new GivenDense(seed: 1).CheckOutputGradients(), 8);
        Passes(new GivenPicture(seed: 1).CheckOutputGradients(seed: 7), 8);
        Passes(new GivenSequence(seed: 1).CheckOutputGradients(), 8);
        Passes(new GivenBeside(seed: 1).CheckOutputGradients(), 8);
    }

    [Fact]
    public void The_model_stays_as_it_is()
    {
        GivenDense model = new(seed: 1);
        float[] before = model.Parameters.ToArray();
        model.CheckOutputGradients();
        Assert.Equal(before, model.Parameters.ToArray());
    }

    [Fact]
    public void A_gradient_that_is_off_is_found()
    {
        Slope.Error = 0;
        Assert.Equal(1, new Slope().CheckOutputGradients().Checked);
        Slope.Error = 1e-3;
        string message = Assert.Throws<InvalidOperationException>(() => new Slope().CheckOutputGradients()).Message;
        Assert.Contains("Slope: Of 1 gradients that of slope.weight[0] is furthest off", message, StringComparison.Ordinal);
    }

    private static void Passes(GradientCheck check, int least) => Assert.True(check.Checked >= least, $"{check}");
}

[Model(OutputGradients = true, MaxBatch = 8)]
[Input(3)]
[Dense(5, Activation.Tanh, L2 = 0.3)]
[Dense(2)]
[Sgd]
internal sealed partial class GivenDense;

[Model(OutputGradients = true, MaxBatch = 16)]
[Input(6, 6, 2)]
[Conv2D(4, 3, Activation = Activation.Gelu)]
[Dropout(0.2)]
[Flatten]
[Dense(3)]
[Sgd]
internal sealed partial class GivenPicture;

[Model(OutputGradients = true, MaxBatch = 4, Precision = Precision.Double)]
[Input(5, 3, Lengths = true)]
[Gru(4, ReturnSequences = true)]
[Dense(2)]
[Sgd]
internal sealed partial class GivenSequence;

[Model(OutputGradients = true, MaxBatch = 4)]
[Input(3)]
[Dense(5, Activation.Sigmoid)]
[Dense(2)]
[MeanSquaredErrorLoss]
[Adam]
internal sealed partial class GivenBeside;
