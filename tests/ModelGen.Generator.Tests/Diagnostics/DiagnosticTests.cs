using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Shouldly;
using Xunit;

namespace ModelGen.Generator.Tests.Diagnostics;

/// <summary>What the analyzer says about faulty declarations, where, and in which words.</summary>
public class DiagnosticTests
{
    public static TheoryData<string> Cases => new(DiagnosticCases.All.Concat(UsageCases.All).Select(c => c.ToString()));

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_fault_is_reported_once_and_in_its_place(string name)
    {
        DiagnosticCase fault = DiagnosticCases.All.Concat(UsageCases.All).Single(c => c.ToString() == name);
        Source source = Source.Parse(fault.Markup);
        Diagnostic diagnostic = (await source.Analyze(fault.Version)).ShouldHaveSingleItem();
        diagnostic.Id.ShouldBe(fault.Id);
        diagnostic.GetMessage().ShouldBe(fault.Message);
        diagnostic.Location.SourceSpan.ShouldBe(source.Marks.ShouldHaveSingleItem());
        diagnostic.Location.SourceTree!.FilePath.ShouldBe(Source.Path);
    }

    [Theory]
    [InlineData("[Model] [Input(2)] [Dense(25, Activation.Sigmoid)] [Dense(2)] [HalfSumOfSquaresLoss] [Sgd] partial class Net;")]
    [InlineData("[Model(MaxBatch = 1, Precision = Precision.Double, InputGradients = true)] [Input(4, 3)] [Flatten] [Dense(1)] [HuberLoss] partial class Net;")]
    [InlineData("[Model, Input(2), Dense(3, Activation.LogSoftmax), KLDivergenceLoss, RmsProp(Centered = true, Momentum = 0.5)] partial class Net;")]
    [InlineData("[Model] [Input(2)] [Dense(1, Activation.Sigmoid)] [ActivationLayer(Activation.Abs)] [BinaryCrossEntropyLoss] [Adadelta] partial class Net;")]
    [InlineData("[Model] [Input(2)] [Dense(2, Activation.LeakyRelu, Slope = -0.1, Init = Initializer.Uniform, InitValue = 0.5)] internal partial class Net<T>;")]
    [InlineData("[Model] [Adam] [HuberLoss] [Input(2)] [Dense(1)] partial class Net;")]
    [InlineData("[Model] [Adam] [HuberLoss] partial class Net; [Input(2)] [Dense(1)] partial class Net;")]
    [InlineData("[Model] [Input(2)] [Dense(1)] [HuberLoss] [Sgd(Momentum = 0.9, Dampening = 0.1, ClipNorm = 1)] partial class Net { void Predict(float x) { } Net(string name) : this(3) { } Net(long x) : this(3) { } }")]
    [InlineData("[Model] [Input(2)] [Dense(1)] partial class Net { void Update() { } float LearningRate => 1; void Predict(ReadOnlySpan<double> x, Span<double> y) { } }")]
    [InlineData("[Model] [Input(2)] [Dense(2)] [SoftmaxCrossEntropyLoss] [Adam(LearningRate = 0, Beta1 = 0, Epsilon = 0)] partial class Net;")]
    [InlineData("[Model(MaxBatch = 1_000_000)] [Input(1)] [Dense(1)] [HuberLoss] [Adadelta(Rho = 1)] partial class Net;")]
    [InlineData("[Model(MaxBatch = 1)] [Input(2_147_483_589)] [Dense(1)] partial class Net;")]
    [InlineData("[Model] [Input(2)] [Dense(4, Name = \"dense2\")] [ActivationLayer(Activation.Relu, Name = \"dense1\")] partial class Net;")]
    [InlineData("[Model] [Input(2)] [Dense(1, Activation.Relu)] partial class Net;")]
    [InlineData("[Model] [Input(2)] [Dense(1, Activation.LeakyRelu)] [PoissonLoss] [Sgd(LearningRate = 10)] partial class Net;")]
    [InlineData("[Model] [Input(2)] [Dense(3, Activation.Softmax)] [MeanSquaredErrorLoss] [AdamW(LearningRate = 0.1)] partial class Net;")]
    [InlineData("[Model] [Input(2)] [Dense(3, Activation.Sigmoid)] [Dense(3)] [MeanSquaredErrorLoss] [Adagrad(LearningRate = 1e-5)] partial class Net;")]
    [InlineData("[Model] [Input(3)] [Dense(4)] [Budget(MaxParameters = 16, MaxBytes = 64, MaxFlops = 9_000_000_000)] partial class Net;")]
    public async Task A_correct_model_is_not_commented_on(string code)
    {
        ImmutableArray<Diagnostic> diagnostics = await Source.Parse(code).Analyze();
        diagnostics.ShouldBeEmpty();
    }

    [Fact]
    public async Task All_faults_of_a_model_are_reported_at_once()
    {
        Source source = Source.Parse("[Model] [[|Dense(0)|]] [Input(2)] [Dense(1)] [[|Dense(1, Slope = 1)|]] [[|Adam|]] partial class Net;");
        ImmutableArray<Diagnostic> diagnostics = await source.Analyze();
        diagnostics.Select(d => d.Id).ShouldBe(["MG0016", "MG0010", "MG0018", "MG0012"]);
    }

    [Fact]
    public async Task A_member_is_reserved_only_in_a_model_that_gets_it()
    {
        const string Model = "[Model] [Input(2)] [Dense(1)] [HuberLoss] {0} partial class Net {{ void Update() {{ }} }}";
        (await Source.Parse(string.Format(Model, "[Sgd]")).Analyze()).ShouldHaveSingleItem().Id.ShouldBe("MG0005");
        (await Source.Parse(string.Format(Model, "")).Analyze()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Members_that_were_generated_are_no_clash()
    {
        Source source = Source.Parse("namespace A; [Model] [Input(2)] [Dense(1)] partial class Net;");
        CSharpCompilation compilation = source.Compile();
        SyntaxTree generated = CSharpSyntaxTree.ParseText(
            "namespace A { partial class Net { public const int InputLength = 2; public Net(int seed = 0) { } } }",
            (CSharpParseOptions)compilation.SyntaxTrees[0].Options,
            "ModelGen.Generator/ModelGen.Generator.ModelGenerator/A.Net.Model.g.cs");
        (await Source.Analyze(compilation.AddSyntaxTrees(generated))).ShouldBeEmpty();
    }
}
