using System;
using System.Linq;
using ModelGen.Generator.Tests.Shapes;
using Shouldly;
using Xunit;

namespace ModelGen.Generator.Tests.Kernels;

/// <summary>Sizes are numbers to the compiler: what it allocates does not grow with the length of an input, a layer or a table.</summary>
public class LengthTests
{
    // The first length is beyond what is written out.
    private static readonly int[] Lengths = [50_000, 1_000_000, 100_000_000];

    [Theory]
    [InlineData("[Input(@)] [Dense(1)]")]
    [InlineData("[Model(MaxBatch = 2)] [Input(@)] [Dense(1)] [MeanSquaredErrorLoss] [Adam]")]
    [InlineData("[Model(MaxBatch = 1)] [Input(@)] [Dense(2)] [MeanSquaredErrorLoss] [Sgd]")]
    [InlineData("[Model(MaxBatch = 1)] [Input(1)] [Dense(@)] [SoftmaxCrossEntropyLoss] [Sgd]")]
    [InlineData("[Model(MaxBatch = 1)] [Input(2)] [Dense(@)] [Dense(3)] [MeanSquaredErrorLoss] [Sgd]")]
    [InlineData("[Model(MaxBatch = 1)] [Input(@)] [LayerNorm] [Dense(1)] [MeanSquaredErrorLoss] [Sgd]")]
    [InlineData("[Model(MaxBatch = 1)] [Input(@)] [BatchNorm] [MeanSquaredErrorLoss] [Sgd]")]
    [InlineData("[Model(MaxBatch = 1)] [Input(1, @)] [BatchNorm] [MeanSquaredErrorLoss] [Sgd]")]
    [InlineData("[Model(MaxBatch = 1)] [Input(@, 1)] [Conv1D(2, 3)] [GlobalMaxPool] [Dense(1)] [MeanSquaredErrorLoss] [Sgd]")]
    [InlineData("[Model(MaxBatch = 1)] [Input(@, 1)] [Conv1D(1, 3, Padding = Padding.Same, Stride = 2)] [MeanSquaredErrorLoss] [Sgd]")]
    [InlineData("[Model(MaxBatch = 1)] [Input(@, 1)] [Conv1DTranspose(1, 3, Stride = 2)] [MeanSquaredErrorLoss] [Sgd]")]
    [InlineData("[Model(MaxBatch = 1)] [Input(@, 1)] [ZeroPad(1)] [MaxPool1D(2)] [Flatten] [Dense(1)] [MeanSquaredErrorLoss] [Sgd]")]
    [InlineData("[Model(MaxBatch = 1)] [Input(@, 2)] [Permute(2, 1)] [Flatten] [Dense(1)] [MeanSquaredErrorLoss] [Sgd]")]
    [InlineData("[Model(MaxBatch = 1)] [Input(@)] [ActivationLayer(Activation.Tanh, Name = \"a\")] [Dense(1, From = \"input\", Name = \"b\")] [Concat(\"a\")] [MeanSquaredErrorLoss] [Sgd]")]
    [InlineData("[Model(MaxBatch = 1)] [Input(@)] [ActivationLayer(Activation.Tanh, Name = \"a\")] [ActivationLayer(Activation.Gelu, From = \"input\")] [Add(\"a\")] [MeanSquaredErrorLoss] [Sgd]")]
    [InlineData("[Model(MaxBatch = 1)] [Input(@)] [ActivationLayer(Activation.Tanh, Name = \"a\")] [ActivationLayer(Activation.Gelu, From = \"input\")] [Multiply(\"a\")] [MeanSquaredErrorLoss] [Sgd]")]
    [InlineData("[Model(MaxBatch = 1)] [Input(@)] [RmsNorm] [Dense(2)] [MeanSquaredErrorLoss] [Sgd]")]
    [InlineData("[Model(MaxBatch = 1)] [Input(@)] [InputNormalization] [Dense(2)] [MeanSquaredErrorLoss] [Sgd]")]
    [InlineData("[Model(MaxBatch = 1)] [Input(@, 4)] [GroupNorm(2)] [MeanSquaredErrorLoss] [Sgd]")]
    [InlineData("[Model(MaxBatch = 1)] [Input(@)] [Dense(2, Activation.Tanh)] [Concat(\"input\")] [MeanSquaredErrorLoss] [Sgd]")]
    [InlineData("[Model(MaxBatch = 1)] [Input(@)] [ActivationLayer(Activation.Softmax)] [MeanSquaredErrorLoss] [Sgd]")]
    [InlineData("[Model(MaxBatch = 1)] [Input(@, 2)] [Reshape(2, @)] [Flatten] [Dense(1)] [MeanSquaredErrorLoss] [Sgd]")]
    [InlineData("[Model(MaxBatch = 1)] [Input(@, 2)] [L2Pool1D(3)] [MeanSquaredErrorLoss] [Sgd]")]
    [InlineData("[Model(MaxBatch = 1)] [Input(@, 2)] [AveragePool1D(3, Stride = 1)] [MeanSquaredErrorLoss] [Sgd]")]
    [InlineData("[Model(MaxBatch = 1)] [Input(@, 3, 2)] [Conv2D(2, 3, Padding = Padding.Same)] [MeanSquaredErrorLoss] [Sgd]")]
    [InlineData("[Model(MaxBatch = 1)] [Input(3, @, 2)] [DepthwiseConv2D(3)] [MeanSquaredErrorLoss] [Sgd]")]
    [InlineData("[Model(MaxBatch = 1)] [Input(3, @, 2)] [MaxPool2D(2)] [MeanSquaredErrorLoss] [Sgd]")]
    [InlineData("[Model(MaxBatch = 1)] [Input(@, 2)] [Upsample(2)] [MeanSquaredErrorLoss] [Sgd]")]
    [InlineData("[Model(MaxBatch = 1)] [Input(@)] [Dropout(0.5)] [Dense(1)] [MeanSquaredErrorLoss] [Sgd]")]
    [InlineData("[Model(MaxBatch = 1)] [Input(1)] [Embedding(@, 4)] [MeanSquaredErrorLoss] [Sgd]")]
    [InlineData("[Model(MaxBatch = 1)] [Input(@)] [Embedding(5, 2)] [Flatten] [Dense(1)] [MeanSquaredErrorLoss] [Sgd]")]
    public void What_the_compiler_allocates_does_not_grow_with_a_length(string attributes) => AllocatesAlike(attributes, Lengths);

    /// <summary>Examples in the lanes of vectors: 16 of them, so the lengths are fewer.</summary>
    [Theory]
    [InlineData("[Input(@, 1)] [Conv1D(2, 3, Padding = Padding.Same, Activation = Activation.Relu)] [MaxPool1D(2)] [GlobalAveragePool] [Dense(1)]")]
    [InlineData("[Input(@, 2)] [Conv1D(2, 3, Padding = Padding.Same, Dilation = 3)] [L2Pool1D(3)] [GlobalAveragePool] [Dense(1)]")]
    [InlineData("[Input(@, 2)] [Conv1D(2, 3, Padding = Padding.Same, Groups = 2)] [MaxPool1D(3, Stride = 2, Padding = Padding.Same)] [GlobalAveragePool] [Dense(1)]")]
    [InlineData("[Input(@, 2)] [Conv1D(2, 3, Stride = 2)] [BatchNorm] [AveragePool1D(3)] [GlobalMaxPool] [Dense(1)]")]
    [InlineData("[Input(@, 2)] [DepthwiseConv1D(3)] [Upsample(2)] [GlobalAveragePool]")]
    [InlineData("[Input(@, 2)] [Conv1DTranspose(2, 3, Stride = 2)] [GlobalAveragePool]")]
    [InlineData("[Input(@, 2)] [Conv1D(1, @)]")]
    [InlineData("[Input(@, 2)] [Conv1D(2, 3, Name = \"a\")] [Conv1D(2, 3, From = \"input\")] [Add(\"a\")] [GlobalAveragePool]")]
    [InlineData("[Input(@, 2)] [Conv1D(2, 3, Name = \"a\")] [Conv1D(2, 3, From = \"input\")] [Concat(\"a\")] [GlobalAveragePool]")]
    [InlineData("[Input(@, 2, 1)] [Conv2D(2, 2)] [MaxPool2D(2, 1)] [GlobalAveragePool]")]
    [InlineData("[Input(@, 2)] [MaxPool1D(@)]")]
    [InlineData("[Input(@, 2)] [ZeroPad(@)] [Conv1D(1, 3)] [GlobalAveragePool]")]
    public void What_the_compiler_allocates_does_not_grow_with_a_length_in_the_lanes(string layers) =>
        AllocatesAlike($"[Model(MaxBatch = 16)] {layers} [MeanSquaredErrorLoss] [Adam]", [50_000, 200_000, 2_000_000]);

    private static void AllocatesAlike(string attributes, int[] lengths)
    {
        long[] bytes = [.. lengths.Select(length => Allocated(attributes.Replace("@", $"{length}", StringComparison.Ordinal)))];
        bytes.Max().ShouldBeLessThan((2 * bytes[0]) + (1 << 20), string.Join(", ", bytes));
    }

    private static long Allocated(string attributes)
    {
        var spec = Stages.Spec(attributes);
        long before = GC.GetAllocatedBytesForCurrentThread();
        ModelCompiler.Compile(spec);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
