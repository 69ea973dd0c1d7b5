using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Tests.Diagnostics;
using ModelGen.Generator.Tests.Planning;
using ModelGen.Generator.Tests.Shapes;
using Shouldly;
using Xunit;

namespace ModelGen.Generator.Tests.CustomActivations;

/// <summary>What a method becomes: a formula, wherever the method stands and however it is written.</summary>
public class ReadingTests
{
    private const string Net = "[Model] [Input(2)] [CustomActivation(typeof(F), \"G\")] partial class Net; ";

    [Theory]
    [InlineData("x / (1 + MathF.Exp(-x))", "x · sigmoid(x)")]
    [InlineData("1f / (MathF.Exp(3 * x) + 1)", "sigmoid(−3 · x)")]
    [InlineData("MathF.Exp(x) / (1 + MathF.Exp(x))", "sigmoid(x)")]
    [InlineData("MathF.Log(1 + MathF.Exp(x))", "softplus(x)")]
    [InlineData("MathF.Pow(x, 4)", "x²²")]
    [InlineData("MathF.Pow(x, -3)", "1 / (x · x²)")]
    [InlineData("MathF.Pow(x, 0.5f) + MathF.Pow(x, 0.25f)", "√(x) + x^0.25")]
    [InlineData("MathF.Max(x, 0)", "max(0, x)")]
    [InlineData("Math.Clamp(x, 1 - 2, 2)", "max(−1, min(2, x))")]
    [InlineData("x <= 1 ? 0 : x", "1 ≥ x ? 0 : x")]
    [InlineData("x != 1 ? x : 0", "x = 1 ? 0 : x")]
    [InlineData("x > 0 || x < -1 ? x : 0", "x > 0 ? x : (x < −1 ? x : 0)")]
    [InlineData("!(x > 0 && x < 1) ? x : 0", "x > 0 ? (x < 1 ? 0 : x) : x")]
    [InlineData("true ? x : 0", "x")]
    [InlineData("1 / 2 + x * (7 / 2)", "3 · x")]
    [InlineData("MathF.Exp(0) + 'A' * x", "1 + 65 · x")]
    [InlineData("(float)Math.Sqrt((double)x)", "√(x)")]
    public void Expressions_become_formulas(string body, string formula) => Read($"{Net}class F {{ static float G(float x) => {body}; }}").ShouldBe(formula);

    [Theory]
    [InlineData("if (x > 1) return x; return 0;", "x > 1 ? x : 0")]
    [InlineData("if (x > 1) { x *= 2; } else if (x < 0) { return 0; } return x;", "x > 1 ? 2 · x : (x < 0 ? 0 : x)")]
    [InlineData("float a = 1, b = x; if (x > 1) { a = b; b++; } const float c = 2; return a / c + b;", "0.5 · (x > 1 ? x : 1) + (x > 1 ? x + 1 : x)")]
    [InlineData("float a = 0; if (x > a) { a = x; x = 2; } return a + x;", "(x > 0 ? x : 0) + (x > 0 ? 2 : x)")]
    public void Statements_become_formulas(string body, string formula) => Read($"{Net}class F {{ static float G(float x) {{ {body} }} }}").ShouldBe(formula);

    [Theory]
    [InlineData("class F { static float G(float x) { return 2 * x; } }")]
    [InlineData("class F { static float G(float x) { float y = x; y += x; return y; } }")]
    [InlineData("class F { static float G(float x) { float y; if (x > 0) y = 2 * x; else y = 2 * x; ; return y; } }")]
    [InlineData("class F { static float G(float x) { { float y = x; x = y + y; } return x; } }")]
    [InlineData("class F { static double G(double x) => x; static float G(float x) => 2 * x; static float G(float x, float y) => y; }")]
    [InlineData("class F : Base; class Base { protected static float G(in float number) => number * 2; }")]
    [InlineData("partial class F { private static partial float G(float x); } partial class F { private static partial float G(float x) => 2 * x; }")]
    [InlineData("static class F { static float G(float x) => x.Twice(); static float Twice(this float y) => y * 2; }")]
    [InlineData("struct F { const int Two = 2; static float G(float x) => H(scale: Two, x: x); static float H(float x, float scale = 3) => scale * x; }")]
    [InlineData("class F { static float G(float x) => Other.H(x); static class Other { internal static float H(float x) => x + x; } }")]
    public void A_method_may_stand_anywhere(string type) => Read(Net + type).ShouldBe("2 · x");

    [Fact]
    public void A_method_of_the_model_itself_or_a_nested_class() =>
        Read("[Model] [Input(2)] [CustomActivation(typeof(Net.F), nameof(Net.F.G))] partial class Net { const float Two = 2; public class F { public static float G(float x) => Two * x; } }").ShouldBe("2 · x");

    [Fact]
    public void Precision_chooses_the_overload() =>
        Read("[Model(Precision = Precision.Double)] [Input(2)] [CustomActivation(typeof(F), \"G\")] partial class Net; class F { static float G(float x) => x; static double G(double x) => 2 * x; }").ShouldBe("2 · x");

    [Fact]
    public async Task A_fault_in_another_file_stands_there()
    {
        CSharpCompilation compilation = Source.Parse(Net).Compile(others: ["static class F { static float G(float x) => x % 2; }"]);
        Diagnostic fault = (await Source.Analyze(compilation)).ShouldHaveSingleItem();
        fault.Location.SourceTree!.FilePath.ShouldBe("/project/Other0.cs");
        fault.Location.SourceTree.GetText().ToString(fault.Location.SourceSpan).ShouldBe("x % 2");
    }

    [Fact]
    public async Task Any_loss_may_follow_a_function_of_unknown_range() => (await Source.Parse(
        "[Model] [Input(2)] [Dense(1)] [CustomActivation(typeof(F), \"G\")] [BinaryCrossEntropyLoss] [Sgd] partial class Net; class F { static float G(float x) => 0.5f + x / (2 + 2 * MathF.Abs(x)); }").Analyze()).ShouldBeEmpty();

    [Fact]
    public void It_is_fused_like_a_built_in_activation()
    {
        const string Custom = "[Input(4)] [Dense(6)] [CustomActivation(typeof(Swishes), \"Swish\", Name = \"swish\")] [Dense(2)] [MeanSquaredErrorLoss] [Sgd]";
        const string BuiltIn = "[Input(4)] [Dense(6)] [ActivationLayer(Activation.Silu, Name = \"swish\")] [Dense(2)] [MeanSquaredErrorLoss] [Sgd]";
        var (custom, builtIn) = (Stages.Plan(Custom), Stages.Plan(BuiltIn));
        StepPrinter.Print(custom.Forward!).ShouldBe(StepPrinter.Print(builtIn.Forward!));
        StepPrinter.Print(custom.Targets[0].Train!).ShouldBe(StepPrinter.Print(builtIn.Targets[0].Train!));
    }

    private static string Read(string code)
    {
        AttributeSpec layer = Stages.Declared(code).Attributes.Single(a => a.Kind == AttributeKind.Layer);
        layer.Function.ShouldNotBeNull().Fault.ShouldBeNull();
        return Formula.Of(layer.Function!.Formula!, _ => "x").Text;
    }
}
