using System;
using System.IO;
using System.Linq;
using System.Reflection;

namespace Benchmarks.Generation;

/// <summary>Models as C# text.</summary>
internal static class Declarations
{
    /// <summary>A hundred models that differ in everything: two to five layers, all activations and optimizers in turn.</summary>
    public static string Hundred => $"using ModelGen;\n\nnamespace Hundred;\n\n{string.Join("\n", Enumerable.Range(0, 100).Select(Different))}";

    /// <summary>The declaration of a model of this assembly, alone in its file.</summary>
    public static string Of(Type model)
    {
        string file = FileOf(model);
        int name = file.IndexOf($"public sealed partial class {model.Name}", StringComparison.Ordinal);
        int start = file.LastIndexOf("[Model", name, StringComparison.Ordinal);
        return $"using ModelGen;\n\nnamespace {model.Namespace};\n\n{file[start..name]}public sealed partial class {model.Name};\n";
    }

    private static string FileOf(Type model)
    {
        Assembly assembly = typeof(Declarations).Assembly;
        foreach (string resource in assembly.GetManifestResourceNames())
        {
            using StreamReader reader = new(assembly.GetManifestResourceStream(resource)!);
            string text = reader.ReadToEnd();
            if (text.Contains($"partial class {model.Name}") && text.Contains($"namespace {model.Namespace};"))
            {
                return text;
            }
        }

        throw new ArgumentException($"{model} is declared in no file of this assembly.", nameof(model));
    }

    private static string Different(int n)
    {
        string[] activations = ["Relu", "Tanh", "Sigmoid", "Gelu", "Elu", "Softplus", "LeakyRelu", "Selu", "HardSwish", "Mish"];
        string[] optimizers = ["Sgd", "Sgd(Momentum = 0.9)", "Adam", "AdamW", "RmsProp", "Adagrad", "NAdam"];
        bool isClassifier = n % 2 == 0;
        string layers = string.Concat(Enumerable.Range(0, 1 + (n % 4)).Select(k => $"[Dense({5 + ((37 * n) + (11 * k)) % 120}, Activation.{activations[(n + k) % activations.Length]})]\n"));
        return $"""
            [Model(MaxBatch = {1 << (n % 8)})]
            [Input({2 + (n * 7 % 300)})]
            {layers}[Dense({2 + (n % 9)})]
            [{(isClassifier ? "SoftmaxCrossEntropyLoss" : "MeanSquaredErrorLoss")}]
            [{optimizers[n % optimizers.Length]}]
            public sealed partial class Model{n};

            """;
    }
}
