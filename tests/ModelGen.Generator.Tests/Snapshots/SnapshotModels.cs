namespace ModelGen.Generator.Tests.Snapshots;

/// <summary>The models whose generated code is kept under review.</summary>
internal static class SnapshotModels
{
    public const string Xor = """
        using ModelGen;

        namespace Samples;

        /// <summary>Exclusive or.</summary>
        [Model(MaxBatch = 4)]
        [Input(2)]
        [Dense(8, Activation.Relu)]
        [Dense(4, Activation.Sigmoid)]
        [Dense(1, Activation.Sigmoid)]
        [MeanSquaredErrorLoss]
        [Sgd(LearningRate = 2.4)]
        public sealed partial class Xor;
        """;

    public const string XorInLoops = """
        using ModelGen;

        namespace Samples;

        /// <summary>Exclusive or, with plain loops as the only code.</summary>
        [Model(MaxBatch = 4, Kernels = Kernels.Reference)]
        [Input(2)]
        [Dense(4, Activation.Tanh)]
        [Dense(2)]
        [SoftmaxCrossEntropyLoss]
        [Adam]
        public sealed partial class XorInLoops;
        """;

    public const string Moons = """
        using ModelGen;

        namespace Samples;

        /// <summary>Two moons, one example at a time.</summary>
        [Model(MaxBatch = 1)]
        [Input(2)]
        [Dense(25, Activation.Sigmoid)]
        [Dense(50, Activation.Sigmoid)]
        [Dense(25, Activation.Sigmoid)]
        [Dense(2, Activation.Sigmoid)]
        [HalfSumOfSquaresLoss]
        [Sgd(LearningRate = 0.01)]
        public sealed partial class Moons;
        """;

    public const string LeNet5 = """
        using ModelGen;

        namespace Samples;

        /// <summary>Handwritten digits, seen as pictures.</summary>
        [Model(MaxBatch = 64)]
        [Input(28, 28, 1)]
        [Conv2D(6, 5, Activation = Activation.Relu)]
        [MaxPool2D(2)]
        [Conv2D(16, 5, Activation = Activation.Relu)]
        [MaxPool2D(2)]
        [Flatten]
        [Dense(120, Activation.Relu)]
        [Dense(84, Activation.Relu)]
        [Dense(10)]
        [SoftmaxCrossEntropyLoss]
        [Adam]
        public sealed partial class LeNet5;
        """;

    public const string Perceptron = """
        using ModelGen;

        namespace Samples;

        /// <summary>Handwritten digits.</summary>
        [Model(MaxBatch = 64)]
        [Input(784)]
        [Dense(128, Activation.Relu)]
        [Dense(10)]
        [SoftmaxCrossEntropyLoss]
        [Adam]
        public sealed partial class Perceptron;
        """;

    public const string Phrases = """
        using ModelGen;

        namespace Samples;

        /// <summary>Which of 50 symbols comes next.</summary>
        [Model]
        [Input(40)]
        [Embedding(50, 32)]
        [Gru(32, ReturnSequences = true)]
        [MultiHeadAttention(4, Causal = true, Window = 8)]
        [Dense(50)]
        public sealed partial class Phrases;
        """;
}
