using System;
using System.Numerics;
using ModelGen.Numerics;

namespace ModelGen.Testing;

/// <content>Models that are given the gradients of their outputs.</content>
public static partial class ModelChecks
{
    /// <summary>
    /// Compares the gradients that <see cref="IOutputGradientModel{T}.BackwardFrom"/> computes with central differences of Σ u · output, for random u from the standard normal distribution, at
    /// up to 16 elements of every trainable tensor, on random examples. Penalties of layers are left out on both sides. For models that have a loss as well this is a check of its own.
    /// </summary>
    /// <param name="model">The model, with the parameters at which to check.</param>
    /// <param name="seed">What the examples, the gradients of the outputs and the elements are drawn from.</param>
    /// <returns>The element that is furthest off.</returns>
    /// <exception cref="InvalidOperationException">A gradient is off by more than 1 % (<see cref="float"/>) or 0.001 % (<see cref="double"/>) of its tensor's largest.</exception>
    public static GradientCheck CheckOutputGradients<TModel, T>(this IModel<TModel, T> model, int seed = 1)
        where TModel : IModel<TModel, T>, IOutputGradientModel<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TModel copy = CopyOf<TModel, T>(model);
        T[] inputs = Draw<TModel, T>(seed).Inputs, given = new T[inputs.Length / TModel.InputLength * TModel.OutputLength];

        // Without gradients of the outputs, those of penalties are left, whatever was dropped.
        copy.Forward(inputs);
        copy.BackwardFrom(given);
        T[] penalties = copy.Gradients.ToArray();

        ModelRandom random = new(seed + 1);
        foreach (ref T gradient in given.AsSpan())
        {
            gradient = T.CreateTruncating(random.NextNormal());
        }

        double value = Weighted<TModel, T>(copy, inputs, given);
        copy.BackwardFrom(given);
        T[] gradients = copy.Gradients.ToArray();
        for (int i = 0; i < gradients.Length; i++)
        {
            gradients[i] -= penalties[i];
        }

        return Compare(copy, gradients, value, () => Weighted<TModel, T>(copy, inputs, given), seed);
    }

    /// <summary>Σ u · output of the training-mode forward pass.</summary>
    private static double Weighted<TModel, T>(TModel model, T[] inputs, T[] given)
        where TModel : IModel<TModel, T>, IOutputGradientModel<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        (model as IStatefulModel<T>)?.ResetState();
        if (model is IDropoutModel dropout)
        {
            dropout.DropoutStep = 0;
        }

        ReadOnlySpan<T> outputs = model.Forward(inputs);
        double sum = 0;
        for (int i = 0; i < outputs.Length; i++)
        {
            sum += double.CreateTruncating(given[i]) * double.CreateTruncating(outputs[i]);
        }

        return sum;
    }
}
