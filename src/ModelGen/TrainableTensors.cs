using System;
using System.Linq;
using ModelGen.CompilerServices;
using ModelGen.Files;

namespace ModelGen;

/// <summary>Which tensors of a model training changes: some can be frozen while it runs, and released again.</summary>
/// <remarks>
/// A frozen tensor keeps its bits, and the optimizer's memory of it too, under every optimizer: no weight decay, no momentum moves it. Its gradient is computed as ever; with
/// <c>ClipNorm</c> it counts nothing in the norm, and <c>Update</c> leaves it 0. Running statistics of <c>BatchNorm</c> are measured, not trained: they go on. What is frozen is not in
/// saved files. A layer that is never to be trained is faster with <c>Trainable = false</c> at its attribute, which leaves out its gradients.
/// </remarks>
public static class TrainableTensors
{
    /// <summary>Freezes tensors, or has them trained again. Allocates; the steps after it do not.</summary>
    /// <param name="model">A model with an optimizer.</param>
    /// <param name="pattern">
    /// A tensor, <c>conv1.weight</c>; a layer, <c>conv1</c>, for all its tensors; or several: <c>*</c> stands for any characters, as in <c>conv*</c> and <c>*.bias</c>.
    /// </param>
    /// <param name="trainable">Whether updates change them from now on.</param>
    /// <exception cref="ArgumentException">
    /// No tensor is meant, or none that training could change: those with <c>Trainable = false</c> at their attribute have no gradients. Nothing has changed.
    /// </exception>
    /// <exception cref="InvalidOperationException">The model has no optimizer.</exception>
    public static void SetTrainable<TModel, T>(this IModel<TModel, T> model, string pattern, bool trainable)
        where TModel : IModel<TModel, T>
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(model);
        int[] matching = [.. Find<TModel, T>(pattern).Where(i => TModel.ParameterInfos[i].Trainable)];
        if (matching.Length == 0)
        {
            throw new ArgumentException($"{TModel.ModelName}: training never changes {pattern}, which has no gradient: Trainable is false at its attribute, or it is measured.", nameof(pattern));
        }

        IOptimizerMemory<T> memory = model as IOptimizerMemory<T> ?? throw new InvalidOperationException($"{TModel.ModelName} has no optimizer, so nothing changes its parameters.");
        memory.Frozen = FrozenTensors<T>.Change(memory.Frozen, TModel.ParameterInfos, memory.StateNames.Length, matching, isFrozen: !trainable);
    }

    /// <summary>Whether an update changes a tensor, or any that a layer or a pattern means.</summary>
    /// <param name="model">The model.</param>
    /// <param name="pattern">As <see cref="SetTrainable"/> takes it.</param>
    /// <exception cref="ArgumentException">No tensor is meant.</exception>
    public static bool IsTrainable<TModel, T>(this IModel<TModel, T> model, string pattern)
        where TModel : IModel<TModel, T>
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(model);
        int[] matching = Find<TModel, T>(pattern);
        return model is IOptimizerMemory<T> memory && matching.Any(i => TModel.ParameterInfos[i].Trainable && memory.Frozen?.Contains(i) != true);
    }

    /// <summary>The places of the tensors that a pattern means.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    internal static int[] Find<TModel, T>(string pattern)
        where TModel : IModel<TModel, T>
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(pattern);
        string[] names = [.. TModel.ParameterInfos.ToArray().Select(i => i.Name)];
        int[] matching = [.. Enumerable.Range(0, names.Length).Where(i => NamePattern.Matches(pattern, names[i]))];
        return matching.Length > 0 ? matching : throw new ArgumentException(
            $"{TModel.ModelName} has no tensor or layer {pattern}{NamePattern.NearText(pattern, names)}; its tensors are {(names.Length == 0 ? "none" : string.Join(", ", names))}.",
            nameof(pattern));
    }
}
