using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Numerics;
using System.Reflection;
using ModelGen.CompilerServices;
using ModelGen.Generator.Tests.Memory;
using ModelGen.Testing;

namespace ModelGen.Generator.Tests.Harness;

/// <summary>A model seen through <see cref="IModel{TSelf, T}"/>.</summary>
internal class TestModel<TModel, T>(int seed) : TestModel
    where TModel : class, IModel<TModel, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    protected TModel Model { get; } = TModel.Create(seed);

    public override object Instance => Model;

    public override KernelCheck CheckKernels(int seed = 1) => ModelChecks.CheckKernels<TModel, T>(Model, seed);

    public override TestStream? CreateStream() => Face(typeof(TModel), typeof(IStreamingModel<,>)) is null ? null
        : new TestStream<T>((IModelStream<T>)typeof(TModel).GetMethod("CreateStream", Type.EmptyTypes)!.Invoke(Model, null)!);

    public override KernelCheck CheckStream(int seed = 1)
    {
        MethodInfo check = typeof(ModelChecks).GetMethod(nameof(ModelChecks.CheckStream))!.MakeGenericMethod(typeof(TModel), typeof(T));
        return (KernelCheck)check.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [Model, seed], null)!;
    }

    public override bool HasFastCode => Model is IReferenceModel<T> { Reference: not null };

    public override TestModel Reference => new ReferenceTestModel<TModel, T>(this);

    public override bool IsDouble => typeof(T) == typeof(double);

    public override string Name => TModel.ModelName;

    public override int InputLength => TModel.InputLength;

    public override int OutputLength => TModel.OutputLength;

    public override int LengthAt => TModel.InputInfos[0].LengthAt;

    public override int ParameterCount => TModel.ParameterCount;

    public override int MaxBatch => TModel.MaxBatch;

    public override IReadOnlyList<int> InputShape => TModel.InputShape.ToArray();

    public override IReadOnlyList<int> OutputShape => TModel.OutputShape.ToArray();

    public override IReadOnlyList<ParameterInfo> ParameterInfos => TModel.ParameterInfos.ToArray();

    public override double[] Parameters
    {
        get => Double(Model.Parameters);
        set => Narrow(value).CopyTo(Model.Parameters);
    }

    public override double[] GetParameter(string name)
    {
        var values = new T[Array.Find(TModel.ParameterInfos.ToArray(), p => p.Name == name)?.Length ?? 0];
        Model.GetParameter(name, values);
        return Double(values);
    }

    public override void SetParameter(string name, double[] values) => Model.SetParameter(name, Narrow(values));

    public override double[] Predict(double[] input)
    {
        var output = new double[input.Length / TModel.InputLength * TModel.OutputLength];
        Predict(input, output);
        return output;
    }

    public override void Predict(double[] input, double[] output)
    {
        Span<T> values = CheckedMemory.Room<T>(output.Length);
        Model.Predict(CheckedMemory.Copy(Narrow(input)), values);
        Double(values).CopyTo(output, 0);
    }

    private IOutputGradientModel<T>? Given => Model as IOutputGradientModel<T>;

    public override double[] Gradients => Given is null ? base.Gradients : Double(Given.Gradients);

    public override double[] InputGradients => Given is null ? base.InputGradients : Double(((IReferenceModel<T>)Model).InputGradients);

    public override double[] Forward(double[] inputs) => Given is null ? base.Forward(inputs) : Double(Given.Forward(CheckedMemory.Copy(Narrow(inputs))));

    public override void BackwardFrom(double[] outputGradients)
    {
        if (Given is null)
        {
            base.BackwardFrom(outputGradients);
        }

        Given!.BackwardFrom(CheckedMemory.Copy(Narrow(outputGradients)));
    }

    public override long AllocationOfBackwardFrom(double[] inputs, double[] outputGradients)
    {
        T[] x = Narrow(inputs), g = Narrow(outputGradients);
        Action step = typeof(TModel).GetMethod("Update", Type.EmptyTypes)?.CreateDelegate<Action>(Model) is { } update
            ? () => { Given!.Forward(x); Given.BackwardFrom(g); update(); }
            : () => { Given!.Forward(x); Given.BackwardFrom(g); };
        step();
        return Measure(step);
    }

    public override void Update()
    {
        if (typeof(TModel).GetMethod("Update", Type.EmptyTypes) is not { } update)
        {
            base.Update();
            return;
        }

        update.Invoke(Model, BindingFlags.DoNotWrapExceptions, null, null, null);
    }

    public override void SetTrainable(string pattern, bool trainable) => Model.SetTrainable(pattern, trainable);

    public override bool IsTrainable(string pattern) => Model.IsTrainable(pattern);

    public override double[][] OptimizerStates => Model is IOptimizerMemory<T> memory ? [.. Enumerable.Range(0, memory.StateNames.Length).Select(k => Double(memory.State(k)))] : [];

    public override byte[] Save()
    {
        using var stream = new MemoryStream();
        Model.Save(stream, new SaveOptions { IncludeOptimizer = true });
        return stream.ToArray();
    }

    public override void Restore(byte[] file)
    {
        using var stream = new MemoryStream(file);
        Model.Restore(stream, new LoadOptions { IncludeOptimizer = true });
    }

    public override string SaveAsSource(SourceOptions? options = null)
    {
        using var writer = new StringWriter();
        Model.SaveAsSource(writer, options);
        return writer.ToString();
    }

    public override byte[] SaveAsResource()
    {
        using var stream = new MemoryStream();
        Model.SaveAsResource(stream);
        return stream.ToArray();
    }

    public override (long Constructor, long First, long Later) PredictionAllocations(double[] input)
    {
        T[] values = Narrow(input), output = new T[input.Length / TModel.InputLength * TModel.OutputLength];
        TModel model = Model;
        Action predict = () => model.Predict(values, output);
        predict();
        return (Measure(() => model = TModel.Create(1)), Measure(predict), Measure(predict));
    }

    /// <summary>The bytes that a call allocates on this thread.</summary>
    protected static long Measure(Action call)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        call();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    protected static T[] Narrow(double[] values) => Array.ConvertAll(values, T.CreateTruncating);

    protected static double[] Double(ReadOnlySpan<T> values) => Array.ConvertAll(values.ToArray(), double.CreateTruncating);
}
