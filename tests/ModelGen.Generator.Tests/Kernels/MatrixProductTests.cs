using System.Linq;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Kernels;
using ModelGen.Generator.Planning;
using ModelGen.Generator.Tests.Shapes;
using Shouldly;
using Xunit;

namespace ModelGen.Generator.Tests.Kernels;

/// <summary>Contractions as matrix products: which axis is which, and how far neighbours lie apart.</summary>
public class MatrixProductTests
{
    private const string Net = "[Model(MaxBatch = 4)] [Input(7)] [Dense(5, Activation.Tanh, Name = \"hidden\")] [Dense(3, Name = \"head\")] [MeanSquaredErrorLoss]";

    [Fact]
    public void Forward_and_backward_of_two_layers() => string.Join("\n", Kernels(Net).Select(Print)).ShouldBe("""
        outputSums[5b + o] = Σi input[7b + 1i] · weight[5i + 1o]
        outputSums[3b + o] = Σi input[5b + 1i] · weight[1i + 5o]
        biasGradient2[3r + o] = Σb outputGradient[3b + 1o]
        inputGradient2[5b + i] = Σo outputGradient[3b + 1o] · weight[5o + 1i]
        weightGradient2[5o + i] = Σb outputGradient[1o + 3b] · input[5b + 1i]
        biasGradient2[5r + o] = Σb outputGradient[5b + 1o]
        weightGradient2[5i + o] = Σb input[1i + 7b] · outputGradient[5b + 1o]
        """);

    [Fact]
    public void A_step_of_one_example_sums_one_term() =>
        Kernels(Net.Replace("MaxBatch = 4", "MaxBatch = 1")).Where(k => k.Product.Depth.Name == "b").ShouldAllBe(k => k.Product.Depth.Extent == 1);

    [Fact]
    public void Weights_of_four_outputs_and_more_lie_exchanged()
    {
        CompiledModel model = Stages.Compile("[Input(7)] [Dense(5, Bias = false)] [Dense(4, Bias = false)] [Dense(3, Bias = false)] [Dense(5, Trainable = false)] [MeanSquaredErrorLoss] [Adam]");
        foreach (Parameter parameter in model.Graph.Parameters)
        {
            bool exchanged = parameter.Value.Shape.Rank == 2 && parameter.Value.Shape[0] >= 4;
            foreach (Value value in parameter.States.Select(s => s.Value).Append(parameter.Value).Append(parameter.Gradient).OfType<Value>())
            {
                model.Layouts.IsTransposed(value).ShouldBe(exchanged, value.Name);
                int[] extents = [.. model.Layouts.InMemory(value).Extents];
                extents.ShouldBe(exchanged ? value.Shape.Extents.Reverse() : value.Shape.Extents);
                Enumerable.Range(0, extents.Length).Select(d => model.Layouts.Stride(value, d)).ShouldBe(exchanged ? [1, extents[1]] : extents.Length == 2 ? [extents[1], 1] : [1]);
            }
        }

        model.Layouts.IsTransposed(model.Graph.Output).ShouldBeFalse();
    }

    [Fact]
    public void What_an_update_writes_lies_like_what_it_overwrites()
    {
        CompiledModel model = Stages.Compile("[Input(7)] [Dense(5, Bias = false)] [MeanSquaredErrorLoss] [Sgd]");
        model.Layouts.IsTransposed(model.Graph.Ops(Pass.Update).Single().Output).ShouldBeTrue();
    }

    [Fact]
    public void Sums_start_with_the_bias()
    {
        Kernels(Net).Where(k => k.Contract.Core is ContractOp { B.Name: "weight" } && k.Product.Row.IsBatch).Select(k => k.Start?.Name)
            .ShouldBe(["bias", "bias", null]);
        Kernels(Net.Replace("Name = \"head\"", "Name = \"head\", Bias = false")).Where(k => k.Start is not null).ShouldHaveSingleItem().Start!.Shape.Length.ShouldBe(5);
    }

    private static ContractKernel[] Kernels(string attributes)
    {
        CompiledModel model = Stages.Compile(attributes);
        return [.. model.Plan.Programs.SelectMany(p => p.Steps).Distinct().OfType<ContractStep>().Select(s => (ContractKernel)model.Kernels[s])];
    }

    private static string Print(ContractKernel kernel)
    {
        MatrixProduct p = kernel.Product;
        string left = p.Left is null ? "" : $"{p.Left.Name}[{p.LeftRowStride}{p.Row.Name} + {p.LeftDepthStride}{p.Depth.Name}] · ";
        return $"{kernel.Contract.Core.Output.Name}[{p.ResultRowStride}{p.Row.Name} + {p.Column.Name}] = Σ{p.Depth.Name} {left}{p.Right.Name}[{p.RightDepthStride}{p.Depth.Name} + {p.RightColumnStride}{p.Column.Name}]";
    }
}
