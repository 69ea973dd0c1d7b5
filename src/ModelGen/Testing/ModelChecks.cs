using System;
using System.Numerics;
using ModelGen.Numerics;

namespace ModelGen.Testing;

/// <summary>What a test project may ask of any model: <c>new Net().CheckGradients(); new Net().CheckKernels(); new Net().CheckAllocations();</c></summary>
/// <remarks>The checks run on copies; the model given stays as it is.</remarks>
public static partial class ModelChecks
{
    private const int Elements = 16;
    private const int Examples = 4;
    private const int UsualSteps = 4;
    private const int MostSteps = 20;

    /// <summary>
    /// Compares the gradients with central differences, (loss(w + h) − loss(w − h)) / 2h, for up to 16 elements of every trainable tensor, on
    /// random examples: inputs from the standard normal distribution, targets from 0 to 1. Dropout drops the same numbers in all of it.
    /// </summary>
    /// <param name="model">The model, with the parameters at which to check.</param>
    /// <param name="seed">What the examples and the elements are drawn from.</param>
    /// <returns>The element that is furthest off.</returns>
    /// <exception cref="InvalidOperationException">A gradient is off by more than 1 % (<see cref="float"/>) or 0.001 % (<see cref="double"/>) of its tensor's largest.</exception>
    public static GradientCheck CheckGradients<TModel, T>(this IDifferentiableModel<TModel, T> model, int seed = 1)
        where TModel : IDifferentiableModel<TModel, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        (T[] inputs, T[] targets) = Draw<TModel, T>(seed);
        return CheckGradients(model, inputs, targets, seed);
    }

    /// <inheritdoc cref="CheckGradients{TModel, T}(IDifferentiableModel{TModel, T}, int)"/>
    /// <summary>Compares the gradients with central differences on examples of the caller's: for inputs that are indices, or targets of a special kind.</summary>
    /// <param name="model">The model, with the parameters at which to check.</param>
    /// <param name="inputs">1 to MaxBatch examples.</param>
    /// <param name="targets">Their targets.</param>
    /// <param name="seed">What the elements are drawn from.</param>
    /// <exception cref="ArgumentException">A length does not fit 1 to MaxBatch examples.</exception>
    public static GradientCheck CheckGradients<TModel, T>(this IDifferentiableModel<TModel, T> model, ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets, int seed = 1)
        where TModel : IDifferentiableModel<TModel, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TModel copy = CopyOf<TModel, T>(model);
        T[] given = inputs.ToArray(), wanted = targets.ToArray();
        double loss = Loss(copy, inputs, targets);
        return Compare(copy, copy.Gradients.ToArray(), loss, () => Loss<TModel, T>(copy, given, wanted), seed);
    }

    /// <summary>Gradients against differences of the losses that <paramref name="loss"/> gives for other parameters of <paramref name="copy"/>, which is <paramref name="value"/> for its own.</summary>
    private static GradientCheck Compare<TModel, T>(TModel copy, T[] gradients, double value, Func<double> loss, int seed)
        where TModel : IModel<TModel, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        double scale = 1 + Math.Abs(value);
        ModelRandom random = new(seed);
        GradientCheck worst = new("", 0, 0, 0, 0, 0);
        int count = 0;
        foreach (ParameterInfo tensor in TModel.ParameterInfos)
        {
            if (!tensor.Trainable)
            {
                continue;
            }

            // Below a thousandth of the loss a difference of losses is mostly rounding.
            double unit = Math.Max(Largest<T>(gradients.AsSpan(tensor.Offset, tensor.Length)), scale * 1e-3);
            for (int k = 0; k < Math.Min(Elements, tensor.Length); k++)
            {
                int index = tensor.Length <= Elements ? k : random.NextInt32(tensor.Length);
                double gradient = double.CreateTruncating(gradients[tensor.Offset + index]);
                double difference = Difference<TModel, T>(copy, tensor.Offset + index, gradient, RoundingOfLoss<T>() * scale / (Tolerance<T>() * unit), loss);
                double error = Math.Abs(gradient - difference) / unit;
                count++;
                if (count == 1 || !(error <= worst.Error))
                {
                    worst = new GradientCheck(tensor.Name, index, gradient, difference, error, count);
                }
            }
        }

        worst = worst with { Checked = count };
        return worst.Error <= Tolerance<T>() ? worst : throw new InvalidOperationException($"{TModel.ModelName}: {worst}");
    }

    /// <summary>Checks that predicting allocates nothing after the first call.</summary>
    /// <exception cref="InvalidOperationException">It does; the message says how much.</exception>
    public static void CheckAllocations<TModel, T>(this IModel<TModel, T> model)
        where TModel : IModel<TModel, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TModel copy = TModel.Create(seed: 0);
        model.Parameters.CopyTo(copy.Parameters);
        CheckPrediction<TModel, T>(copy, Draw<TModel, T>(seed: 1).Inputs);
        CheckBackwardFromAllocations<TModel, T>(copy);
    }

    /// <summary>Checks that predicting, the gradients and training allocate nothing after the first call.</summary>
    /// <exception cref="InvalidOperationException">One of them does; the message says which, and how much.</exception>
    public static void CheckAllocations<TModel, T>(this ITrainableModel<TModel, T> model)
        where TModel : ITrainableModel<TModel, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        (T[] inputs, T[] targets) = Draw<TModel, T>(seed: 1);
        TModel copy = CopyOf<TModel, T>(model);
        CheckPrediction<TModel, T>(copy, inputs);
        AllocationCounter.Check(TModel.ModelName, "Forward", () => copy.Forward(inputs));
        AllocationCounter.Check(TModel.ModelName, "Forward and Backward", () => Loss(copy, inputs, targets));
        AllocationCounter.Check(TModel.ModelName, "Update", copy.Update);
        AllocationCounter.Check(TModel.ModelName, "TrainBatch", () => copy.TrainBatch(inputs, targets));
        AllocationCounter.Check(TModel.ModelName, "Evaluate", () => copy.Evaluate(inputs, targets));
        CheckBackwardFromAllocations<TModel, T>(copy);
    }

    private static void CheckBackwardFromAllocations<TModel, T>(TModel model)
        where TModel : IModel<TModel, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (model is IOutputGradientModel<T> given)
        {
            (T[] inputs, T[] outputGradients) = Draw<TModel, T>(seed: 1);
            AllocationCounter.Check(TModel.ModelName, "Forward and BackwardFrom", () =>
            {
                given.Forward(inputs);
                given.BackwardFrom(outputGradients);
            });
        }
    }

    private static void CheckPrediction<TModel, T>(TModel model, T[] inputs)
        where TModel : IModel<TModel, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[] outputs = new T[inputs.Length / TModel.InputLength * TModel.OutputLength];
        AllocationCounter.Check(TModel.ModelName, "Predict", () => model.Predict(inputs, outputs));
    }

    private static TModel CopyOf<TModel, T>(IModel<TModel, T> model)
        where TModel : IModel<TModel, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TModel copy = TModel.Create(seed: 0);
        model.Parameters.CopyTo(copy.Parameters);
        return copy;
    }

    private static (T[] Inputs, T[] Targets) Draw<TModel, T>(int seed)
        where TModel : IModel<TModel, T>
        where T : unmanaged, IFloatingPointIeee754<T> => DrawFor<TModel, T>(seed, Math.Min(Examples, TModel.MaxBatch));

    private static (T[] Inputs, T[] Targets) Draw<TModel, T>(int seed, int examples)
        where TModel : IModel<TModel, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ModelRandom random = new(seed);
        T[] inputs = new T[examples * TModel.InputLength], targets = new T[examples * TModel.OutputLength];
        foreach (ref T input in inputs.AsSpan())
        {
            input = T.CreateTruncating(random.NextNormal());
        }

        SequenceExamples.DrawLengths<TModel, T>(inputs, seed);

        foreach (ref T target in targets.AsSpan())
        {
            target = T.CreateTruncating(random.NextDouble());
        }

        return (inputs, targets);
    }

    private static double Loss<TModel, T>(TModel model, ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets)
        where TModel : IDifferentiableModel<TModel, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        // What is compared begins at the same state.
        (model as IStatefulModel<T>)?.ResetState();
        if (model is IDropoutModel dropout)
        {
            // The same numbers dropped every time, or the losses would differ by that.
            dropout.DropoutStep = 0;
        }

        model.Forward(inputs);
        return double.CreateTruncating(model.Backward(targets));
    }

    /// <summary>
    /// The central difference closest to the gradient, of several step sizes: a wide one steps over the corners of relu and its like, a narrow one drowns in rounding. A
    /// wrong gradient fits none of them.
    /// </summary>
    /// <remarks>
    /// A normalisation of numbers that are all alike, as a fresh learned state is, is straight only within √ε, and steep there: so steps grow narrower than the usual
    /// ones, down to <paramref name="narrowest"/>, below which the rounding of the losses would be taken for an error.
    /// </remarks>
    private static double Difference<TModel, T>(TModel model, int index, double gradient, double narrowest, Func<double> loss)
        where TModel : IModel<TModel, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ref T parameter = ref model.Parameters[index];
        T before = parameter;
        double closest = double.NaN;
        for (int k = 0; k < MostSteps; k++)
        {
            double size = Math.Abs(double.CreateTruncating(before)), step = (typeof(T) == typeof(double) ? 1e-4 : 3e-2) * Math.Pow(10, -0.5 * k) * Math.Max(1, size);
            if (k >= UsualSteps && step < Math.Max(narrowest, NarrowestStep<T>() * size))
            {
                break;
            }

            // The step that is really taken, rounded as the parameter is.
            T above = before + T.CreateTruncating(step), below = before - T.CreateTruncating(step);
            parameter = above;
            double up = loss();
            parameter = below;
            double down = loss();
            double difference = (up - down) / double.CreateTruncating(above - below);
            if (!(Math.Abs(difference - gradient) >= Math.Abs(closest - gradient)))
            {
                closest = difference;
            }
        }

        parameter = before;
        return closest;
    }

    private static double Largest<T>(ReadOnlySpan<T> gradients)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        double largest = 0;
        foreach (T gradient in gradients)
        {
            largest = Math.Max(largest, Math.Abs(double.CreateTruncating(gradient)));
        }

        return largest;
    }

    /// <summary>How far a loss of 1 may be off.</summary>
    private static double RoundingOfLoss<T>() => typeof(T) == typeof(double) ? 1e-15 : 1e-6;

    /// <summary>The step that a parameter of 1 still takes with some digits.</summary>
    private static double NarrowestStep<T>() => typeof(T) == typeof(double) ? 1e-13 : 1e-6;

    private static double Tolerance<T>() => typeof(T) == typeof(double) ? 1e-5 : 1e-2;
}
