using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using ModelGen.CompilerServices;
using ModelGen.Numerics;

namespace ModelGen.Testing;

public static partial class ModelChecks
{
    /// <inheritdoc cref="CheckKernels{TModel, T}(IDifferentiableModel{TModel, T}, int)"/>
    /// <remarks>The members that take class indices are compared too, for 1 and MaxBatch examples of random classes.</remarks>
    public static KernelCheck CheckKernels<TModel, T>(this IClassifierModel<TModel, T> model, int seed = 1)
        where TModel : IClassifierModel<TModel, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        KernelCheck ofNumbers = CheckKernels((IDifferentiableModel<TModel, T>)model, seed);
        KernelTally<T> tally = new();
        foreach (var (comparison, inputs, classes) in ClassComparisons<TModel, T>(model, tally, seed))
        {
            CheckClassGradientsOf<TModel, T>(model, comparison, inputs, classes);
        }

        return Worse(ofNumbers, Judged<TModel, T>(tally));
    }

    /// <inheritdoc cref="CheckKernels{TModel, T}(ITrainableModel{TModel, T}, int)"/>
    /// <remarks>The members that take class indices are compared too, for 1 and MaxBatch examples of random classes.</remarks>
    public static KernelCheck CheckKernels<TModel, T>(this ITrainableClassifierModel<TModel, T> model, int seed = 1)
        where TModel : ITrainableClassifierModel<TModel, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        KernelCheck ofNumbers = CheckKernels((ITrainableModel<TModel, T>)model, seed);
        KernelTally<T> tally = new();
        OptimizerStart<T>? start = Start(model);
        foreach (var (comparison, inputs, classes) in ClassComparisons<TModel, T>(model, tally, seed))
        {
            CheckClassGradientsOf<TModel, T>(model, comparison, inputs, classes);
            if (start is not null)
            {
                TModel trained = Copy<TModel, T>(model);
                start.CopyTo((IOptimizerMemory<T>)trained);
                comparison.Train("TrainBatch with classes", start, trained.TrainBatch(inputs, classes), trained);
            }
        }

        return Worse(ofNumbers, Judged<TModel, T>(tally));
    }

    private static void CheckClassGradientsOf<TModel, T>(IClassifierModel<TModel, T> model, KernelComparison<TModel, T> comparison, T[] inputs, int[] classes)
        where TModel : IClassifierModel<TModel, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TModel copy = Copy<TModel, T>(model);
        comparison.Evaluate(copy.Evaluate(inputs, classes), "Evaluate with classes");
        copy.Forward(inputs);
        comparison.Backward(copy.Backward(classes), copy.Gradients, copy, " with classes");
    }

    /// <summary>The reference form gets each class as a row with a one at its place.</summary>
    private static IEnumerable<(KernelComparison<TModel, T> Comparison, T[] Inputs, int[] Classes)> ClassComparisons<TModel, T>(
        IModel<TModel, T> model, KernelTally<T> tally, int seed)
        where TModel : IModel<TModel, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (model is not IReferenceModel<T> { Reference: { } form })
        {
            yield break;
        }

        T[] arena = new T[form.ArenaLength];
        int count = TModel.OutputShape[^1];
        foreach (int examples in new[] { 1, TModel.MaxBatch }.Distinct())
        {
            (T[] inputs, _) = DrawFor<TModel, T>(seed, examples);
            ModelRandom random = new(seed);
            int[] classes = new int[examples * (TModel.OutputLength / count)];
            foreach (ref int drawn in classes.AsSpan())
            {
                drawn = form.IgnoredClass != int.MinValue && random.NextInt32(4) == 0 ? form.IgnoredClass : random.NextInt32(count);
            }

            T[] targets = ClassRows.Of<T>(classes, new T[examples * TModel.OutputLength], count, form.IgnoredClass).ToArray();
            bool areNumbers = SmallestTable<TModel, T>() == 0;
            yield return (new KernelComparison<TModel, T>((TModel)model, form, arena, tally, inputs, targets, areNumbers, seed), inputs, classes);
        }
    }

    private static KernelCheck Worse(KernelCheck one, KernelCheck other) =>
        (other.Error > one.Error ? other : one) with { Compared = one.Compared + other.Compared };
}
