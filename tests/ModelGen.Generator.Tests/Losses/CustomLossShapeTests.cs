using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Tests.Harness;
using ModelGen.Generator.Tests.Runtime;
using Xunit;

namespace ModelGen.Generator.Tests.Losses;

/// <summary>Losses that users write where outputs are several, of one number, or sequences with lengths, and what a row's maximum does with equal numbers.</summary>
[Trait("Category", "Width")]
public sealed class CustomLossShapeTests
{
    private const int Times = 4, MaxBatch = 17;

    private static readonly string[] Sequences = ["Squared", "CrossEntropy", "Angle", "Smooth", "Tilted"];

    private static readonly Lazy<GeneratedModels> Models = new(() => GeneratorHarness.Run($$"""
        using System;
        using ModelGen;

        namespace Declared;

        {{string.Concat(Sequences.Select(name => Sequence(name, Own(name)) + Sequence($"BuiltIn{name}", OwnLosses.All.Single(l => l.Name == name).BuiltIn!)))}}
        {{Sequence("LogRatio", Own("LogRatio"))}}

        [Model(MaxBatch = 9, Precision = Precision.Double, InputGradients = true)] [Input(4)] [Dense(5, Activation.Tanh)] [Dense(3, Name = "a")] [Dense(6, From = "dense1", Name = "b")]
        [{{Own("Tilted", ", Of = \"a\", Weight = 0.5")}}] [{{Own("CrossEntropy", ", Of = \"b\"")}}] [Adam] public sealed partial class Two;

        [Model(MaxBatch = 9, Precision = Precision.Double, InputGradients = true)] [Input(4)] [Dense(5, Activation.Tanh)] [Dense(3, Name = "a")] [Dense(6, From = "dense1", Name = "b")]
        [QuantileLoss(Of = "a", Weight = 0.5, Quantile = 0.2)] [SoftmaxCrossEntropyLoss(Of = "b")] [Adam] public sealed partial class BuiltInTwo;

        [Model(MaxBatch = 3, Precision = Precision.Double, InputGradients = true)] [Input(1)] [ActivationLayer(Activation.Identity)] [{{Own("Spread")}}] public sealed partial class OfOne;

        [Model(MaxBatch = 3, Precision = Precision.Double, InputGradients = true)] [Input(6)] [ActivationLayer(Activation.Identity)] [{{Own("Spread")}}] public sealed partial class OfSix;

        [Model(MaxBatch = 3, Precision = Precision.Double, OutputGradients = true, InputGradients = true)] [Input(6)] [Dense(6)] [{{Own("Ranks")}}] [Sgd] public sealed partial class Given;

        {{OwnLosses.Class(true)}}
        """));

    public static TheoryData<string> Cases => [.. Sequences];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Of_sequences_with_lengths_the_real_positions_are_judged(string name)
    {
        TestModel own = Models.Value.Create(name, seed: 2), builtIn = Models.Value.Create($"BuiltIn{name}", seed: 2);
        foreach (int count in new[] { 1, 5, MaxBatch })
        {
            double[] inputs = Inputs(count), targets = Targets(count);
            foreach ((TestModel a, TestModel b) in new[] { (builtIn, own), (builtIn.Reference, own.Reference) })
            {
                Close.To(a.Evaluate(inputs, targets), b.Evaluate(inputs, targets), 1e-11, name);
                a.Forward(inputs);
                b.Forward(inputs);
                Close.To(a.Backward(targets), b.Backward(targets), 1e-11, name);
                Close.To(a.Gradients, b.Gradients, 1e-10, name);
                Close.To(a.InputGradients, b.InputGradients, 1e-10, name);
            }
        }

        own.CheckKernels();
    }

    /// <summary>In the padding the targets are no numbers, and so would the slope be.</summary>
    [Fact]
    public void Padding_has_no_part_in_a_loss_without_a_slope_there()
    {
        TestModel model = Models.Value.Create("LogRatio", seed: 2);
        double[] inputs = Inputs(MaxBatch), targets = Targets(MaxBatch);
        model.Forward(inputs);
        Assert.True(double.IsFinite(model.Backward(targets)));
        Assert.All(model.Gradients, g => Assert.True(double.IsFinite(g)));
    }

    [Fact]
    public void Several_outputs_have_losses_of_their_own()
    {
        TestModel own = Models.Value.Create("Two", seed: 3), builtIn = Models.Value.Create("BuiltInTwo", seed: 3);
        double[] inputs = RuntimeModels.Inputs(own, 9), targets = [.. RuntimeModels.Numbers(9 * 9, 5).Select(Math.Abs)];
        for (int step = 0; step < 3; step++)
        {
            Close.To(builtIn.TrainBatch(inputs, targets), own.TrainBatch(inputs, targets), 1e-11, "Two");
        }

        Close.To(builtIn.Evaluate(inputs, targets), own.Evaluate(inputs, targets), 1e-11, "Two");
        Close.To(builtIn.Parameters, own.Parameters, 1e-9, "Two");
        own.CheckKernels();
    }

    [Fact]
    public void A_row_may_be_one_number()
    {
        TestModel model = Models.Value.Create("OfOne");
        model.Forward([3, -1, 2]);
        Close.To((2 + 0.5 + 4) / 3, model.Backward([1, -1.5, 6]), 1e-12, "OfOne");
        Close.To([1.0 / 3, 1.0 / 3, -1.0 / 3], model.InputGradients, 1e-12, "OfOne");
    }

    /// <summary>½ (max − min): three largest of a third of ½ each, two smallest with half of −½, beside a sixth of the signs of the errors.</summary>
    [Fact]
    public void Equal_largest_numbers_share_the_slope()
    {
        TestModel model = Models.Value.Create("OfSix");
        model.Forward([4, -1, 4, 0, 4, -1]);
        Close.To(2.5 + (24.0 / 6), model.Backward([8.0, 3, 8, 4, 8, 3]), 1e-12, "OfSix");
        double sign = -1.0 / 6, largest = 0.5 / 3, smallest = -0.25;
        Close.To([largest + sign, smallest + sign, largest + sign, sign, largest + sign, smallest + sign], model.InputGradients, 1e-12, "OfSix");
    }

    /// <summary>Gradients of the outputs may come from outside beside a loss of one's own.</summary>
    [Fact]
    public void Gradients_may_come_from_outside_too()
    {
        TestModel model = Models.Value.Create("Given", seed: 1);
        double[] inputs = RuntimeModels.Inputs(model, 3), given = RuntimeModels.Numbers(18, 2);
        model.Forward(inputs);
        model.Backward(RuntimeModels.Numbers(18, 4));
        model.Forward(inputs);
        model.BackwardFrom(given);
        double[] weight = model.GetParameter("dense1.weight");
        Close.To(Enumerable.Range(0, 18).Select(k => Enumerable.Range(0, 6).Sum(o => given[(k / 6 * 6) + o] * weight[(o * 6) + (k % 6)])).ToArray(), model.InputGradients, 1e-12, "Given");
        model.CheckKernels();
    }

    private static string Own(string name, string settings = "") => OwnLosses.All.Single(l => l.Name == name).Attribute(isDouble: true, settings);

    private static string Sequence(string name, string loss) =>
        $"[Model(MaxBatch = {MaxBatch}, Precision = Precision.Double, InputGradients = true)] [Input({Times}, 3, Lengths = true)] [Dense(6, Activation.Softplus)] [{loss}] [Adam] public sealed partial class {name};\n";

    /// <summary>Sequences of 1 to 4 times, and numbers that are none behind each.</summary>
    private static double[] Inputs(int count)
    {
        double[] numbers = RuntimeModels.Numbers(count * Times * 3, 3);
        return [.. Enumerable.Range(0, count).SelectMany(b => (double[])[.. Enumerable.Range(0, Times * 3).Select(k => k / 3 < Length(b) ? numbers[(b * Times * 3) + k] : double.NaN), Length(b)])];
    }

    private static double[] Targets(int count)
    {
        double[] numbers = RuntimeModels.Numbers(count * Times * 6, 5);
        return [.. numbers.Select((x, k) => k % (Times * 6) / 6 < Length(k / (Times * 6)) ? Math.Exp(x) : double.NaN)];
    }

    private static int Length(int example) => 1 + (example * 7 % 5 % Times);
}
