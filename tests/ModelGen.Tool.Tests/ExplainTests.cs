using System;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace ModelGen.Tool.Tests;

public sealed class ExplainTests : Workspace
{
    private const string Training = "[MeanSquaredErrorLoss] [Sgd]";

    [Fact]
    public void A_model_is_explained_from_layout_to_memory()
    {
        Ending ending = Run("explain", Write("Two.cs", Networks.Two), "--model", "Small");
        Assert.Equal((0, ""), (ending.ExitCode, ending.Error));
        string[] lines = ending.Output.Split('\n');
        Assert.Equal($"Games.Small  {At("Two.cs")}:11", lines[0]);
        Assert.Equal("Layout: an example after another, since MaxBatch is 4, and a block has 16 examples.", lines[1]);
        Assert.Matches(@"\nPredict of one example: a straight line, features in the lanes; 512 bits take \d+ instructions of at most 1200, ", ending.Output);
        Assert.Contains("\nPredict: 2 steps\n   1  ForwardDense3x2\n      dense1[b, o] = tanh(Σᵢ input[b, i] · dense1Weight[o, i] + dense1Bias[o])\n", ending.Output);
        Assert.Contains("\n      6 multiply-adds an example\n", ending.Output);
        Assert.Contains("\n      512, 256 and 128 bits: tiles of ", ending.Output);
        Assert.Equal(
            ["Predict", "Forward", "Evaluate", "Backward", "EvaluateOfClasses", "BackwardOfClasses", "Update"],
            Regex.Matches(ending.Output, @"\n(\w+): \d+ steps?").Select(m => m.Groups[1].Value));
        Assert.Matches(@"\nParameters: 17 numbers\n +0 +6  dense1Weight \[3, 2\]\n", ending.Output);
        Assert.Contains("\nTraining: ", ending.Output);
    }

    [Theory]
    [InlineData("[Model(MaxBatch = 20)] [Input(8, 8, 1)] [Conv2D(2, 3)] [MaxPool2D(2)] [Flatten] [Dense(2)]", "Layout: examples in the lanes of vectors, 16 in a block", "PredictMany: ")]
    [InlineData("[Model(MaxBatch = 80)] [Input(8, 8, 1)] [Conv2D(2, 3)] [MaxPool2D(2)] [Flatten] [Dense(2)]", "A batch trains in groups of 32", "from rows to lanes")]
    [InlineData("[Model(MaxBatch = 1)] [Input(3)] [Dense(5)] [Dense(2)]", "A training step of 1 example: a straight line, features in the lanes", "Train: ")]
    [InlineData("[Model(MaxBatch = 5)] [Input(3)] [Dense(5)] [Dense(2)]", "A training step of 5 examples: no straight line, since no vector has 5 lanes.", "Update: ")]
    [InlineData("[Model(MaxBatch = 40)] [Input(4)] [Embedding(9, 3)] [Flatten] [Dense(2)]", "since rows of a table are looked up.", "no straight line, since rows of a table are known only when the code runs.")]
    [InlineData("[Model(MaxBatch = 40)] [Input(4)] [Dense(300)] [BatchNorm] [Dropout(0.5)] [Dense(200)] [Dense(2)]", "Statistics: ", "factors of dropout")]
    [InlineData("[Model(MaxBatch = 40)] [Input(600)] [Dense(300)] [Dense(200)] [Dense(2)]", "512 bits would take more than 1200 instructions.", "with its two inner dimensions exchanged")]
    public void Decisions_are_named(string model, string first, string second)
    {
        string text = Explain(model);
        Assert.Contains(first, text, StringComparison.Ordinal);
        Assert.Contains(second, text, StringComparison.Ordinal);

        // Where a straight line is the whole training step, other steps go by the kernels of the gradients and of the update.
        Assert.Equal(second == "Train: ", text.Contains("(in a straight line only)", StringComparison.Ordinal));
    }

    /// <summary>The cost of the tiles that were taken, and of the best that were not.</summary>
    [Fact]
    public void Tiles_have_their_cost() => Assert.Matches(
        @"\n      512 bits: tiles of \d+ × \d+ sums \(b × o\), [\d.]+ multiply-adds for each load; .*; about [\d,]+ cycles for 40 examples, with \d+ rows? 1\.\d\d times as many\n",
        Explain("[Model(MaxBatch = 40)] [Input(600)] [Dense(320)] [Dense(200)] [Dense(2)]"));

    /// <summary>Names are those of the methods that are written.</summary>
    [Fact]
    public void Kernels_have_their_names()
    {
        string path = Write("Two.cs", Networks.Two), code = Run("emit", path).Output;
        string[] names = [.. Regex.Matches(Run("explain", path).Output, @"\n +\d+  ([A-Z]\w+)\n").Select(m => m.Groups[1].Value)];
        Assert.True(names.Length > 10);
        Assert.All(names, name => Assert.Matches($@"static \w+ {name}(<|\()", code));
    }

    /// <summary>Values that are said to lie where another is lie there, and what shares no memory says nothing.</summary>
    [Fact]
    public void Sharing_is_mutual()
    {
        string text = Explain("[Model(MaxBatch = 20)] [Input(10)] [Dense(30, Activation.Tanh)] [Dense(30, Activation.Tanh)] [Dense(30, Activation.Tanh)] [Dense(1)]");
        (string Name, string[] Others)[] shared =
        [
            .. Regex.Matches(text, @"\n +[\d,]+ +[\d,]+  (\w+) \[[^\]]*\].*, where (.*) (is|are) at other times").Select(m => (m.Groups[1].Value, m.Groups[2].Value.Split(" and "))),
        ];
        Assert.NotEmpty(shared);
        Assert.All(shared, s => Assert.All(s.Others, other => Assert.Contains(s.Name, shared.Single(t => t.Name == other).Others)));
    }

    [Fact]
    public void Plain_loops_have_nothing_to_decide()
    {
        string text = Explain("[Model(MaxBatch = 5, Kernels = Kernels.Reference)] [Input(3)] [Dense(5)] [Dense(2)]");
        Assert.Contains("\nKernels: Reference. Plain loops are the only code; nothing is decided for speed.\n\nInference: ", text, StringComparison.Ordinal);
        Assert.Contains("\n\nReference: ", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stream_is_shown_or_what_is_in_its_way()
    {
        string text = Explain("[Model] [Input(20, 3)] [Conv1D(4, 3, Padding = Padding.Causal, Dilation = 2)] [Gru(8)] [Dense(1)]");
        Assert.Contains("\nA step of the stream: no straight line, since what came earlier is in a ring.\n", text, StringComparison.Ordinal);
        Assert.Contains("conv1Window[b, k, j] = input[b, j] of 2 · (2 − k) steps ago, for k < 3\n", text, StringComparison.Ordinal);
        Assert.Contains("\nStream: 21 numbers carried from step to step\n", text, StringComparison.Ordinal);
        Assert.Contains("\nStream: none, since gru1 goes both ways.\n", Explain("[Model] [Input(20, 3)] [Gru(8, Bidirectional = true)] [Dense(1)]"), StringComparison.Ordinal);
        Assert.Contains("\nStream: none, since input (20) has no time.\n", Explain("[Model] [Input(20)] [Dense(1)]"), StringComparison.Ordinal);
    }

    [Fact]
    public void One_program_is_shown_alone()
    {
        string path = Write("Two.cs", Networks.Two);
        string[] lines = Run("explain", path, "--model", "Small", "--program", "update").Output.Split('\n');
        Assert.Equal("Update: 1 step, any range of the parameters", lines[0]);
        Assert.Equal("   1  UpdateWeights", lines[1]);
        AssertRefused(2, "there is no program 'Updates'; there are Predict, Forward, ", Run("explain", path, "--program", "Updates"));
    }

    [Fact]
    public void A_faulty_model_is_not_explained() => AssertRefused(1, "error MG0", Run("explain", Write("TooWide.cs", Networks.TooWide)));

    private string Explain(string model)
    {
        Ending ending = Run("explain", Write("Net.cs", $"using ModelGen;\n\n{model} {Training}\npublic sealed partial class Net;\n"));
        Assert.Equal(0, ending.ExitCode);
        return ending.Output;
    }
}
