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

        new("MG0091", Net + "class F { static float G(float x) { [|float y = x;|] return y; } }",
            "Layer 'customActivation1' cannot apply 'F.G': 'F.G' must be one expression, => … or a single return"),
        new("MG0091", Net + "class F { static extern float [|G|](float x); }",
            "Layer 'customActivation1' cannot apply 'F.G': 'F.G' must be one expression, => … or a single return"),
        new("MG0091", Net + "class F { static float G(float x) => H(x); static float H(float x) { [|if (x > 0) { return x; }|] return 0; } }",
            "Layer 'customActivation1' cannot apply 'F.G': 'F.H' must be one expression, => … or a single return"),

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

    private const string Forms = "only + - * /, ?: with comparisons, constants, functions of MathF and methods of this kind can be";

    private static DiagnosticCase Unfit(string type, string why) =>
        new("MG0090", $"[Model] [Input(2)] [[|CustomActivation(typeof(F), \"G\")|]] partial class Net; {type}", $"Layer 'customActivation1' cannot apply 'F.G': {why}");

    private static DiagnosticCase Unreadable(string members, string why) =>
        new("MG0092", $"{Net}class F {{ {members} }}", $"Layer 'customActivation1' cannot differentiate this part of 'F.G': {why}");
}
