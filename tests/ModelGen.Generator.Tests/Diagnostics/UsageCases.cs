using System.Collections.Generic;

namespace ModelGen.Generator.Tests.Diagnostics;

/// <summary>Code around a model, and what is said about it; <see cref="Fine"/> is left alone.</summary>
internal static class UsageCases
{
    private const string Array = "The array for the outputs of 'Net' is made anew in every round of the loop; make it before the loop, or on the stack";

    public static IReadOnlyList<DiagnosticCase> All { get; } =
    [
        // An array for each prediction
        new("MG0103", Use("while (true) { float[] y = [|new float[1]|]; net.Predict(x, y); sum += y[0] * y.Length; }"), Array),
        new("MG0103", Use("for (int i = 0; i < 9; i++) net.Predict(x, [|new float[1]|]);"), Array),
        new("MG0103", Use("foreach (float f in x) { var y = [|new float[] { 0 }|]; net.Predict(x, y); foreach (float z in y) sum += z; y.AsSpan().Clear(); }"), Array),

        // One model trained by several threads
        new("MG0104", Use("Parallel.For(0, 9, i => [|net.TrainBatch(x, x)|]);"), Threads("TrainBatch")),
        new("MG0104", Use("Parallel.ForEach(x, f => { net.Predict(x, x); { [|net.Update()|]; } });"), Threads("Update")),
        new("MG0104", Use("for (int i = 0; i < 9; i++) tasks.Add(Task.Run(() => [|net.Fit(data)|]));"), Threads("Fit")),
        new("MG0104", Use("while (true) new Thread(() => { while (true) [|net.TrainBatch(x, x)|]; }).Start();"), Threads("TrainBatch")),
        new("MG0104", Use("tasks.Add(Task.Run(() => net.Predict(x, x))); Parallel.Invoke(() => [|net.Forward(x)|], () => net.Predict(x, x));"), Threads("Forward")),

        // A method that must not allocate does
        new("MG0105", NoAlloc("float[] y = [|new float[3]|];"), Allocates("makes an array")),
        new("MG0105", NoAlloc("object o = [|new object()|];"), Allocates("makes an object of class Object")),
        new("MG0105", NoAlloc("object o = [|x.Length|];"), Allocates("boxes a value of type int")),
        new("MG0105", NoAlloc("string s = [|$\"{x.Length}\"|];"), Allocates("makes a string")),
        new("MG0105", NoAlloc("string s = [|\"a\" + x.Length + \"b\"|];"), Allocates("makes a string")),
        new("MG0105", NoAlloc("int k = x.Length; Func<int> f = [|() => k|];"), Allocates("makes a delegate")),
        new("MG0105", NoAlloc("int[] y = [|[1, 2]|];"), Allocates("makes a collection")),
        new("MG0105", NoAlloc("float[] y = [|x.ToArray()|];"), Allocates("calls ToArray")),
        new("MG0105", NoAlloc("Print([|1, 2|]); static void Print(params int[] numbers) { }").Replace("Print([|1, 2|])", "[|Print(1, 2)|]"), Allocates("makes an array for the arguments of a call")),
        new("MG0105", NoAlloc("var a = [|new { x.Length }|];"), Allocates("makes an object of an anonymous class")),
    ];

    /// <summary>Code that looks alike, and is right.</summary>
    public static IReadOnlyList<string> Fine { get; } =
    [
        Use("float[] y = new float[1]; while (true) { net.Predict(x, y); sum += y[0]; }"),
        Use("while (true) { float[] y = new float[1]; net.Predict(x, y); list.Add(y); }"),
        Use("while (true) { Span<float> y = stackalloc float[1]; net.Predict(x, y); if (sum > 3) break; }"),
        Use("net.Predict(x, new float[1]); while (true) { Action a = () => net.Predict(x, new float[1]); }"),
        Use("Parallel.For(0, 9, i => net.Predict(x, x));"),
        Use("Parallel.For(0, 9, i => { Net own = new Net(seed: i); own.TrainBatch(x, x); });"),
        Use("Parallel.For(0, 9, i => { lock (net) { net.TrainBatch(x, x); } });"),
        Use("tasks.Add(Task.Run(() => net.Fit(data)));"),
        Use("for (int i = 0; i < 9; i++) { Task.Run(() => net.TrainBatch(x, x)).Wait(); Net own = new Net(i); tasks.Add(Task.Run(() => own.TrainBatch(x, x))); }"),
        Use("for (int i = 0; i < 9; i++) { Action a = () => net.TrainBatch(x, x); a(); }"),
        NoAlloc("if (x.Length == 0) throw new ArgumentException($\"{x.Length}\"); Span<float> y = stackalloc float[4]; y[0] = x[0];"),
        NoAlloc("Func<int, int> f = static k => k + 1; const string S = \"a\" + \"b\"; f(S.Length); DateTime d = new DateTime(2000, 1, 1);"),
        NoAlloc("ReadOnlySpan<int> numbers = [1, 2]; int k = numbers.Length; Print(); static void Print(params int[] numbers) { }"),
        NoAlloc("").Replace("[NoAlloc] ", "").Replace("{  }", "{ float[] y = new float[3]; }"),
    ];

    private static string Use(string code) => $$"""
        using System.Collections.Generic;
        using System.Threading;
        using System.Threading.Tasks;
        using ModelGen.Data;
        using ModelGen.Training;

        [Model] [Input(2)] [Dense(1)] [HuberLoss] [Sgd] public partial class Net;

        static class User
        {
            static void Use(float[] x, Dataset<float> data, List<Task> tasks, List<float[]> list)
            {
                float sum = 0;
                Net net = new Net(seed: 1);
                {{code}}
            }
        }
        """;

    private static string NoAlloc(string code) => $$"""static class User { [NoAlloc] static void Use(Span<float> x) { {{code}} } }""";

    private static string Threads(string member) =>
        $"'{member}' of 'net' may run on several threads at once, but changes the model; give each thread a model of its own, or let one thread train with DegreeOfParallelism above 1";

    private static string Allocates(string how) => $"'Use' is marked [NoAlloc] but {how}";
}
