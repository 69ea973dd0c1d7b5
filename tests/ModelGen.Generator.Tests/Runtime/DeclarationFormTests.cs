using System;
using System.Linq;
using ModelGen.Generator.Tests.Harness;
using Xunit;

namespace ModelGen.Generator.Tests.Runtime;

/// <summary>Where and how a model's class may be written.</summary>
public sealed class DeclarationFormTests
{
    private const string Layers = "Model(MaxBatch = 2), Input(2), Dense(3, Activation.Tanh), Dense(1), MeanSquaredErrorLoss, Sgd";

    [Theory]
    [InlineData("using ModelGen; [LAYERS] public sealed partial class Net;", "Net")]
    [InlineData("using ModelGen; [LAYERS] internal partial class Net { }", "Net")]
    [InlineData("using ModelGen; [LAYERS] partial class Net;", "Net")]
    [InlineData("using ModelGen; namespace A.B.C; [LAYERS] public partial class Net;", "Net")]
    [InlineData("using ModelGen; namespace A { namespace B { [LAYERS] public partial class Net { } } }", "Net")]
    [InlineData("using ModelGen; namespace A; public partial class Outer { [LAYERS] private sealed partial class Net; }", "Net")]
    [InlineData("using ModelGen; namespace A; public partial struct Outer { internal partial record Middle { [LAYERS] protected sealed partial class Net; } }", "Net")]
    [InlineData("using ModelGen; namespace A; public static partial class Outer { public partial interface IMiddle { [LAYERS] public sealed partial class Net; } }", "Net")]
    [InlineData("using ModelGen; namespace @namespace.@class; [LAYERS] public partial class @event;", "event")]
    [InlineData("using ModelGen; namespace A; [LAYERS] public partial class Größe;", "Größe")]
    [InlineData("using ModelGen; namespace System; [LAYERS] public partial class Network;", "Network")]
    [InlineData("using ModelGen; namespace A; public class Math; public class Span; public class MathF; public class Vector128; [LAYERS] public partial class Net;", "Net")]
    [InlineData("using ModelGen; namespace A.ModelGen.System; [LAYERS] public partial class Net;", "Net")]
    [InlineData("using ModelGen; namespace A; [LAYERS] public partial class Net; public partial class Net { public int Answer => 42; }", "Net")]
    [InlineData("using ModelGen; namespace A; public class Base { public virtual int Answer => 42; } [LAYERS] public partial class Net : Base;", "Net")]
    public void Compiles_and_trains(string source, string name)
    {
        TestModel model = GeneratorHarness.Run("#pragma warning disable CS1591\n" + source.Replace("LAYERS", Layers)).Create(name);
        Assert.Equal(name, model.Name);
        double[] inputs = [0.5, -1, 2, 0.25], targets = [1, -1];
        double first = model.TrainBatch(inputs, targets);
        model.LearningRate = 0.1;
        for (int step = 0; step < 20; step++)
        {
            model.TrainBatch(inputs, targets);
        }

        Assert.True(model.Evaluate(inputs, targets) < first);
    }

    [Fact]
    public void A_model_in_a_generic_type_compiles_and_runs()
    {
        GeneratedModels models = GeneratorHarness.Run($$"""
            #pragma warning disable CS1591
            using ModelGen;
            namespace A;
            public partial class Outer<TKey, TValue> where TKey : notnull where TValue : class?
            {
                [{{Layers}}]
                public sealed partial class Net;
            }
            """);
        Type closed = models.Type("Net").MakeGenericType(typeof(int), typeof(string));
        TestModel model = TestModel.Create(closed);
        Assert.True(double.IsFinite(model.TrainBatch([1, 2], [0.5])));
    }

    [Fact]
    public void Same_names_in_different_places_do_not_meet()
    {
        GeneratedModels models = GeneratorHarness.Run($$"""
            #pragma warning disable CS1591
            using ModelGen;
            namespace A
            {
                [{{Layers}}] public partial class Net;
                [{{Layers}}] public partial class NET;
                public partial class Outer { [{{Layers}}] public partial class Net; }
                public partial class Outer<T> { [{{Layers}}] public partial class Net; }
            }
            namespace B { [{{Layers}}] public partial class Net; }
            """);
        Assert.Equal(5, models.Specs.Count);
        Assert.Equal(models.Sources.Length, models.Sources.Select(s => s.HintName).Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public void Layers_may_be_named_as_the_generated_codes_own_names()
    {
        string[] names = ["batch", "loss", "parameters", "Forward", "i", "target", "output", "step", "arena", "scratch", "learningRate", "var", "row", "Network", "Predict", "sum0"];
        TestModel model = GeneratorHarness.Run($$"""
            #pragma warning disable CS1591
            using ModelGen;
            [Model(MaxBatch = 2, InputGradients = true)]
            [Input(2)]
            {{string.Join("\n", names.Select(name => $"[Dense(3, Activation.Softplus, Name = \"{name}\")]"))}}
            [Dense(1)]
            [MeanSquaredErrorLoss]
            [Adam]
            public partial class Net;
            """).Create("Net");
        Assert.True(double.IsFinite(model.TrainBatch([1, 2, 3, 4], [0.5, 1])));
        Assert.Equal(names.Append($"dense{names.Length + 1}").SelectMany(name => new[] { $"{name}.weight", $"{name}.bias" }), model.ParameterInfos.Select(p => p.Name));
    }
}
