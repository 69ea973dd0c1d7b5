using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using ModelGen.CompilerServices;
using ModelGen.Numerics;

namespace ModelGen.Testing;

public static partial class ModelChecks
{
    /// <summary>The numbers of examples where code for blocks of them begins and ends, and the most.</summary>
    private static int[] Batches(int maxBatch) => [.. new[] { 1, 2, 15, 16, 17, maxBatch }.Where(n => n <= maxBatch).Distinct().Order()];

    /// <summary>
    /// Compares what the model's fast code computes on this machine with the plain loops of its <c>Reference.g.cs</c>, on random examples: inputs from the standard normal
    /// distribution, or indices where the model looks up rows; sequences with lengths of all lengths. Batches of 1, 2, 15, 16, 17 and MaxBatch examples. The plain loops are slow: a large network takes seconds.
    /// </summary>
    /// <remarks>
    /// Sums in another order differ in their last digits. How much is to be expected is measured: the loops run again with parameters and inputs that are off by the
    /// rounding of the model's longest sum. Of a model with <see cref="Kernels.Reference"/>, which has no fast code, nothing is compared.
    /// </remarks>
    /// <param name="model">The model, with the parameters at which to compare. It stays as it is: the fast code runs on copies.</param>
    /// <param name="seed">What the examples are drawn from.</param>
    /// <returns>The number that is furthest off.</returns>
    /// <exception cref="InvalidOperationException">A number is further off than rounding explains; the message names it.</exception>
    /// <exception cref="NotSupportedException">The model has no reference form: its tensors would be more than an array holds.</exception>
    public static KernelCheck CheckKernels<TModel, T>(this IModel<TModel, T> model, int seed = 1)
        where TModel : IModel<TModel, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        KernelTally<T> tally = new();
        foreach (var (comparison, inputs, targets) in Comparisons<TModel, T>(model, tally, hasLoss: model is IOutputGradientModel<T>, seed))
        {
            comparison.Predict(Copy<TModel, T>(model));
            CheckBackwardFrom<TModel, T>(model, comparison, inputs, targets);
        }

        return Judged<TModel, T>(tally);
    }

    /// <inheritdoc cref="CheckKernels{TModel, T}(IModel{TModel, T}, int)"/>
    /// <remarks>Targets are from 0 to 1. Predictions, outputs of Forward, losses and gradients, of the inputs too, are compared. Dropout drops the same numbers in both.</remarks>
    public static KernelCheck CheckKernels<TModel, T>(this IDifferentiableModel<TModel, T> model, int seed = 1)
        where TModel : IDifferentiableModel<TModel, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        KernelTally<T> tally = new();
        foreach (var (comparison, inputs, targets) in Comparisons<TModel, T>(model, tally, hasLoss: true, seed))
        {
            CheckGradientsOf<TModel, T>(model, comparison, inputs, targets);
        }

        return Judged<TModel, T>(tally);
    }

    /// <inheritdoc cref="CheckKernels{TModel, T}(IModel{TModel, T}, int)"/>
    /// <remarks>
    /// Targets are from 0 to 1. Predictions, outputs of Forward, losses, gradients, and parameters and optimizer state after an Update and after a TrainBatch, of one thread
    /// and of two, are compared. Dropout drops the same numbers in both.
    /// </remarks>
    public static KernelCheck CheckKernels<TModel, T>(this ITrainableModel<TModel, T> model, int seed = 1)
        where TModel : ITrainableModel<TModel, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        KernelTally<T> tally = new();
        OptimizerStart<T>? start = Start(model);
        foreach (var (comparison, inputs, targets) in Comparisons<TModel, T>(model, tally, hasLoss: true, seed))
        {
            TModel updated = CheckGradientsOf<TModel, T>(model, comparison, inputs, targets);
            if (start is not null)
            {
                start.CopyTo((IOptimizerMemory<T>)updated);
                updated.Update();
                comparison.Update(start, updated.Gradients, updated);
                foreach (int threads in inputs.Length > TModel.InputLength ? new[] { 1, 2 } : [1])
                {
                    TModel trained = Copy<TModel, T>(model);
                    start.CopyTo((IOptimizerMemory<T>)trained);
                    trained.DegreeOfParallelism = threads;
                    T loss = trained.TrainBatch(inputs, targets);
                    trained.DegreeOfParallelism = 1;
                    comparison.Train(threads == 1 ? "TrainBatch" : "TrainBatch by 2 threads", start, loss, trained);
                }
            }
        }

        return Judged<TModel, T>(tally);
    }

    /// <summary>What the optimizer remembers, or will after two steps: before the first, states of 0 would hide a factor that is wrong.</summary>
    private static OptimizerStart<T>? Start<TModel, T>(ITrainableModel<TModel, T> model)
        where TModel : ITrainableModel<TModel, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TModel copy = Copy<TModel, T>(model);
        if (copy is not IOptimizerMemory<T> memory)
        {
            return null;
        }

        T[] parameters = copy.Parameters.ToArray();
        for (int seed = 1; memory.Steps < 2; seed++)
        {
            (T[] inputs, T[] targets) = DrawFor<TModel, T>(seed, Math.Min(Examples, TModel.MaxBatch));
            copy.TrainBatch(inputs, targets);
            parameters.CopyTo(copy.Parameters);
        }

        return new OptimizerStart<T>(memory);
    }

    private static TModel CheckGradientsOf<TModel, T>(IDifferentiableModel<TModel, T> model, KernelComparison<TModel, T> comparison, T[] inputs, T[] targets)
        where TModel : IDifferentiableModel<TModel, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TModel copy = Copy<TModel, T>(model);
        comparison.Predict(copy);
        comparison.Evaluate(copy.Evaluate(inputs, targets));
        comparison.Forward(copy, copy.Forward(inputs));
        T loss = copy.Backward(targets);
        comparison.Backward(loss, copy.Gradients, copy);
        CheckBackwardFrom<TModel, T>(model, comparison, inputs, targets);
        return copy;
    }

    private static void CheckBackwardFrom<TModel, T>(IModel<TModel, T> model, KernelComparison<TModel, T> comparison, T[] inputs, T[] outputGradients)
        where TModel : IModel<TModel, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TModel copy = Copy<TModel, T>(model);
        if (copy is IOutputGradientModel<T> given)
        {
            comparison.Forward(copy, given.Forward(inputs));
            given.BackwardFrom(outputGradients);
            comparison.BackwardFrom(given.Gradients, copy);
        }
    }

    private static IEnumerable<(KernelComparison<TModel, T> Comparison, T[] Inputs, T[] Targets)> Comparisons<TModel, T>(
        IModel<TModel, T> model, KernelTally<T> tally, bool hasLoss, int seed)
        where TModel : IModel<TModel, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (model is not IReferenceModel<T> { Reference: var form })
        {
            throw new NotSupportedException($"{TModel.ModelName} has no reference form: tensors that share no memory would be more than an array holds.");
        }

        if (form is null)
        {
            // There is no other code that could be wrong.
            yield break;
        }

        T[] arena = new T[form.ArenaLength];
        foreach (int examples in Batches(TModel.MaxBatch))
        {
            (T[] inputs, T[] targets) = DrawFor<TModel, T>(seed, examples);
            bool areNumbers = SmallestTable<TModel, T>() == 0;
            yield return (new KernelComparison<TModel, T>((TModel)model, form, arena, tally, inputs, hasLoss ? targets : null, areNumbers, seed), inputs, targets);
        }
    }

    /// <summary>Examples, whose inputs are indices where the model looks up rows.</summary>
    private static (T[] Inputs, T[] Targets) DrawFor<TModel, T>(int seed, int examples)
        where TModel : IModel<TModel, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        (T[] inputs, T[] targets) = Draw<TModel, T>(seed, examples);
        int rows = SmallestTable<TModel, T>();
        if (rows > 0)
        {
            ModelRandom random = new(seed);
            foreach (ref T input in inputs.AsSpan())
            {
                input = T.CreateTruncating(random.NextInt32(rows));
            }
        }

        SequenceExamples.DrawLengths<TModel, T>(inputs, seed);
        return (inputs, targets);
    }

    /// <summary>The rows of the smallest table that indices name; 0 if there is none.</summary>
    private static int SmallestTable<TModel, T>()
        where TModel : IModel<TModel, T>
        where T : unmanaged =>
        TModel.LayerInfos.ToArray().Where(l => l.Kind == "Embedding").Select(l => (int)l.Settings.First(s => s.Name == "Count").Value).DefaultIfEmpty(0).Min();

    /// <summary>A model with the same parameters, optimizer state and place in the random numbers.</summary>
    private static TModel Copy<TModel, T>(IModel<TModel, T> model)
        where TModel : IModel<TModel, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TModel copy = TModel.Create(seed: 0);
        model.Parameters.CopyTo(copy.Parameters);
        if (model is IDropoutModel from && copy is IDropoutModel to)
        {
            (to.DropoutSeed, to.DropoutStep) = (from.DropoutSeed, from.DropoutStep);
        }

        if (model is IOptimizerMemory<T> memory && copy is IOptimizerMemory<T> other)
        {
            new OptimizerStart<T>(memory).CopyTo(other);
        }

        return copy;
    }

    private static KernelCheck Judged<TModel, T>(KernelTally<T> tally)
        where TModel : IModel<TModel, T>
        where T : unmanaged, IFloatingPointIeee754<T> =>
        tally.Worst.Error <= 1 ? tally.Worst : throw new InvalidOperationException($"{TModel.ModelName}: {tally.Worst}");
}
