using System.Linq;
using ModelGen.Generator.Tests.Shapes;
using Shouldly;
using Xunit;

namespace ModelGen.Generator.Tests.Emission;

/// <summary>How many lines of C# a network becomes: a page that nobody reads is no product, and every line is compiled.</summary>
public class TextLengthTests
{
    private const string Separable = "[DepthwiseConv2D(3, Padding = 1, Activation = Activation.Relu)]", Halving = "[DepthwiseConv2D(3, Stride = 2, Padding = 1, Activation = Activation.Relu)]";

    /// <param name="most">What it takes today, and a little for a kernel that is cut otherwise.</param>
    [Theory]
    [InlineData("[Model] [Input(3)] [Dense(2)] [MeanSquaredErrorLoss] [Sgd]", 730)]
    [InlineData("[Model(MaxBatch = 4)] [Input(2)] [Dense(8, Activation.Relu)] [Dense(4, Activation.Sigmoid)] [Dense(1, Activation.Sigmoid)] [MeanSquaredErrorLoss] [Sgd(LearningRate = 0.5)]", 1_655)]
    [InlineData("[Model(MaxBatch = 1)] [Input(2)] [Dense(25, Activation.Sigmoid)] [Dense(50, Activation.Sigmoid)] [Dense(25, Activation.Sigmoid)] [Dense(2, Activation.Sigmoid)] [HalfSumOfSquaresLoss] [Sgd]", 1_900)]
    [InlineData("[Model(MaxBatch = 64)] [Input(784)] [Dense(128, Activation.Relu)] [Dense(10)] [SoftmaxCrossEntropyLoss] [Adam]", 1_335)]
    [InlineData("[Model(MaxBatch = 64)] [Input(28, 28, 1)] [Conv2D(6, 5, Activation = Activation.Relu)] [MaxPool2D(2)] [Conv2D(16, 5, Activation = Activation.Relu)] [MaxPool2D(2)] [Flatten] [Dense(120, Activation.Relu)] [Dense(84, Activation.Relu)] [Dense(10)] [SoftmaxCrossEntropyLoss] [Adam]", 3_175)]
    [InlineData($"[Model(MaxBatch = 32)] [Input(32, 32, 3)] [Conv2D(16, 3, Stride = 2, Padding = 1, Activation = Activation.Relu)] {Separable} [Conv2D(32, 1, Activation = Activation.Relu)] {Halving} [Conv2D(64, 1, Activation = Activation.Relu)] {Separable} [Conv2D(64, 1, Activation = Activation.Relu)] {Halving} [Conv2D(128, 1, Activation = Activation.Relu)] [GlobalAveragePool] [Dense(10)] [SoftmaxCrossEntropyLoss] [Adam]", 4_850)]
    public void A_network_is_no_longer_than_it_was(string attributes, int most) => Stages.Compile(attributes).Sources.Sum(s => s.Text.Count(c => c == '\n')).ShouldBeLessThan(most);
}
