using System;
using System.Linq;
using System.Numerics;
using System.Reflection;
using ModelGen.Generator.Tests.Harness;
using Xunit;

namespace ModelGen.Generator.Tests.Runtime;

/// <summary>Spans that share memory: refused by name before anything is written, whatever the network and the number of examples.</summary>
[Trait("Category", "Width")]
public sealed class OverlapTests
{
    private static readonly ModelDeclaration[] Declarations =
    [
        new("OverlapLine", 6, 1, false, ["Dense(6, Activation.Tanh)", "MeanSquaredErrorLoss", "Sgd(LearningRate = 0.1)"]),
        new("OverlapFour", 3, 4, false, ["Dense(5, Activation.Tanh)", "Dense(3)", "MeanSquaredErrorLoss", "Adam"]),
        new("OverlapRows", 40, 33, false, ["Dense(70, Activation.Relu)", "Dense(40)", "HuberLoss", "Sgd(LearningRate = 0.1)"]),
        new("OverlapLanes", 36, 20, false, ["Conv2D(1, 3, Padding = 1)", "MeanSquaredErrorLoss", "Adam"]) { Shape = "6, 6, 1" },
        new("OverlapGroups", 36, 70, false, ["Conv2D(1, 3, Padding = 1)", "MeanSquaredErrorLoss", "Adam"]) { Shape = "6, 6, 1" },
        new("OverlapDouble", 5, 9, true, ["Dense(5)", "LayerNorm", "MeanSquaredErrorLoss", "Adam"]),
    ];

    private static readonly Lazy<ModelBatch> Models = new(() => new ModelBatch(Declarations));

    public static TheoryData<string> Names => [.. Declarations.Select(d => d.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Shared_memory_is_refused_before_anything_is_written(string name)
    {
        ModelDeclaration declaration = Declarations.Single(d => d.Name == name);
        Type model = Models.Value.Create(declaration).Instance.GetType();
        MethodInfo probe = typeof(OverlapTests).GetMethod(nameof(Probe), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(model, declaration.IsDouble ? typeof(double) : typeof(float));
        foreach (int examples in new[] { 1, 2, 8, 17, declaration.MaxBatch }.Where(e => e <= declaration.MaxBatch))
        {
            probe.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [examples], null);
        }
    }

    private static void Probe<TModel, T>(int examples)
        where TModel : class, ITrainableModel<TModel, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TModel model = (TModel)Activator.CreateInstance(typeof(TModel), 7)!;
        int n = examples * TModel.InputLength;
        T[] x = [.. Enumerable.Range(0, n).Select(k => T.CreateChecked(Math.Sin(k)))], both = new T[(3 * n) + 2];
        x.CopyTo(both, 0);

        // Predict: the same span, one that begins or ends within the other, one of the parameters.
        Refused(model, both, () => model.Predict(both.AsSpan(0, n), both.AsSpan(0, n)), "input", "output");
        Refused(model, both, () => model.Predict(both.AsSpan(0, n), both.AsSpan(1, n)), "input", "output");
        Refused(model, both, () => model.Predict(both.AsSpan(1, n), both.AsSpan(0, n)), "input", "output");
        Refused(model, both, () => model.Predict(both.AsSpan(n - 1, n), both.AsSpan(0, n)), "input", "output");
        Refused(model, both, () => model.Predict(both.AsSpan(0, n), both.AsSpan(n - 1, n)), "input", "output");
        if (TModel.ParameterCount >= n)
        {
            Refused(model, both, () => model.Predict(both.AsSpan(0, n), model.Parameters[..n]), "parameters", "output");
        }

        // Side by side is apart.
        T[] expected = new T[n];
        model.Predict(x, expected);
        model.Predict(both.AsSpan(0, n), both.AsSpan(n, n));
        Assert.Equal(expected, both[n..(2 * n)]);
        model.Predict(both.AsSpan(0, n), both.AsSpan(n, n));
        x.CopyTo(both, n);
        model.Predict(both.AsSpan(n, n), both.AsSpan(0, n));
        Assert.Equal(expected, both[..n]);

        // Training: what lies in the model's own memory is written over while it is read.
        Refused(model, both, () => model.TrainBatch(model.Forward(x), x), "inputs", "own memory");
        Refused(model, both, () => model.TrainBatch(x, model.Forward(x)), "targets", "own memory");
        Refused(model, both, () => model.Forward(model.Forward(x)), "inputs", "own memory");
        Refused(model, both, () => BackwardFromItself(model, x), "targets", "own memory");
        model.Forward(x);
        model.Backward(x);
        var inputGradients = typeof(TModel).GetProperty("InputGradients")!.GetMethod!.CreateDelegate<SpanOf<TModel, T>>();
        Refused(model, both, () => model.TrainBatch(inputGradients(model), x), "inputs", "own memory");
        if (TModel.ParameterCount >= n)
        {
            Refused(model, both, () => model.TrainBatch(model.Parameters[..n], x), "inputs", "own memory");
            Refused(model, both, () => model.TrainBatch(x, model.Gradients[..n]), "targets", "own memory");
        }

        // Both read only: an autoencoder's targets are its inputs.
        TModel other = (TModel)Activator.CreateInstance(typeof(TModel), 7)!;
        Assert.Equal(other.TrainBatch(x, [.. x]), ((TModel)Activator.CreateInstance(typeof(TModel), 7)!).TrainBatch(x, x));
        model.Evaluate(x, x);

        ParameterInfo info = TModel.ParameterInfos[0];
        Refused(model, both, () => model.SetParameter(info.Name, model.Parameters[..info.Length]), "values", "Parameters");
        Refused(model, both, () => model.GetParameter(info.Name, model.Parameters[..info.Length]), "values", "Parameters");
    }

    private delegate ReadOnlySpan<T> SpanOf<TModel, T>(TModel model);

    private static void BackwardFromItself<TModel, T>(ITrainableModel<TModel, T> model, T[] x)
        where TModel : ITrainableModel<TModel, T>
        where T : unmanaged => model.Backward(model.Forward(x));

    private static void Refused<TModel, T>(ITrainableModel<TModel, T> model, T[] memory, Action call, params string[] names)
        where TModel : ITrainableModel<TModel, T>
        where T : unmanaged
    {
        T[] parameters = model.Parameters.ToArray(), before = [.. memory];
        var refused = Assert.Throws<ArgumentException>(call);
        Assert.Contains(TModel.ModelName, refused.Message, StringComparison.Ordinal);
        Assert.All(names, n => Assert.Contains(n, refused.Message, StringComparison.Ordinal));
        Assert.Equal(parameters, model.Parameters.ToArray());
        Assert.Equal(before, memory);
    }
}
