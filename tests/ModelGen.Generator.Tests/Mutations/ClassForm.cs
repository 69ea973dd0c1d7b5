using System;
using System.Collections.Generic;

namespace ModelGen.Generator.Tests.Mutations;

/// <summary>What stands around a model's attributes.</summary>
/// <param name="Prefix">Before each attribute's name.</param>
internal sealed record ClassForm(string Namespace, string Modifiers, string Name, string Rest, string Outer, string Beside, string Prefix)
{
    /// <summary>Names that mean something to C#, to .NET, to the library or to generated code.</summary>
    public static readonly string[] Names =
    [
        "Net", "Predict", "Parameters", "Network", "System", "ModelGen", "Math", "Unsafe", "Single", "Double", "Float", "nint", "@nint", "record", "@record", "var", "@var", "dynamic", "@class",
        "async", "await", "field", "value", "required", "scoped", "file", "@file", "nameof", "global", "@global", "notnull", "unmanaged", "where", "partial", "_", "__", "Größe", "網", "Model", "Dense", "Activation",
        "Forward", "Backward", "Load", "Seed", "Update", "Loss", "T", "TSelf", "Span", "Vector512", "VectorMath", "Net_1", "M\\u0061th", "String", "Object", "Stream", "IModel", "Attribute", "Kernels", "InputLength",
        "get", "set", "yield", "select", "from", "args", "alias", "allows", "extension", "@extension", "managed", "nuint", "Index", "Obsolete", "ParameterInfo", "LoadOptions", "Numerics", "Int32", "MathF",
    ];

    private static readonly string[] Spaces = ["M#", "M#.System", "M#.ModelGen", "M#.Math", "M#.@namespace.@class", "M#.Größe", "M#.Net", "M#.Predict", "System.M#", "ModelGen.M#", "ModelGen.Generated.M#", "M#.Generated", "M#.nint", "Microsoft.M#"];

    private static readonly string[] AllModifiers =
        ["public sealed partial", "internal partial", "partial", "abstract partial", "public abstract partial", "static partial", "sealed", "public", "unsafe partial", "file partial", "new partial", "partial static", "private partial"];

    private static readonly string[] Rests =
    [
        " { }", "<T> { }", "<T, @class> where T : class where @class : struct { }", " : System.IDisposable { public void Dispose() { } }", " : System.IDisposable { }", "(int width) { int Width => width; }",
        " { public required int Width { get; set; } }", " { public required int Width; }", " : Base { }", " : Demanding { }", " : Cruel { }", " : Nobody { }", " : Closed { }", " { public int Predict; }", " { void Update() { } }",
        " { static int Zero => 0; class Math { } class Unsafe { } }", " { int nint => 1; int System => 2; }", " { public Net(int seed) { } }", " { public Net(string name) { } }", "<Math> { }", "<System> { }",
        " { enum Activation { Relu } }", " : Generic<int> { }", " { ~Net() { } }", " { const int Width = 3; }", " { public override string ToString() => \"\"; }", " { partial void Update(); }", " : Plain { }", " : Virtual { }",
    ];

    private static readonly string[] Outers = ["", "partial class Outer { # }", "class Outer { # }", "partial struct Outer<T> where T : struct { # }", "partial interface IOuter { # }", "static partial class System { # }", "partial record Predict { # }", "partial class Net { # }", "partial class Outer<Math> { # }"];

    private static readonly string[] Besides =
    [
        "class Math { }", "class Unsafe { } class MathF { } struct Vector512 { }", "class Span<T> { }", "enum nint { }", "partial class Net { int more; }", "partial struct Net { }", "class Net { }", "[Model] partial class Net { }",
        "[Input(2)] partial class Net { }", "class Activation { }", "class DenseAttribute : System.Attribute { }", "delegate void Predict();", "partial class NET { }", "[Model] [Input(2)] [Dense(1)] partial class NET;",
        "[Model] [Input(2)] [Dense(1)] partial class Net<T>;", "class MineAttribute : LayerAttribute { }", "static class Extensions { public static void Predict(this object o) { } }",
    ];

    private const string Helpers =
        """
        class Base { protected Base(int n) { } }
        class Demanding { public required int Width { get; set; } }
        abstract class Cruel { public abstract void Do(); }
        sealed class Closed { }
        class Generic<T> { public T Value = default!; }
        class Plain { public int Steps() => 1; }
        class Virtual { public virtual int MaxBatch => 1; }
        static class Formulas { public static float Swish(float x) => x / (1 + System.MathF.Exp(-x)); public static double Swish(double x) => x / (1 + System.Math.Exp(-x)); }
        """;

    public static ClassForm Usual { get; } = new("M#", "public sealed partial", "Net", ";", "", "", "");

    public ClassForm Mutate(Random random) => random.Next(8) switch
    {
        0 => this with { Namespace = random.Pick(Spaces) },
        1 => this with { Modifiers = random.Pick(AllModifiers) },
        2 or 3 => this with { Name = random.Pick(Names) },
        4 => this with { Rest = random.Pick(Rests) },
        5 => this with { Outer = random.Pick(Outers) },
        6 => this with { Beside = random.Pick(Besides) },
        _ => this with { Prefix = random.Next(3) switch { 0 => "global::ModelGen.", 1 => "ModelGen.", _ => "type: " } },
    };

    public string File(int number, IEnumerable<string> attributes)
    {
        string model = $"{string.Join("\n", System.Linq.Enumerable.Select(attributes, a => $"[{Prefix}{a}]"))}\n{Modifiers} class {Name}{Rest}";
        return $$"""
            using ModelGen;
            namespace {{Namespace.Replace("#", $"{number}")}}
            {
            {{(Outer == "" ? model : Outer.Replace("#", model))}}
            {{Beside}}
            {{Helpers}}
            }
            """;
    }
}
