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
    public void What_the_compiler_allocates_does_not_grow_with_a_length(string attributes)
    {
        long[] bytes = [.. Lengths.Select(length => Allocated(attributes.Replace("@", $"{length}", StringComparison.Ordinal)))];
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
