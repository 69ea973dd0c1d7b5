using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Testing;

namespace ModelGen.Generator.Tests.Harness;

/// <summary>
/// A generated model of either precision seen without its type: numbers cross this border as <see cref="double"/>. Everything goes through the interfaces that
/// the model implements, as user code that is generic over models does.
/// </summary>
internal abstract class TestModel
{
    /// <summary>A new model with what its interfaces allow: prediction, gradients, or training.</summary>
    public static TestModel Create(Type type, int seed = 0)
    {
        Type number = (Face(type, typeof(IModel<,>)) ?? throw new ArgumentException($"{type} is no model.", nameof(type))).GetGenericArguments()[1];
        Type wrapper = Face(type, typeof(ITrainableModel<,>)) is not null ? typeof(TrainableTestModel<,>)
            : Face(type, typeof(IDifferentiableModel<,>)) is not null ? typeof(DifferentiableTestModel<,>)
            : typeof(TestModel<,>);
        return (TestModel)Activator.CreateInstance(wrapper.MakeGenericType(type, number), seed)!;
    }

    /// <summary>The reference form of a new model of that kind.</summary>
    public static TestModel CreateReference(Type type, int seed = 0) => Create(type, seed).Reference;

    public static bool IsModel(Type type) => Face(type, typeof(IModel<,>)) is not null;

    public abstract object Instance { get; }

    /// <summary>The model's reference form, which starts with what the model has now.</summary>
    public virtual TestModel Reference => throw new NotSupportedException();

    /// <summary>Compares the fast code with the reference form, as users may.</summary>
    public abstract KernelCheck CheckKernels(int seed = 1);

    /// <summary>A stream at its beginning; null for a model that has none.</summary>
    public virtual TestStream? CreateStream() => null;

    /// <summary>Compares a stream with the whole sequence, as users may.</summary>
    public virtual KernelCheck CheckStream(int seed = 1) => throw new NotSupportedException();

    /// <summary>Whether there is anything else than the reference form.</summary>
    public virtual bool HasFastCode => false;

    /// <summary>Whether it is the plain loops, and not the fast code.</summary>
    public virtual bool IsReference => false;

    public abstract bool IsDouble { get; }

    public abstract string Name { get; }

    public abstract int InputLength { get; }

    public abstract int OutputLength { get; }

    /// <summary>Which of an example's input numbers is the length of its sequence; −1 where all times are real.</summary>
    public virtual int LengthAt => -1;

    public abstract int ParameterCount { get; }

    public abstract int MaxBatch { get; }

    public abstract IReadOnlyList<int> InputShape { get; }

    public abstract IReadOnlyList<int> OutputShape { get; }

    public abstract IReadOnlyList<ParameterInfo> ParameterInfos { get; }

    /// <summary>A copy of the flat buffer, or all of it set.</summary>
    public abstract double[] Parameters { get; set; }

    public abstract double[] GetParameter(string name);

    public abstract void SetParameter(string name, double[] values);

    public abstract double[] Predict(double[] input);

    public abstract void Predict(double[] input, double[] output);

    /// <summary>The bytes of a file with parameters and optimizer state.</summary>
    public abstract byte[] Save();

    /// <summary>Takes over what a file holds.</summary>
    public abstract void Restore(byte[] file);

    /// <summary>The C# of a class with the parameters as constant data.</summary>
    public abstract string SaveAsSource(SourceOptions? options = null);

    /// <summary>The bytes of a resource that such a class reads.</summary>
    public abstract byte[] SaveAsResource();

    public virtual double[] Gradients => throw NoLoss();

    public virtual double[] InputGradients => throw NoLoss();

    public virtual double[] Forward(double[] inputs) => throw NoLoss();

    public virtual double Backward(double[] targets) => throw NoLoss();

    public virtual double Backward(int[] classes) => throw NoLoss();

    public virtual void BackwardFrom(double[] outputGradients) => throw new InvalidOperationException($"{Name} takes no gradients of its outputs.");

    /// <summary>The bytes that <c>Forward</c>, <c>BackwardFrom</c> and, where there is one, <c>Update</c> allocate after the first time.</summary>
    public virtual long AllocationOfBackwardFrom(double[] inputs, double[] outputGradients) => throw new InvalidOperationException();

    public virtual double Evaluate(double[] inputs, double[] targets) => throw NoLoss();

    public virtual double Evaluate(double[] inputs, int[] classes) => throw NoLoss();

    public virtual double LearningRate { get => throw NoOptimizer(); set => throw NoOptimizer(); }

    public virtual int DegreeOfParallelism { get => throw NoOptimizer(); set => throw NoOptimizer(); }

    public virtual void SetTrainable(string pattern, bool trainable) => throw NoOptimizer();

    public virtual bool IsTrainable(string pattern) => throw NoOptimizer();

    /// <summary>What the optimizer remembers, state after state; each laid out as the parameters.</summary>
    public virtual double[][] OptimizerStates => throw NoOptimizer();

    public virtual void Update() => throw NoOptimizer();

    public virtual double TrainBatch(double[] inputs, double[] targets) => throw NoOptimizer();

    public virtual double TrainBatch(double[] inputs, int[] classes) => throw NoOptimizer();

    /// <summary>Whether class indices may be targets.</summary>
    public virtual bool TakesClasses => false;

    /// <summary>Calls every member on this thread and tells how many bytes each call allocated; the first training call is made before.</summary>
    public virtual IReadOnlyDictionary<string, long> Allocations(double[] inputs, double[] targets) => throw NoOptimizer();

    /// <summary>How many bytes a new model of this kind allocates on this thread, and then its first prediction, and then another.</summary>
    public abstract (long Constructor, long First, long Later) PredictionAllocations(double[] input);

    /// <summary>The tensor's part of a flat buffer, in its canonical layout.</summary>
    public double[] Canonical(double[] buffer, string name)
    {
        ParameterInfo info = ParameterInfos.Single(p => p.Name == name);
        ReadOnlySpan<double> part = buffer.AsSpan(info.Offset, info.Length);
        var values = new double[info.Length];
        var index = new int[info.Shape.Length];
        foreach (double value in part)
        {
            int canonical = 0;
            for (int d = 0; d < index.Length; d++)
            {
                canonical = (canonical * info.Shape[d]) + index[d];
            }

            values[canonical] = value;
            for (int k = index.Length - 1; k >= 0 && ++index[info.Order[k]] == info.Shape[info.Order[k]]; k--)
            {
                index[info.Order[k]] = 0;
            }
        }

        return values;
    }

    /// <summary>The interface of that generic definition which <paramref name="type"/> implements, or null.</summary>
    protected static Type? Face(Type type, Type definition) => type.GetInterfaces().FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == definition);

    private InvalidOperationException NoLoss() => new($"{Name} has no loss.");

    private InvalidOperationException NoOptimizer() => new($"{Name} has no optimizer.");
}
