using System;
using System.Collections.Generic;
using System.Linq;

namespace ModelGen.Generator.Tests.Mutations;

/// <summary>A file with a model that somebody has spoilt, drawn from a seed: most do not compile, some mean something else, a few are what they were.</summary>
internal static class MutatedDeclaration
{
    private static readonly string[][] Networks =
    [
        ["Input(2)", "Dense(3, Activation.Tanh)", "Dense(1)", "MeanSquaredErrorLoss", "Sgd"],
        ["Input(4)", "Dense(4, Activation.Relu, Name = \"seen\")", "Dense(4)", "Add(\"seen\")", "Dense(3)", "SoftmaxCrossEntropyLoss", "Adam(LearningRate = 0.01)"],
        ["Input(6, 6, 2)", "Conv2D(3, 3, Padding = Padding.Same)", "MaxPool2D(2)", "BatchNorm", "Flatten", "Dense(2)", "HuberLoss(Delta = 2)", "RmsProp"],
        ["Input(8, 2)", "Conv1D(4, 3, Activation = Activation.Silu)", "GroupNorm(2)", "GlobalAveragePool", "Dense(2)", "BinaryCrossEntropyWithLogitsLoss", "AdamW"],
        ["Input(3)", "Embedding(10, 4)", "Flatten", "Dropout(0.2)", "Dense(2, Activation.LogSoftmax)", "KLDivergenceLoss", "Adagrad"],
        ["Input(2, Name = \"left\")", "Input(3, Name = \"right\")", "Concat(\"left\")", "Dense(2, Name = \"a\")", "Dense(1, From = \"right\")", "PoissonLoss", "MeanAbsoluteErrorLoss(Of = \"a\")", "NAdam"],
        ["Input(4, 4, 1)", "InputNormalization", "Conv2DTranspose(2, 2, Stride = 2)", "AveragePool2D(2)", "Permute(3, 1, 2)", "Reshape(-1)", "LayerNorm", "Dense(1)"],
        ["Input(5, 2)", "DepthwiseConv1D(3)", "L2Pool1D(2)", "Upsample(2)", "ZeroPad(1)", "RmsNorm", "GlobalMaxPool", "Dense(1)", "HalfSumOfSquaresLoss", "Adadelta", "Budget(MaxParameters = 1000)"],
        ["Input(3)", "Dense(2)", "CustomActivation(typeof(Formulas), nameof(Formulas.Swish))", "Dense(1, Activation.Sigmoid)", "BinaryCrossEntropyLoss", "RAdam(Beta1 = 0.8)"],
    ];

    private static readonly string[] Models = ["Model", "Model(MaxBatch = 1)", "Model(MaxBatch = 4)", "Model(MaxBatch = 3, Precision = Precision.Double)", "Model(MaxBatch = 5, InputGradients = true)", "Model(MaxBatch = 5, OutputGradients = true)"];

    private static readonly string[] Tokens = ["(", ")", "[", "]", ",", ".", "=", "\"", ";", "{", "}", "<", ":", "?", "@", "Activation.", "partial ", "#if X\n", "/*", "//", " ", "0", "-"];

    /// <param name="seed">Also the number in the file's namespace, which keeps it apart from others.</param>
    public static string Draw(int seed)
    {
        var random = new Random(seed);
        List<string> attributes = [random.Pick(Models), .. random.Pick(Networks)];
        var form = ClassForm.Usual;
        int changes = random.Next(1, 4);
        for (int i = 0; i < changes; i++)
        {
            switch (random.Next(10))
            {
                case < 6:
                    Mutate(attributes, random);
                    break;
                case 6:
                    form = form.Mutate(random);
                    break;
            }
        }

        string file = form.File(seed, attributes);
        return random.Next(5) == 0 ? Misspell(file, random) : file;
    }

    private static void Mutate(List<string> attributes, Random random)
    {
        int at = random.Next(attributes.Count), other = random.Next(attributes.Count);
        switch (random.Next(12))
        {
            case 0:
                attributes.RemoveAt(at);
                attributes.Add("Flatten");
                break;
            case 1:
                attributes.Insert(other, attributes[at]);
                break;
            case 2:
                (attributes[at], attributes[other]) = (attributes[other], attributes[at]);
                break;
            case 3 or 4:
                attributes.Insert(at, RandomAttribute.Draw(random));
                break;
            case 5:
                attributes[at] = RandomAttribute.Draw(random);
                break;
            case 6 or 7:
                attributes[at] = RandomAttribute.WithSetting(attributes[at], random);
                break;
            default:
                attributes[at] = RandomAttribute.WithOtherArguments(attributes[at], random);
                break;
        }
    }

    /// <summary>As it is while somebody types.</summary>
    private static string Misspell(string file, Random random)
    {
        int at = random.Next(file.IndexOf("[Model", StringComparison.Ordinal) is var start and >= 0 ? start : 0, file.Length);
        return random.Next(4) switch
        {
            0 => file.Remove(at, 1),
            1 => file[..at] + file[Math.Min(file.Length, at + random.Next(1, 12))..],
            2 => file[..at],
            _ => file.Insert(at, random.Pick(Tokens)),
        };
    }

    public static T Pick<T>(this Random random, IReadOnlyList<T> items) => items[random.Next(items.Count)];
}
