using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Tests.Shapes;
using Shouldly;
using Xunit;

namespace ModelGen.Generator.Tests.Emission;

/// <summary>A layer may be called as a local of a kernel is: it gets another name in the code, for which the local must be known as reserved.</summary>
public sealed class LocalNamesTests
{
    // Layers of names that no local begins with.
    private static readonly string[] Networks =
    [
        "[Input(6, Name = \"QqIn\")] [Dense(25, Activation.Gelu, Name = \"QqA\")] [Dropout(0.2, Name = \"QqB\")] [Dense(3, Name = \"QqC\")] [SoftmaxCrossEntropyLoss]",
        "[Input(6, Name = \"QqIn\")] [Dense(300, Activation.Softmax, Name = \"QqA\")] [LayerNorm(Name = \"QqB\")] [BatchNorm(Name = \"QqC\")] [Dense(3, L1 = 0.1, L2 = 0.1, Name = \"QqD\")] [HuberLoss]",
        "[Input(12, 10, 3, Name = \"QqIn\")] [Conv2D(6, 3, Padding = 1, Activation = Activation.Relu, Name = \"QqA\")] [MaxPool2D(2, Name = \"QqB\")] [Conv2D(8, 3, Groups = 2, Name = \"QqC\")] [BatchNorm(Name = \"QqD\")] [Flatten(Name = \"QqE\")] [Dense(3, Name = \"QqF\")] [SoftmaxCrossEntropyLoss]",
        "[Input(12, 3, Name = \"QqIn\")] [DepthwiseConv1D(3, Padding = Padding.Same, Name = \"QqA\")] [MaxPool1D(2, Name = \"QqB\")] [Conv1DTranspose(5, 3, Stride = 2, Name = \"QqC\")] [AveragePool1D(2, Name = \"QqD\")] [L2Pool1D(2, Name = \"QqE\")] [GlobalMaxPool(Name = \"QqF\")] [MeanSquaredErrorLoss]",
        "[Input(30, 7, 2, Name = \"QqIn\")] [Conv2D(17, 5, 3, Stride = 2, Dilation = 2, Padding = 3, Name = \"QqA\")] [MaxPool2D(3, Stride = 1, Name = \"QqB\")] [GroupNorm(1, Name = \"QqC\")] [GlobalAveragePool(Name = \"QqD\")] [Dense(2, Name = \"QqE\")] [MeanSquaredErrorLoss]",
        "[Input(3, Name = \"QqIn\")] [Embedding(9, 5, Name = \"QqA\")] [RmsNorm(Name = \"QqB\")] [Permute(2, 1, Name = \"QqC\")] [ZeroPad(1, Name = \"QqD\")] [Upsample(2, Name = \"QqE\")] [Flatten(Name = \"QqF\")] [Dense(2, Name = \"QqG\")] [MeanSquaredErrorLoss]",
    ];

    private static readonly string[] Optimizers = ["", "[Sgd(ClipNorm = 1)]", "[Sgd(Momentum = 0.9, Nesterov = true)]", "[Adam(AmsGrad = true)]", "[NAdam]", "[RAdam]", "[RmsProp(Momentum = 0.9, Centered = true)]", "[Adadelta]", "[Adagrad(LearningRateDecay = 0.1)]", "[Adamax]", "[Lion]", "[Adan] [Ema]", "[Muon(ClipNorm = 1)]"];

    public static TheoryData<string> Declarations
    {
        get
        {
            TheoryData<string> data = [];
            for (int n = 0; n < Networks.Length; n++)
            {
                foreach (int maxBatch in new[] { 1, 4, 40, 90 })
                {
                    string precision = maxBatch == 40 ? ", Precision = Precision.Double" : "";
                    data.Add($"[Model(MaxBatch = {maxBatch}{precision}, InputGradients = {(maxBatch == 4 ? "true" : "false")})] {Networks[n]} {Optimizers[(n + maxBatch) % Optimizers.Length]}");
                }
            }

            foreach (string optimizer in Optimizers)
            {
                data.Add($"[Model(MaxBatch = 4)] {Networks[0]} {optimizer}");
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Declarations))]
    public void Every_local_of_a_kernel_is_reserved(string attributes)
    {
        CompiledModel model = Stages.Compile(attributes);
        HashSet<string> values = [.. model.Graph.Steps.Concat(model.ClassGraph?.Steps ?? []).Concat(model.Graph.Inference?.Steps ?? []).SelectMany(s => s.Op.Inputs.Concat(s.Op.Outputs)).Select(v => v.Name), .. model.Kernels.Values.SelectMany(k => k.Step.Ops).SelectMany(o => o.Inputs.Concat(o.Outputs)).Select(v => v.Name)];
        string[] free = [.. model.Sources.SelectMany(s => Declared(s.Text))
            .Where(name => !name.Contains("Qq") && !name.Contains("qq") && !IsOf(values, name) && !ReservedNames.IsReserved(name))
            .Distinct().Order()];
        free.ShouldBeEmpty();
    }

    /// <summary>Locals and parameters of the passes and kernels.</summary>
    private static IEnumerable<string> Declared(string source) =>
        from type in CSharpSyntaxTree.ParseText(source).GetRoot().DescendantNodes().OfType<ClassDeclarationSyntax>()
        where type.Identifier.Text == "Network"
        from node in type.DescendantNodes()
        let name = node switch
        {
            VariableDeclaratorSyntax { Parent.Parent: not FieldDeclarationSyntax } variable => variable.Identifier.ValueText,
            SingleVariableDesignationSyntax designation => designation.Identifier.ValueText,
            ParameterSyntax parameter => parameter.Identifier.ValueText,
            _ => null,
        }
        where name is not null
        select name;

    /// <summary>Whether a name is a value's, or made of one's: a tensor at a row, a piece of it.</summary>
    private static bool IsOf(HashSet<string> values, string name) => values.Any(v => name == v || name.StartsWith(v, System.StringComparison.Ordinal));
}
