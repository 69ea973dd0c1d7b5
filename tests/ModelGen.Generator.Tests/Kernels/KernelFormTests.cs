using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Emission;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Kernels;
using ModelGen.Generator.Planning;
using ModelGen.Generator.Shapes;
using ModelGen.Generator.Tests.Shapes;
using Shouldly;
using Xunit;

namespace ModelGen.Generator.Tests.Kernels;

/// <summary>Steps that differ in names alone have one kernel; all else sets them apart.</summary>
public class KernelFormTests
{
    private const string Train = "[MeanSquaredErrorLoss] [Adam]";

    [Theory]
    [InlineData("[Input(8)] @ [Dense(3)]", "[Dense(8, Activation.Relu)]")]
    [InlineData("[Input(8)] @ [Dense(3)]", "[LayerNorm] [Dropout(0.5)]")]
    [InlineData("[Input(8, 8, 4)] @ [GlobalAveragePool]", "[Conv2D(4, 3, Padding = Padding.Same)] [BatchNorm] [ActivationLayer(Activation.Relu)]")]
    [InlineData("[Model(MaxBatch = 2)] [Input(8, 4)] @ [GlobalMaxPool]", "[Conv1D(4, 3, Padding = Padding.Same, Activation = Activation.Gelu)]")]
    public void A_network_twice_as_deep_has_the_same_kernels(string network, string layer)
    {
        int[] kernels = [.. new[] { 4, 8 }.Select(depth => Kernels($"{network.Replace("@", string.Concat(Enumerable.Repeat(layer, depth)))} {Train}"))];
        kernels[1].ShouldBe(kernels[0]);
    }

    [Theory]
    [InlineData("[Dense(8, Activation.Relu)] [Dense(8, Activation.LeakyRelu, Slope = 0.2)] [Dense(8, Activation.LeakyRelu, Slope = 0.3)] [Dense(7)] [Dense(8, Bias = false)]", 5)]
    [InlineData("[Dense(8)] [Dense(8)] [Dense(8)]", 1)]
    public void What_differs_in_more_than_names_has_its_own(string layers, int expected) => Kernels($"[Input(8)] {layers}").ShouldBe(expected);

    /// <summary>A gradient before an addition's activation, before a layer's own and of its output is summed up by the same code, whatever the layers are called.</summary>
    [Fact]
    public void A_gradient_is_a_gradient_wherever_it_was_taken()
    {
        const string Block = "[Conv2D(16, 1, Bias = false, From = \"stem\")] [BatchNorm(Name = \"skip\")] [Conv2D(16, 3, Padding = 1, Bias = false, From = \"stem\")] [BatchNorm] [Add(\"skip\", Activation = Activation.Relu)]";
        CompiledModel model = Stages.Compile($"[Model(MaxBatch = 16)] [Input(4, 4, 3)] [Conv2D(16, 3, Padding = 1, Bias = false)] [BatchNorm] [ActivationLayer(Activation.Relu, Name = \"stem\")] {Block} [GlobalAveragePool] {Train}");
        foreach (string stored in new[] { "biasGradient", "inverseDeviationGradient", "centeredGradient" })
        {
            model.Kernels.Values.Distinct(ReferenceEqualityComparer.Instance).Cast<Kernel>().Count(k => k.Step.Stored.Any(v => v.Name == stored)).ShouldBe(1, stored);
        }
    }

    /// <summary>Where constants gain nothing a kernel is told its sizes, means over positions included: the stages of an image network share its text.</summary>
    [Fact]
    public void Stages_of_other_sizes_share_what_is_elementwise_and_sums_over_positions()
    {
        const string Network = "[Model(MaxBatch = 16)] [Input(6, 6, 3)] [Conv2D(8, 3)] [BatchNorm] [ActivationLayer(Activation.Relu)] [Conv2D(16, 3)] [BatchNorm] [ActivationLayer(Activation.Relu)] [Conv2D(4, 2)] [Flatten] [Dense(2)]";
        CompiledModel model = Stages.Compile($"{Network} {Train}");
        using KernelLibrary library = new(model.Kernels, new TensorWords(Stages.Infer(Network)), ModelGen.Generator.Declarations.Precision.Single, checkOverflow: false);
        foreach (string stored in new[] { "mean", "variance", "centered", "centeredGradient", "inverseDeviationGradient", "meanGradient" })
        {
            KeyValuePair<Step, Kernel>[] kernels = [.. model.Kernels.Where(k => k.Value.Sizes.Count > 0 && k.Value.Step.Stored.Any(v => v.Name == stored))];
            kernels.Select(k => string.Join(", ", k.Value.Sizes)).Distinct().Count().ShouldBe(2, stored);
            kernels.Select(k => library.Add("", k.Key, [])).Distinct().Count().ShouldBe(1, stored);
        }
    }

    /// <summary>Only a kernel that is told the positions can divide by them: 1 is no share of the one row of an example.</summary>
    [Fact]
    public void A_share_of_positions_is_only_where_the_positions_are_known()
    {
        CompiledModel model = Stages.Compile("[Model(MaxBatch = 19)] [Input(3, 3, 8)] [GlobalMaxPool] [Flatten] [Dense(2)] [HuberLoss] [Sgd]");
        foreach (Kernel kernel in model.Kernels.Values)
        {
            bool divides = kernel.Step.Ops.OfType<MapOp>().SelectMany(m => m.Bodies).SelectMany(b => b.Descendants()).OfType<Scalar>().Any(s => s.Name == "perPosition");
            (divides && kernel.Sizes.All(s => s.Name != KernelSize.Positions)).ShouldBeFalse($"{kernel.Step}");
        }
    }

    /// <summary>What the code calls a tensor belongs to the tensor: two of a step never share a name.</summary>
    [Theory]
    [InlineData("[Input(6, Name = \"output\")] [Dense(6, Name = \"bias\")] [Dense(6, Name = \"input\")] [Add(\"bias\", \"output\")]")]
    [InlineData("[Input(4)] [Dense(4, Name = \"dense\")] [Dense(4, Name = \"denseWeight\")] [Dense(4, Name = \"dense1\")] [Dense(4, Name = \"dense10\")] [Multiply(\"dense1\")]")]
    public void Names_within_a_kernel_are_apart(string network)
    {
        foreach (Kernel kernel in Stages.Compile($"{network} {Train}").Kernels.Values)
        {
            HashSet<Value> values = [.. kernel.Step.Ops.SelectMany(o => o.Inputs.Concat(o.Outputs))];
            values.Select(v => v.Name).Distinct().Count().ShouldBe(values.Count, string.Join(", ", values));
        }
    }

    [Fact]
    public void A_form_is_the_step_on_other_tensors_with_positions_as_rows()
    {
        CompiledModel model = Stages.Compile($"[Input(8, 8, 3)] [Conv2D(4, 3)] [MaxPool2D(2)] [Flatten] [Dense(5, Activation.Softmax)] {Train}");
        foreach ((Step step, Kernel kernel) in model.Kernels)
        {
            kernel.Step.GetType().ShouldBe(step.GetType());
            kernel.Step.Ops.Select(o => o.Kind).ShouldBe(step.Ops.Select(o => o.Kind));
            kernel.Step.Stored.Select(v => v.Shape).ShouldBe(step.Stored.Select(FormOf));
            kernel.Step.Loaded.Select(v => v.Shape).ShouldBe(step.Loaded.Select(FormOf));

            Shape FormOf(Value value) => PositionRows.Of(step) > 1 && value.Shape.HasBatch ? Shape.Of(Shape.Batch, value.Shape[value.Shape.Rank - 1]) : value.Shape;
        }
    }

    private static int Kernels(string attributes) => Stages.Compile(attributes).Kernels.Values.Distinct(ReferenceEqualityComparer.Instance).Count();
}
