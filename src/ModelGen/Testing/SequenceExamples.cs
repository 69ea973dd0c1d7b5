using System;
using System.Numerics;
using ModelGen.Numerics;

namespace ModelGen.Testing;

/// <summary>The lengths among the inputs of a model whose sequences have some.</summary>
internal static class SequenceExamples
{
    /// <summary>Puts lengths of all kinds where they belong.</summary>
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
        }
    }

    /// <summary>Gives other inputs the same lengths.</summary>
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
        }

        return others;
    }
}
