using System;
using System.Numerics;
using ModelGen.Numerics;

namespace ModelGen.Testing;

/// <summary>The lengths among the inputs of a model whose sequences have some, and what its examples count.</summary>
internal static class SequenceExamples
{
    /// <summary>Puts lengths of all kinds where they belong, and weights from 0 to 1.</summary>
    public static void DrawLengths<TModel, T>(Span<T> inputs, int seed)
        where TModel : IModel<TModel, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        foreach (TensorInfo input in TModel.InputInfos)
        {
            ModelRandom random = new(seed);
            for (int at = input.LengthAt; at >= 0 && at < inputs.Length; at += TModel.InputLength)
            {
                inputs[at] = T.CreateTruncating(1 + random.NextInt32(input.Shape[0]));
            }

            for (int at = input.Offset; input.IsSampleWeights && at < inputs.Length; at += TModel.InputLength)
            {
                foreach (ref T weight in inputs.Slice(at, input.Length))
                {
                    weight = T.CreateTruncating(random.NextDouble());
                }
            }
        }
    }

    /// <summary>Gives other inputs the same lengths and weights.</summary>
    public static T[] WithLengthsOf<TModel, T>(T[] others, ReadOnlySpan<T> inputs)
        where TModel : IModel<TModel, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        foreach (TensorInfo input in TModel.InputInfos)
        {
            for (int at = input.LengthAt; at >= 0 && at < inputs.Length; at += TModel.InputLength)
            {
                others[at] = inputs[at];
            }

            for (int at = input.Offset; input.IsSampleWeights && at < inputs.Length; at += TModel.InputLength)
            {
                inputs.Slice(at, input.Length).CopyTo(others.AsSpan(at));
            }
        }

        return others;
    }
}
