using System;
using System.Numerics;
using ModelGen.Data;

namespace ModelGen.Training;

/// <summary>
/// What a mean loss is the mean of, so that means of parts become the mean of all: examples; where sequences have lengths or targets are ignored, the positions that count.
/// </summary>
internal static class LossShares
{
    /// <param name="data">What the examples are from.</param>
    /// <param name="inputs">Those of the part.</param>
    /// <param name="targets">Those of the part.</param>
    /// <param name="examples">How many examples the part has.</param>
    public static long Of<TModel, T, TTarget>(Examples<T, TTarget> data, ReadOnlySpan<T> inputs, ReadOnlySpan<TTarget> targets, int examples)
        where TModel : IModel<TModel, T>
        where T : unmanaged, IFloatingPointIeee754<T>
        where TTarget : unmanaged
    {
        int lengthAt = TModel.OutputInfos is [{ LengthAt: var place }, ..] ? place : -1;
        if (lengthAt < 0 && !data.IgnoresSome)
        {
            return examples;
        }

        TensorInfo output = TModel.OutputInfos[0];
        int rows = output.Length / output.Shape[^1];
        long counted = 0;
        for (int example = 0; example < examples; example++)
        {
            int real = lengthAt < 0 ? rows : int.CreateTruncating(inputs[(example * data.InputLength) + lengthAt]) * (rows / output.Shape[0]);
            counted += data.Counted(targets.Slice(example * data.TargetLength, data.TargetLength), real);
        }

        return counted;
    }
}
