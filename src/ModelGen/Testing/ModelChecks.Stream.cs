using System;
using System.Numerics;
using ModelGen.CompilerServices;
using ModelGen.Numerics;

namespace ModelGen.Testing;

public static partial class ModelChecks
{
    /// <summary>
    /// Compares what a stream says step by step with what <c>Predict</c> says to the whole sequence, on a random one: numbers from the standard normal distribution, or indices
    /// where the model looks up rows. Of a network that gives one answer to a sequence, the last step counts.
    /// </summary>
    /// <remarks>How much rounding explains is measured: <c>Predict</c> runs again with parameters and inputs that are off by the rounding of the model's longest sum.</remarks>
    /// <param name="model">The model, with the parameters at which to compare. It stays as it is.</param>
    /// <param name="seed">What the sequence is drawn from.</param>
    /// <returns>The number that is furthest off.</returns>
    /// <exception cref="InvalidOperationException">A number is further off than rounding explains; the message names it.</exception>
    public static KernelCheck CheckStream<TModel, T>(this IStreamingModel<TModel, T> model, int seed = 1)
        where TModel : IStreamingModel<TModel, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        IModelStream<T> stream = model.CreateStream();
        (T[] inputs, _) = DrawFor<TModel, T>(seed, 1);
        T[] expected = new T[TModel.OutputLength];
        model.Predict(inputs, expected);

        // One output may be as long as a sequence of one time: then both are the same. What stands in the padding is nothing to a stream.
        TensorInfo sequence = TModel.InputInfos[0];
        int times = sequence.Shape[0], real = sequence.LengthAt < 0 ? times : int.CreateTruncating(inputs[sequence.LengthAt]);
        bool isSequence = TModel.OutputLength == times * stream.OutputLength;
        T[] actual = new T[expected.Length], output = new T[stream.OutputLength];
        for (int t = 0; t < real; t++)
        {
            stream.Step(inputs.AsSpan(t * stream.InputLength, stream.InputLength), output);
            output.CopyTo(actual, isSequence ? t * output.Length : 0);
        }

        T[][] runs = Blurred<TModel, T>(model, inputs, seed);
        KernelTally<T> tally = new();
        Range said = isSequence ? ..(real * output.Length) : ..;
        double allowed = Rounding.Allowed(expected, runs, said);
        tally.Compare("step by step, output", expected.AsSpan(said), actual.AsSpan(said), _ => allowed);
        return Judged<TModel, T>(tally);
    }

    /// <summary>Predictions with parameters and inputs that are off.</summary>
    private static T[][] Blurred<TModel, T>(IModel<TModel, T> model, T[] inputs, int seed)
        where TModel : IModel<TModel, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ModelRandom random = new(seed);
        double size = Rounding.OfSum<T>((model as IReferenceModel<T>)?.Reference?.LongestSum ?? TModel.ParameterCount);
        bool areNumbers = SmallestTable<TModel, T>() == 0;
        T[][] runs = new T[Rounding.Runs][];
        for (int k = 0; k < runs.Length; k++)
        {
            TModel copy = Copy<TModel, T>(model);
            foreach (ParameterInfo tensor in TModel.ParameterInfos)
            {
                Span<T> values = copy.Parameters.Slice(tensor.Offset, tensor.Length);
                Rounding.Blur<T>(values, size, ref random).CopyTo(values);
            }

            runs[k] = new T[TModel.OutputLength];
            T[] blurred = areNumbers ? Rounding.Blur<T>(inputs, size, ref random) : [.. inputs];
            foreach (TensorInfo sequence in TModel.InputInfos)
            {
                // A length is no number that rounding changes.
                if (sequence.LengthAt >= 0)
                {
                    blurred[sequence.LengthAt] = inputs[sequence.LengthAt];
                }
            }

            copy.Predict(blurred, runs[k]);
        }

        return runs;
    }
}
