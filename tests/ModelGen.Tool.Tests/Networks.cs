namespace ModelGen.Tool.Tests;

/// <summary>C# files to look at.</summary>
internal static class Networks
{
    /// <summary>2 × 3 + 3 parameters, then 3 × 2 + 2.</summary>
    public const string Small =
        """
        using ModelGen;

        namespace Games;

        [Model(MaxBatch = 4)]
        [Input(2)]
        [Dense(3, Activation.Tanh)]
        [Dense(2)]
        [SoftmaxCrossEntropyLoss]
        [Adam]
        public sealed partial class Small;
        """;

    /// <summary>Two models in one file; the second has a branch and only predicts.</summary>
    public const string Two = Small +
        """


        [Model(Precision = Precision.Double)]
        [Input(8, 8, 1, Name = "picture")]
        [Conv2D(2, 3, Padding = Padding.Same)]
        [ActivationLayer(Activation.Relu)]
        [Add("conv1")]
        [Flatten]
        [Dense(1)]
        public sealed partial class Branched;
        """;

    /// <summary>One file of a project whose other files are not there.</summary>
    public const string Excerpt =
        """
        using Company.Data;
        using ModelGen;

        [Model]
        [Input(2)]
        [Dense(3)]
        public sealed partial class Excerpt : IForecast
        {
            private readonly Weather _weather = new();

            public override string ToString() => Describe(_weather) + Parameters.Length;
        }
        """;

    /// <summary>A kernel wider than its picture at line 7, column 2.</summary>
    public const string TooWide =
        """
        using ModelGen;

        namespace Games;

        [Model]
        [Input(4, 4, 1)]
        [Conv2D(6, 5)]
        public sealed partial class TooWide;
        """;
}
