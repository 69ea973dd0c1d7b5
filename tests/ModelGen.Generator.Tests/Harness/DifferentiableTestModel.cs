using System;
using System.Linq;
using System.Numerics;
using System.Reflection;
using ModelGen.Generator.Tests.Memory;
using ModelGen.Testing;

namespace ModelGen.Generator.Tests.Harness;

/// <summary>A model with a loss, seen through <see cref="IDifferentiableModel{TSelf, T}"/>, and through the classifier's interfaces where it has them.</summary>
internal class DifferentiableTestModel<TModel, T> : TestModel<TModel, T>
    where TModel : class, IDifferentiableModel<TModel, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly ClassifierCalls? _classes;
    private readonly InputGradientsGetter? _inputGradients;

    public DifferentiableTestModel(int seed)
        : base(seed)
    {
        _classes = Face(typeof(TModel), typeof(IClassifierModel<,>)) is null ? null : new ClassifierCalls(Model);
        _inputGradients = typeof(TModel).GetProperty("InputGradients")?.GetMethod?.CreateDelegate<InputGradientsGetter>(Model);
    }

    private delegate ReadOnlySpan<T> InputGradientsGetter();

    public override KernelCheck CheckKernels(int seed = 1) =>
        CheckClassKernels(typeof(IClassifierModel<,>), seed) ?? ModelChecks.CheckKernels<TModel, T>((IDifferentiableModel<TModel, T>)Model, seed);

    /// <summary>The check of a model that takes classes, as C# chooses it for one whose type it knows; null for another model.</summary>
    protected KernelCheck? CheckClassKernels(Type definition, int seed) => Face(typeof(TModel), definition) is null ? null
        : (KernelCheck)typeof(ModelChecks).GetMethods()
            .Single(m => m.Name == nameof(ModelChecks.CheckKernels) && m.GetParameters()[0].ParameterType.GetGenericTypeDefinition() == definition)
            .MakeGenericMethod(typeof(TModel), typeof(T))
            .Invoke(null, BindingFlags.DoNotWrapExceptions, null, [Model, seed], null)!;

    public override bool TakesClasses => _classes is not null;

    public override double[] Gradients => Double(Model.Gradients);

    public override double[] InputGradients => Double((_inputGradients ?? throw new InvalidOperationException($"{Name} has no input gradients."))());

    public override double[] Forward(double[] inputs) => Double(Model.Forward(CheckedMemory.Copy(Narrow(inputs))));

    public override double Backward(double[] targets) => double.CreateTruncating(Model.Backward(CheckedMemory.Copy(Narrow(targets))));

    public override double Backward(int[] classes) => double.CreateTruncating(Classes.Backward(CheckedMemory.Copy(classes)));

    public override double Evaluate(double[] inputs, double[] targets) => double.CreateTruncating(Model.Evaluate(CheckedMemory.Copy(Narrow(inputs)), CheckedMemory.Copy(Narrow(targets))));

    public override double Evaluate(double[] inputs, int[] classes) => double.CreateTruncating(Classes.Evaluate(CheckedMemory.Copy(Narrow(inputs)), CheckedMemory.Copy(classes)));

    public override double TrainBatch(double[] inputs, int[] classes) =>
        double.CreateTruncating((Classes.TrainBatch ?? throw new InvalidOperationException($"{Name} has no optimizer."))(CheckedMemory.Copy(Narrow(inputs)), CheckedMemory.Copy(classes)));

    private ClassifierCalls Classes => _classes ?? throw new InvalidOperationException($"{Name} takes no classes.");

    /// <summary>The members that take classes, bound once: whether the model has them is not known to its type here.</summary>
    private sealed class ClassifierCalls(TModel model)
    {
        public delegate T BackwardCall(ReadOnlySpan<int> classes);

        public delegate T BatchCall(ReadOnlySpan<T> inputs, ReadOnlySpan<int> classes);

        public BackwardCall Backward { get; } = Bind<BackwardCall>(model, typeof(IClassifierModel<,>), nameof(Backward))!;

        public BatchCall Evaluate { get; } = Bind<BatchCall>(model, typeof(IClassifierModel<,>), nameof(Evaluate))!;

        public BatchCall? TrainBatch { get; } = Bind<BatchCall>(model, typeof(ITrainableClassifierModel<,>), nameof(TrainBatch));

        private static TCall? Bind<TCall>(TModel model, Type definition, string name)
            where TCall : Delegate =>
            Face(typeof(TModel), definition)?.GetMethod(name, BindingFlags.Instance | BindingFlags.Public)?.CreateDelegate<TCall>(model);
    }
}
