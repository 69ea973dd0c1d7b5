using System;
using System.Numerics;
using System.Runtime.InteropServices;

namespace ModelGen.Training;

/// <summary>
/// Gathers the gradients of several batches, so that one step of the optimizer is that of all of them together: for batches larger than the model's MaxBatch, or than memory.
/// </summary>
/// <example>
/// <code>
/// GradientAccumulator&lt;Net, float&gt; gathered = new(network);
/// network.Forward(first);
/// network.Backward(firstTargets);
/// gathered.Add(examples: 64);
/// network.Forward(second);
/// network.Backward(secondTargets);
/// gathered.Add(examples: 16);
/// gathered.Update();                  // the step of one batch of 80
/// </code>
/// </example>
/// <remarks>
/// <see cref="FitOptions.AccumulateBatches"/> does the same in <c>Fit</c>. What a batch is normalised by (BatchNorm) is its own, and its order of sums, so that the step equals that of one large batch to
/// rounding where neither matters. Calls allocate nothing.
/// </remarks>
/// <typeparam name="TModel">The model's type.</typeparam>
/// <typeparam name="T">Its number type.</typeparam>
/// <param name="model">The model; it keeps its gradients and its optimizer.</param>
public sealed class GradientAccumulator<TModel, T>(TModel model)
    where TModel : ITrainableModel<TModel, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T[] _sums = new T[TModel.ParameterCount];

    /// <summary>The examples whose gradients have been added since the last <see cref="Update"/>.</summary>
    public double Examples { get; private set; }

    /// <summary>Adds the gradients of the last Backward, which are those of a mean loss.</summary>
    /// <param name="examples">What that loss is the mean of, 0 or more: its examples; of losses at positions, the positions that count; of weights, their sum.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative or not finite.</exception>
    public void Add(double examples)
    {
        if (!(examples >= 0) || double.IsInfinity(examples))
        {
            throw new ArgumentOutOfRangeException(nameof(examples), examples, "Expected a finite number of 0 or more.");
        }

        if (examples == 0)
        {
            return;
        }

        ReadOnlySpan<T> gradients = model.Gradients;
        Span<T> sums = _sums;
        T weight = T.CreateTruncating(examples);
        ReadOnlySpan<Vector<T>> many = MemoryMarshal.Cast<T, Vector<T>>(gradients);
        Span<Vector<T>> manySums = MemoryMarshal.Cast<T, Vector<T>>(sums);
        for (int i = 0; i < manySums.Length; i++)
        {
            manySums[i] += many[i] * weight;
        }

        for (int i = manySums.Length * Vector<T>.Count; i < sums.Length; i++)
        {
            sums[i] += gradients[i] * weight;
        }

        Examples += examples;
    }

    /// <summary>One step of the optimizer with the mean of what has been added, which is then forgotten.</summary>
    /// <exception cref="InvalidOperationException">Nothing has been added.</exception>
    public void Update()
    {
        if (Examples == 0)
        {
            throw new InvalidOperationException($"{TModel.ModelName}: no gradients have been added since the last update.");
        }

        Span<T> gradients = model.Gradients;
        T share = T.One / T.CreateTruncating(Examples);
        for (int i = 0; i < gradients.Length; i++)
        {
            gradients[i] = _sums[i] * share;
        }

        model.Update();
        Clear();
    }

    /// <summary>Forgets what has been added.</summary>
    public void Clear()
    {
        Array.Clear(_sums);
        Examples = 0;
    }
}
