using System;
using System.Collections.Generic;
using System.Numerics;
using ModelGen.Generator.Tests.Memory;
using ModelGen.Testing;

namespace ModelGen.Generator.Tests.Harness;

/// <summary>A model with a loss and an optimizer, seen through <see cref="ITrainableModel{TSelf, T}"/>.</summary>
internal sealed class TrainableTestModel<TModel, T>(int seed) : DifferentiableTestModel<TModel, T>(seed)
    where TModel : class, ITrainableModel<TModel, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public override KernelCheck CheckKernels(int seed = 1) =>
        CheckClassKernels(typeof(ITrainableClassifierModel<,>), seed) ?? ModelChecks.CheckKernels<TModel, T>((ITrainableModel<TModel, T>)Model, seed);

    public override double LearningRate
    {
        get => double.CreateTruncating(Model.LearningRate);
        set => Model.LearningRate = T.CreateTruncating(value);
    }

    public override int DegreeOfParallelism
    {
        get => Model.DegreeOfParallelism;
        set => Model.DegreeOfParallelism = value;
    }

    public override void Update() => Model.Update();

    public override double TrainBatch(double[] inputs, double[] targets) => double.CreateTruncating(Model.TrainBatch(CheckedMemory.Copy(Narrow(inputs)), CheckedMemory.Copy(Narrow(targets))));

    public override IReadOnlyDictionary<string, long> Allocations(double[] inputs, double[] targets)
    {
        T[] x = Narrow(inputs), y = Narrow(targets), output = new T[targets.Length];
        ParameterInfo tensor = TModel.ParameterInfos[0];
        var values = new T[tensor.Length];
        int lengths = 0;

        Model.TrainBatch(x, y);

        // A thread's first prediction and its first evaluation may allocate that thread's scratch memory.
        Model.Predict(x, output);
        Model.Evaluate(x, y);
        return new Dictionary<string, long>
        {
            [nameof(Model.Forward)] = Measure(() => Model.Forward(x)),
            [nameof(Model.Backward)] = Measure(() => Model.Backward(y)),
            [nameof(Model.Update)] = Measure(Model.Update),
            [nameof(Model.TrainBatch)] = Measure(() => Model.TrainBatch(x, y)),
            [nameof(Model.Evaluate)] = Measure(() => Model.Evaluate(x, y)),
            [nameof(Model.Predict)] = Measure(() => Model.Predict(x, output)),
            [nameof(Model.GetParameter)] = Measure(() => Model.GetParameter(tensor.Name, values)),
            [nameof(Model.SetParameter)] = Measure(() => Model.SetParameter(tensor.Name, values)),
            [nameof(Model.LearningRate)] = Measure(() => Model.LearningRate = Model.LearningRate),
            [nameof(Model.Parameters)] = Measure(() => lengths += Model.Parameters.Length + Model.Gradients.Length),
            [nameof(TModel.ParameterInfos)] = Measure(() => lengths += TModel.ParameterInfos.Length + TModel.InputShape.Length + TModel.OutputShape.Length),
        };
    }
}
