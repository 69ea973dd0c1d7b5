using System;
using System.Linq;
using ModelGen.Generator.Tests.Harness;
using ModelGen.Data;
using ModelGen.Training;
using Xunit;

namespace ModelGen.Generator.Tests.Layers;

/// <summary>Members of models whose sequences have lengths: what they refuse, what they do not look at, and what they tell.</summary>
public sealed class SequenceLengthCallTests
{
    private static readonly Lazy<GeneratedModels> Models = new(() => GeneratorHarness.Run(
        """
        using ModelGen;

        namespace Declared;

        [Model(MaxBatch = 4, Precision = Precision.Double, InputGradients = true)] [Input(3, 2, Lengths = true)] [Gru(4, ReturnSequences = true)] [Dense(3)] [SoftmaxCrossEntropyLoss] [Sgd]
        public sealed partial class Tagger;

        [Model(MaxBatch = 4, Precision = Precision.Double)] [Input(3, Lengths = true)] [Embedding(5, 4)] [Lstm(3)] [Dense(2)] [MeanSquaredErrorLoss] [Adam]
        public sealed partial class Reader;

        [Model(Precision = Precision.Double)] [Input(3, 2, Lengths = true)] [Flatten] [Dense(2)]
        public sealed partial class Flat;

        [Model(Precision = Precision.Double)] [Input(3, 2)] [Flatten] [Dense(2)]
        public sealed partial class FlatOfAll;

        [Model(MaxBatch = 20, Precision = Precision.Double)] [Input(2, Name = "facts")] [Input(3, 2, Lengths = true, Name = "left")] [Input(4, Lengths = true, Name = "right")]
        [Gru(3, From = "left")] [Embedding(6, 2, From = "right")] [GlobalAveragePool] [Concat("gru1", "facts")] [Dense(2)] [MeanSquaredErrorLoss] [Sgd]
        public sealed partial class Several;
        """));

    public static TheoryData<double> Illegal => [0, 4, 1.5, -1, double.NaN, double.PositiveInfinity];

    [Theory]
    [MemberData(nameof(Illegal))]
    public void A_length_that_is_none_is_refused_and_changes_nothing(double length)
    {
        TestModel model = Models.Value.Create("Tagger");
        double[] good = [1, 2, 3, 4, 5, 6, 2], bad = [.. good, 1, 2, 3, 4, 5, 6, length], targets = new double[18], before = model.Parameters;
        model.Forward(good);
        foreach (Action call in new Action[]
        {
            () => model.Predict(bad), () => model.Forward(bad), () => model.TrainBatch(bad, targets), () => model.TrainBatch(bad, new int[6]), () => model.Evaluate(bad, targets), () => model.Evaluate(bad, new int[6]),
        })
        {
            var thrown = Assert.Throws<ArgumentException>(call);
            Assert.Contains("Tagger: behind the numbers of input 'input' stands the length of its sequence, a whole number from 1 to 3, but input", thrown.Message);
            Assert.Contains(FormattableString.Invariant($"[13], that of example 1, is {length}."), thrown.Message);
        }

        Assert.Equal(before, model.Parameters);
        Assert.True(double.IsFinite(model.Backward(new int[3])));
    }

    [Fact]
    public void Indices_and_classes_in_the_padding_may_be_anything()
    {
        TestModel reader = Models.Value.Create("Reader");
        double[] zeros = [4, 2, 0, 2], others = [4, 2, -7, 2], none = [4, 2, double.NaN, 2];
        Assert.Equal(reader.Predict(zeros), reader.Predict(others));
        Assert.Equal(reader.Predict(zeros), reader.Predict(none));
        Assert.Contains("takes whole numbers from 0 to 4 as indices", Assert.Throws<ArgumentException>(() => reader.Predict([4, 5, 0, 2])).Message);

        TestModel tagger = Models.Value.Create("Tagger");
        double[] inputs = [1, 2, 3, 4, 5, 6, 2];
        Assert.Equal(tagger.Evaluate(inputs, [1, 2, 0]), tagger.Evaluate(inputs, [1, 2, -100]));
        tagger.Forward(inputs);
        Assert.Throws<ArgumentException>(() => tagger.Backward([1, 3, 0]));
        double loss = tagger.Backward([1, 2, 77]);
        Assert.Equal(loss, tagger.Evaluate(inputs, [1, 2, 0]), 1e-12);
        Assert.Equal(loss, tagger.Evaluate(inputs, [0, 1, 0, 0, 0, 1, double.NaN, 5, 6]), 1e-12);
        Assert.Throws<ArgumentException>(() => tagger.TrainBatch(inputs, [1, 3, 0]));
    }

    [Fact]
    public void Flatten_sees_zeros_in_the_padding()
    {
        TestModel flat = Models.Value.Create("Flat"), all = Models.Value.Create("FlatOfAll");
        all.Parameters = flat.Parameters;
        Assert.Equal(all.Predict([1, 2, 0, 0, 0, 0]), flat.Predict([1, 2, double.NaN, 4, 5, double.NegativeInfinity, 1]));
    }

    [Fact]
    public void Each_of_several_inputs_has_lengths_of_its_own()
    {
        TestModel model = Models.Value.Create("Several");
        Assert.Equal(2 + 7 + 5, model.InputLength);
        double[] output = model.Predict([1, 2, 3, 4, 5, 6, 7, 8, 2, 1, 2, 3, 4, 3]);
        Assert.Equal(output, model.Predict([1, 2, 3, 4, 5, 6, double.NaN, 0, 2, 1, 2, 3, 99, 3]));
        Assert.NotEqual(output, model.Predict([1, 2, 3, 4, 5, 6, 7, 8, 3, 1, 2, 3, 4, 3]));
        Assert.NotEqual(output, model.Predict([1, 2, 3, 4, 5, 6, 7, 8, 2, 1, 2, 3, 4, 4]));
        model.CheckKernels();
    }

    [Fact]
    public void Every_part_says_where_its_lengths_are()
    {
        Type type = Models.Value.Type("Tagger");
        Assert.Equal([6], Infos("InputInfos").Select(i => i.LengthAt));
        Assert.Equal([6], Infos("OutputInfos").Select(i => i.LengthAt));
        Assert.Contains("(3, 2) and length", (string)type.GetField("Summary")!.GetRawConstantValue()!, StringComparison.Ordinal);

        TensorInfo[] Infos(string name) => ((InfosOf)type.GetProperty(name)!.GetMethod!.CreateDelegate(typeof(InfosOf)))().ToArray();
    }

    private delegate ReadOnlySpan<TensorInfo> InfosOf();
}
