using System.Collections.Generic;

namespace ModelGen.Generator.Tests.Diagnostics;

/// <summary>What is said about methods that a model takes as formulas.</summary>
internal static class FunctionDiagnosticCases
{
    private const string Net = "[Model] [Input(2)] [CustomActivation(typeof(F), \"G\")] partial class Net; ";

    public static IReadOnlyList<DiagnosticCase> All { get; } =
    [
        Unfit("class F;", "there is no such method"),
        Unfit("class F { static int G = 1; }", "there is no such method"),
        Unfit("class F { static double G(double x) => x; }", "it must be static, and take one float and return a float as the model's numbers are"),
        Unfit("class F { float G(float x) => x; }", "it must be static, and take one float and return a float as the model's numbers are"),
        Unfit("class F { static float G(float x, float y) => x; }", "it must be static, and take one float and return a float as the model's numbers are"),
        Unfit("class F { static float G(ref float x) => x; }", "it must be static, and take one float and return a float as the model's numbers are"),
        Unfit("class F { static float G<T>(float x) => x; }", "it must be static, and take one float and return a float as the model's numbers are"),
        new("MG0090", "[Model(Precision = Precision.Double)] [Input(2)] [[|CustomActivation(typeof(F), \"G\")|]] partial class Net; class F { static float G(float x) => x; }",
            "Layer 'customActivation1' cannot apply 'F.G': it must be static, and take one double and return a double as the model's numbers are"),
        new("MG0090", "[Model] [Input(2)] [[|CustomActivation(typeof(MathF), \"Exp\", Name = \"e\")|]] partial class Net;",
            "Layer 'e' cannot apply 'MathF.Exp': its source is not in this project"),
        new("MG0090", "[Model] [Input(2)] [[|CustomActivation(null!, null!)|]] partial class Net;",
            "Layer 'customActivation1' cannot apply 'null.null': there is no such method"),

        Statement("static float G(float x) { [|while (x > 3) { x -= 1; }|] return x; }", $"'F.G' {Statements}"),
        new("MG0091", Net + "class F { static extern float [|G|](float x); }", "Layer 'customActivation1' cannot apply 'F.G': 'F.G' has no body"),
        Statement("static float G(float x) => H(x); static float H(float x) { [|string s = \"\";|] return x; }", $"'F.H' {Statements}"),
        Statement("static float G(float x) { [|throw new InvalidOperationException();|] }", $"'F.G' {Statements}"),
        Statement("static int s_n; static float G(float x) { [|s_n = 1|]; return x; }", $"'F.G' {Statements}"),

        Loss("MG0090", "static float G(float x) => x;", $"it must be static, {TwoNumbers}", atAttribute: true),
        Loss("MG0090", "static float G(float y, ReadOnlySpan<float> t) => y;", $"it must be static, {TwoNumbers}", atAttribute: true),
        Loss("MG0090", "static float G(ReadOnlySpan<double> y, ReadOnlySpan<double> t) => 0;", $"it must be static, {TwoNumbers}", atAttribute: true),
        Loss("MG0090", "static float G(Span<float> y, Span<float> t) => 0;", $"it must be static, {TwoNumbers}", atAttribute: true),
        new("MG0090", "[Model] [Input(2)] [Dense(3)] [[|CustomLoss(typeof(F), \"G\", 1, 2)|]] partial class Net; class F { static float G(float y, float t) => y; }",
            "[CustomLoss] cannot apply 'F.G': it must be static, take output and target, two floats or two ReadOnlySpan<float>, then a float for each of the attribute's 2 constants, and return a float as the model's numbers are"),
        new("MG0090", "[Model] [Input(2)] [Dense(3)] [[|CustomLoss(typeof(F), \"G\", double.NaN)|]] partial class Net; class F { static float G(float y, float t, float c) => y; }",
            "[CustomLoss] cannot apply 'F.G': its constants must be finite numbers"),
        Loss("MG0091", "static float G(ReadOnlySpan<float> y, ReadOnlySpan<float> t) { float s = 0; [|for (int i = y.Length - 1; i >= 0; i--) { s += y[i]; }|] return s; }", $"'F.G' : {OneRow}"),
        Loss("MG0091", "static float G(ReadOnlySpan<float> y, ReadOnlySpan<float> t) { float s = 0; foreach (float a in y) { [|foreach (float b in t) { s += a * b; }|] } return s; }",
            "'F.G' has a loop in a loop, and each goes over a row"),
        Loss("MG0091", "static float G(ReadOnlySpan<float> y, ReadOnlySpan<float> t) { foreach (float a in y) { if (a > 0) { [|return 1;|] } } return y[0]; }", $"'F.G' {Statements}"),
        Loss("MG0092", "static float G(ReadOnlySpan<float> y, ReadOnlySpan<float> t) { float s = 0; foreach (float a in y) { [|s = s * a|]; } return s; }", "in a loop 's' may be added to or take the larger or smaller of itself and a number, and nothing in the loop may use it otherwise"),
        Loss("MG0092", "static float G(ReadOnlySpan<float> y, ReadOnlySpan<float> t) { float s = 0, p = 0; foreach (float a in y) { s += a; [|p += s|]; } return p; }", "in a loop 'p' may be added to or take the larger or smaller of itself and a number, and nothing in the loop may use it otherwise"),
        Loss("MG0092", "static float G(ReadOnlySpan<float> y, ReadOnlySpan<float> t) { float s = 0; for (int i = 1; i < y.Length; i++) { s += y[[|i - 1|]]; } return s; }", "a loop reads a row at its own position, and at places that are the same in every turn"),
        Loss("MG0092", "static float G(ReadOnlySpan<float> y, ReadOnlySpan<float> t) { float m = float.MinValue; for (int i = 1; i < y.Length; i++) { [|m = MathF.Max(m, y[i])|]; } return m; }", "what is taken of a part of a row begins with one of its numbers, m = output[0]"),
        Loss("MG0092", "static float G(ReadOnlySpan<float> y, ReadOnlySpan<float> t) { float m = float.NegativeInfinity; return [|m|] + y[0]; }", "'m' is infinite until a loop takes a maximum or minimum of it"),
        Loss("MG0092", "static float G(ReadOnlySpan<float> y, ReadOnlySpan<float> t) => [|t[0]|];", "it does not depend on 'y'"),
        Loss("MG0092", "static float G(ReadOnlySpan<float> y, ReadOnlySpan<float> t) => [|y[0..1]|][0];", "a row is a parameter"),
        Loss("MG0086", "static float G(ReadOnlySpan<float> y, ReadOnlySpan<float> t) => y[3];", "it reads number 3 of a row, counted from 0, but the last dimension of layer 'dense1' has 3", atAttribute: true),
        Loss("MG0086", "static float G(ReadOnlySpan<float> y, ReadOnlySpan<float> t) => y[^4];", "it reads number -1 of a row, counted from 0, but the last dimension of layer 'dense1' has 3", atAttribute: true),
        Loss("MG0086", "static float G(ReadOnlySpan<float> y, ReadOnlySpan<float> t) { float s = 0; for (int i = 0; i < 4; i++) { s += y[i]; } return s; }", "it reads number 3 of a row, counted from 0, but the last dimension of layer 'dense1' has 3", atAttribute: true),

        Unreadable("static float s_b = 2; static float G(float x) => [|s_b|] * x;", "field 's_b' is not constant"),
        Unreadable("static float G(float x) => x * [|float.NaN|];", "only finite numbers can be constants"),
        Unreadable("static float G(float x) => x + [|MathF.Cbrt(x)|];",
            "'MathF.Cbrt' is none of the functions that vectors have: Abs, Clamp, Cos, Erf, Exp, Log, Log10, Log2, Max, Min, Pow, Sigmoid, Sign, Sin, Softplus, Sqrt, Tanh"),
        Unreadable("static float G(float x) => [|x % 2|];", Forms),
        Unreadable("static float G(float x) => x * [|(int)x|];", Forms),
        Unreadable("static float G(float x) => [|x switch { > 0 => x, _ => 0 }|];", Forms),
        Unreadable("static float G(float x) => [|x is > 0|] ? x : 0;", Forms),
        Unreadable("static float B => 2; static float G(float x) => [|B|] * x;", Forms),
        Unreadable("static float G(float x) => [|x.CompareTo(1f)|];", "'Single.CompareTo' is none of the functions that vectors have: Abs, Clamp, Cos, Erf, Exp, Log, Log10, Log2, Max, Min, Pow, Sigmoid, Sign, Sin, Softplus, Sqrt, Tanh"),
        Unreadable("static T H<T>(T x) => x; static float G(float x) => [|H(x)|];", "'F.H' is not a static method of numbers"),
        Unreadable("static float H(int n, float x) => x; static float G(float x) => [|H(1, x)|];", "'F.H' is not a static method of numbers"),
        Unreadable("static float H(float x) => [|x % 3|]; static float G(float x) => 2 * H(x + 1);", Forms),
        Unreadable("static float G(float x) => [|2 + MathF.Exp(1)|];", "it does not depend on 'x'"),

        new("MG0093", Net + "class F { static float G(float x) => x > 1 ? [|G(x - 1)|] : x; }",
            "Layer 'customActivation1' cannot apply 'F.G': 'F.G' calls itself, and a formula has an end"),
        new("MG0093", Net + "class F { static float G(float x) => H(x); static float H(float x) => 2 * [|G(x)|]; }",
            "Layer 'customActivation1' cannot apply 'F.G': 'F.G' calls itself, and a formula has an end"),
        new("MG0094", Net + "class F { static float G(float x) => A(A(A(A(A(A(A(A(A(x))))))))); static float A(float x) => x * [|x|]; }",
            "Layer 'customActivation1' cannot apply 'F.G': with all calls written out it has more than 200 operations"),
    ];

    private const string Statements = "may declare numbers, set them, choose with if and return; where it takes rows, also go over one with for or foreach to add to sums or take the largest or smallest";

    private const string OneRow = "a loop goes over one row, for (int i = 0; i < output.Length; i++) or foreach (float y in output)";

    private const string TwoNumbers = "take output and target, two floats or two ReadOnlySpan<float>, and return a float as the model's numbers are";

    private const string Forms = "only + - * /, ?: with comparisons, constants, functions of MathF and methods of this kind can be";

    private static DiagnosticCase Unfit(string type, string why) =>
        new("MG0090", $"[Model] [Input(2)] [[|CustomActivation(typeof(F), \"G\")|]] partial class Net; {type}", $"Layer 'customActivation1' cannot apply 'F.G': {why}");

    private static DiagnosticCase Statement(string members, string why) =>
        new("MG0091", $"{Net}class F {{ {members} }}", $"Layer 'customActivation1' cannot apply 'F.G': {why}");

    private static DiagnosticCase Loss(string id, string members, string why, bool atAttribute = false) => new(
        id,
        $"[Model] [Input(2)] [Dense(3)] [{(atAttribute ? "[|" : "")}CustomLoss(typeof(F), \"G\"){(atAttribute ? "|]" : "")}] partial class Net; class F {{ {members} }}",
        $"[CustomLoss] cannot {(id == "MG0092" ? "differentiate this part of" : "apply")} 'F.G': {why}");

    private static DiagnosticCase Unreadable(string members, string why) =>
        new("MG0092", $"{Net}class F {{ {members} }}", $"Layer 'customActivation1' cannot differentiate this part of 'F.G': {why}");
}
