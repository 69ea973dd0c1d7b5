using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Tests.Harness;
using ModelGen.Generator.Tests.Oracle;
using ModelGen.Generator.Tests.Shapes;
using Xunit;

namespace ModelGen.Generator.Tests.Layers;

/// <summary>A long sequence in pieces: a stateful model goes on where the batch before ended, and its gradients end there.</summary>
public sealed class StatefulTests
{
    private const int Times = 5, Features = 2, Batch = 3;

    private static readonly (string Name, string Layers)[] Kinds =
    [
        ("Simple", "[SimpleRnn(3, ReturnSequences = true)] [Dense(2)]"),
        ("Gated", "[Gru(4, ReturnSequences = true)] [Dense(3, Activation.Tanh)] [Gru(2, ReturnSequences = true)]"),
        ("Long", "[Lstm(17, ReturnSequences = true)] [Lstm(2, ReturnSequences = true)]"),
    ];

    private static readonly Lazy<GeneratedModels> Models = new(() => GeneratorHarness.Run("using ModelGen;\nnamespace Declared;\n" + string.Concat(Kinds.SelectMany(k => new[]
    {
        Declare($"{k.Name}InPieces", "Stateful = true, ", Times, k.Layers),
        Declare($"{k.Name}AsLoops", "Stateful = true, Kernels = Kernels.Reference, ", Times, k.Layers),
        Declare($"{k.Name}AtOnce", "", 2 * Times, k.Layers),
    }))));

    public static TheoryData<string> Names => [.. Kinds.Select(k => k.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Two_pieces_are_the_whole(string name)
    {
        double[][] whole = [.. Enumerable.Range(0, Batch).Select(b => Numbers(2 * Times * Features, b))];
        TestModel once = Create($"{name}AtOnce");
        double[] expected = once.Forward([.. whole.SelectMany(s => s)]);
        foreach (string kind in new[] { "InPieces", "AsLoops" })
        {
            TestModel model = Create(name + kind);
            int length = Times * Features, outputs = model.OutputLength;
            double[] first = model.Forward([.. whole.SelectMany(s => s[..length])]), second = model.Forward([.. whole.SelectMany(s => s[length..])]);
            for (int b = 0; b < Batch; b++)
            {
                Close.To(expected[(2 * b * outputs)..(((2 * b) + 1) * outputs)], first[(b * outputs)..((b + 1) * outputs)], 1e-12, $"{kind}, first piece of {b}");
                Close.To(expected[(((2 * b) + 1) * outputs)..((2 * b + 2) * outputs)], second[(b * outputs)..((b + 1) * outputs)], 1e-12, $"{kind}, second piece of {b}");
            }

            // Prediction begins at 0, and so does training after a reset.
            double[] fresh = model.Predict([.. whole.SelectMany(s => s[..length])]);
            Close.To(first, fresh, 1e-12, "Predict");
            Reset(model);
            Close.To(first, model.Forward([.. whole.SelectMany(s => s[..length])]), 1e-12, "after a reset");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Gradients_end_at_the_border(string name)
    {
        TestModel model = Create($"{name}InPieces");
        double[] before = Numbers(Batch * Times * Features, 1), inputs = Numbers(Batch * Times * Features, 2), targets = Numbers(Batch * model.OutputLength, 3);
        model.Forward(before);
        double[] state = State(model);
        model.Forward(inputs);
        model.Backward(targets);
        double[] gradients = model.Gradients, parameters = model.Parameters;
        for (int i = 0; i < parameters.Length; i += 3)
        {
            double Loss(double change)
            {
                double[] changed = [.. parameters];
                changed[i] += change;
                model.Parameters = changed;
                SetState(model, state);
                model.Forward(inputs);
                return model.Backward(targets);
            }

            Close.To((Loss(1e-5) - Loss(-1e-5)) / 2e-5, gradients[i], 1e-8, $"gradient {i}");
        }
    }

    /// <summary>The interpreter goes on from batch to batch, too: three steps of training, by the three calls and by one.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Training_is_that_of_the_interpreter(string name)
    {
        TestModel apart = Create($"{name}InPieces"), fused = Create($"{name}InPieces");
        OpGraph graph = Graphs.Lower(Stages.Spec(Declare("Net", "Stateful = true, ", Times, Kinds.Single(k => k.Name == name).Layers).Replace(" public sealed partial class Net;\n", "", StringComparison.Ordinal)));
        GraphInterpreter interpreter = new(graph, 0.01);
        foreach (ParameterInfo parameter in apart.ParameterInfos)
        {
            interpreter.SetParameter(parameter.Name, apart.GetParameter(parameter.Name));
        }

        for (int step = 0; step < 3; step++)
        {
            double[] inputs = Numbers(Batch * Times * Features, step), targets = Numbers(Batch * apart.OutputLength, step + 10);
            interpreter.Forward(inputs);
            double loss = interpreter.Backward(targets);
            interpreter.Update();
            apart.Forward(inputs);
            Close.To(loss, apart.Backward(targets), 1e-11, $"loss {step}");
            apart.Update();
            Close.To(loss, fused.TrainBatch(inputs, targets), 1e-11, $"loss of TrainBatch {step}");
        }

        foreach (ParameterInfo parameter in apart.ParameterInfos)
        {
            Close.To(interpreter.GetParameter(parameter.Name), apart.GetParameter(parameter.Name), 1e-10, parameter.Name);
            Close.To(interpreter.GetParameter(parameter.Name), fused.GetParameter(parameter.Name), 1e-10, parameter.Name);
        }

        Assert.InRange(apart.CheckKernels().Error, 0, 1);
    }

    private static string Declare(string name, string settings, int times, string layers) =>
        $"[Model({settings}MaxBatch = 4, Precision = Precision.Double)] [Input({times}, {Features})] {layers} [MeanSquaredErrorLoss] [Sgd(LearningRate = 0.01)] public sealed partial class {name};\n";

    private static TestModel Create(string name)
    {
        TestModel model = Models.Value.Create(name);
        model.Parameters = [.. Numbers(model.ParameterCount, 7).Select(n => n / 2)];
        return model;
    }

    private static double[] Numbers(int count, int seed)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (random.NextDouble() * 2) - 1)];
    }

    private static void Reset(TestModel model) => ((IStatefulModel<double>)model.Instance).ResetState();

    private static double[] State(TestModel model) => ((IStatefulModel<double>)model.Instance).State.ToArray();

    private static void SetState(TestModel model, double[] state) => state.CopyTo(((IStatefulModel<double>)model.Instance).State);
}
