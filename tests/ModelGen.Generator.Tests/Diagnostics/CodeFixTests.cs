using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using ModelGen.CodeFixes;
using Shouldly;
using Xunit;

namespace ModelGen.Generator.Tests.Diagnostics;

/// <summary>What the code fixes make of a faulty file: exactly this text, and it compiles without a diagnostic.</summary>
public class CodeFixTests
{
    [Theory]
    [InlineData(
        "[Model] [Input(2)] [Dense(1)]\npublic sealed class Net { }\n",
        "[Model] [Input(2)] [Dense(1)]\npublic sealed partial class Net { }\n")]
    [InlineData(
        "[Model]\n[Input(2)]\n[Dense(1)]\n// A comment.\nclass Net;\n",
        "[Model]\n[Input(2)]\n[Dense(1)]\n// A comment.\npartial class Net;\n")]
    [InlineData(
        "/// <summary>All nets.</summary>\nstruct Nets\n{\n    static partial class Small\n    {\n        [Model, Input(2), Dense(1)]\n        class Net;\n    }\n}\n",
        "/// <summary>All nets.</summary>\npartial struct Nets\n{\n    static partial class Small\n    {\n        [Model, Input(2), Dense(1)]\n        partial class Net;\n    }\n}\n")]
    public Task A_model_and_its_containers_are_made_partial(string before, string after) => Fix(new MakePartialFix(), "MG0001", before, after);

    [Theory]
    [InlineData(
        "internal static class Nets\n{\n    [Model, Input(2), Dense(1)] private partial class Net;\n}\n",
        "internal static partial class Nets\n{\n    [Model, Input(2), Dense(1)] private partial class Net;\n}\n")]
    public Task A_container_is_made_partial(string before, string after) => Fix(new MakePartialFix(), "MG0002", before, after);

    [Theory]
    [InlineData(
        "class Outer\n{\n}\n[Model]\n[Input(5, 4, 3)]\n[Dense(1)]\npartial class Net;\n",
        "class Outer\n{\n}\n[Model]\n[Input(5, 4, 3)]\n[Flatten]\n[Dense(1)]\npartial class Net;\n")]
    [InlineData(
        "partial class Outer\n{\n    [Model]\n    [Input(5, 4, 3)]\n    [Dense(1)]\n    partial class Net;\n}\n",
        "partial class Outer\n{\n    [Model]\n    [Input(5, 4, 3)]\n    [Flatten]\n    [Dense(1)]\n    partial class Net;\n}\n")]
    [InlineData(
        "[Model, Input(5, 4, 3), Dense(1)] partial class Net;\n",
        "[Model, Input(5, 4, 3), Flatten, Dense(1)] partial class Net;\n")]
    [InlineData(
        "[Model] [Input(5, 4, 3)] [Dense(1)] partial class Net;\n",
        "[Model] [Input(5, 4, 3)] [Flatten] [Dense(1)] partial class Net;\n")]
    [InlineData(
        "[Model]\n[Input(5, 4, 3)]\n[global::ModelGen.Dense(1)] // the head\npartial class Net;\n",
        "[Model]\n[Input(5, 4, 3)]\n[global::ModelGen.Flatten]\n[global::ModelGen.Dense(1)] // the head\npartial class Net;\n")]
    [InlineData(
        "[Model]\n[Input(5, 4, 3, Name = \"image\")]\n[Input(2)]\n[Dense(1, From = \"image\", Bias = false)]\n[Concat(\"input2\")]\npartial class Net;\n",
        "[Model]\n[Input(5, 4, 3, Name = \"image\")]\n[Input(2)]\n[Flatten(From = \"image\")]\n[Dense(1, Bias = false)]\n[Concat(\"input2\")]\npartial class Net;\n")]
    public Task Flatten_is_inserted_before_the_layer(string before, string after) => Fix(new InsertFlattenFix(), "MG0019", before, after);

    [Theory]
    [InlineData(
        "MG0102",
        "[Model, Input(4), Dense(1, Activation.Relu), HuberLoss] partial class Net;\n",
        "[Model, Input(4), Dense(1), HuberLoss] partial class Net;\n")]
    [InlineData(
        "MG0102",
        "[Model, Input(4, 1), Conv1D(2, 3, Activation = Activation.Relu, Bias = false), HuberLoss] partial class Net;\n",
        "[Model, Input(4, 1), Conv1D(2, 3, Bias = false), HuberLoss] partial class Net;\n")]
    [InlineData(
        "MG0024",
        "[Model]\n[Input(4)]\n[Dense(3, Activation.Softmax)]\n[SoftmaxCrossEntropyLoss]\npartial class Net;\n",
        "[Model]\n[Input(4)]\n[Dense(3)]\n[SoftmaxCrossEntropyLoss]\npartial class Net;\n")]
    public Task An_activation_before_the_loss_is_dropped(string id, string before, string after) => Fix(new DropActivationFix(), id, before, after);

    [Theory]
    [InlineData(
        "[Model, Input(4), Dense(3), Dropout(0.5), SoftmaxCrossEntropyLoss] partial class Net;\n",
        "[Model, Input(4), Dense(3), SoftmaxCrossEntropyLoss] partial class Net;\n")]
    [InlineData(
        "[Model]\n[Input(4)]\n[Dense(3)]\n[Dropout(0.5)]\n[SoftmaxCrossEntropyLoss]\npartial class Net;\n",
        "[Model]\n[Input(4)]\n[Dense(3)]\n[SoftmaxCrossEntropyLoss]\npartial class Net;\n")]
    public Task A_dropout_before_the_loss_is_removed(string before, string after) => Fix(new RemoveDropoutFix(), "MG0107", before, after);

    [Theory]
    [InlineData(
        "[Model, Input(4), Dense(1, Activation.Sigmoid, Name = \"p\"), ModelGen.MeanSquaredErrorLoss(Of = \"p\")] partial class Net;\n",
        "[Model, Input(4), Dense(1, Activation.Sigmoid, Name = \"p\"), ModelGen.BinaryCrossEntropyLoss(Of = \"p\")] partial class Net;\n")]
    public Task The_cross_entropy_replaces_a_squared_error(string before, string after) => Fix(new TakeCrossEntropyFix(), "MG0101", before, after);

    [Theory]
    [InlineData(
        "[Model, Input(4), Dense(1), HuberLoss]\n[Adam(LearningRate = 3)]\npartial class Net;\n",
        "[Model, Input(4), Dense(1), HuberLoss]\n[Adam]\npartial class Net;\n")]
    [InlineData(
        "[Model, Input(4), Dense(1), HuberLoss]\n[Adam(LearningRate = 3, Beta1 = 0.5)]\npartial class Net;\n",
        "[Model, Input(4), Dense(1), HuberLoss]\n[Adam(Beta1 = 0.5)]\npartial class Net;\n")]
    public Task The_learning_rate_is_left_to_the_optimizer(string before, string after) => Fix(new TakeDefaultLearningRateFix(), "MG0100", before, after);

    private static async Task Fix(CodeFixProvider provider, string id, string before, string after)
    {
        CSharpCompilation compilation = Source.Parse(before).Compile();
        Diagnostic diagnostic = (await Source.Analyze(compilation)).First(d => d.Id == id);

        using AdhocWorkspace workspace = new();
        Project project = workspace.AddProject("Project", LanguageNames.CSharp);
        Document document = project.AddDocument("Net.cs", SourceText.From(before), filePath: Source.Path);

        List<CodeAction> actions = [];
        provider.FixableDiagnosticIds.ShouldContain(id);
        provider.GetFixAllProvider().ShouldNotBeNull();
        await provider.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), CancellationToken.None));
        ImmutableArray<CodeActionOperation> operations = await actions.ShouldHaveSingleItem().GetOperationsAsync(CancellationToken.None);
        Solution changed = operations.OfType<ApplyChangesOperation>().ShouldHaveSingleItem().ChangedSolution;
        string text = (await changed.GetDocument(document.Id)!.GetTextAsync()).ToString();

        text.ShouldBe(after);
        CSharpCompilation repaired = Source.Parse(text).Compile();
        repaired.GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning).ShouldBeEmpty();
        (await Source.Analyze(repaired)).ShouldBeEmpty();
    }
}
