using System;
using System.Numerics;
using ModelGen.CompilerServices;
using ModelGen.Data;

namespace ModelGen.Training;

/// <summary>Which targets of a data set count for a model, and how much: a loss is a mean over these, and so are metrics.</summary>
/// <param name="LengthAt">Where the length stands in an example's inputs; −1 where all positions are real.</param>
/// <param name="IgnoredClass">The class that stands for no target, and rows of zeros in its place; <see cref="int.MinValue"/> for none.</param>
/// <param name="ClassWeights">What each class counts in the loss; empty where all count the same.</param>
/// <param name="Rows">The positions of an example, the dimensions before the last; of several outputs, those of the first.</param>
/// <param name="RowLength">The outputs of a position.</param>
/// <param name="RowsOfTime">The positions of one time.</param>
internal sealed record TargetCounting(int LengthAt, int IgnoredClass, double[] ClassWeights, int Rows, int RowLength, int RowsOfTime)
{
    /// <summary>The class that the model's loss ignores; <see cref="int.MinValue"/> for none.</summary>
    public int IgnoredByModel { get; private init; } = int.MinValue;

    /// <summary>Whether every position counts as one, in metrics.</summary>
    public bool MeasuresAll => LengthAt < 0 && IgnoredClass == int.MinValue && SampleWeights.Count == 0;

    /// <summary>Where an example's inputs say what it counts, or each of its positions does, and in how many numbers; none where all count the same.</summary>
    public (int First, int Count) SampleWeights { get; private init; }

    /// <summary>Whether every position counts as one, in the loss.</summary>
    public bool CountsAll => MeasuresAll && ClassWeights.Length == 0;

    public static TargetCounting Of<TModel, T>(TModel model, int ignoredByData)
        where TModel : IModel<TModel, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        IExampleChecks<T>? checks = model as IExampleChecks<T>;
        int ignored = checks?.IgnoredClass ?? int.MinValue;
        ReadOnlySpan<TensorInfo> infos = TModel.OutputInfos;
        ReadOnlySpan<int> shape = infos.Length == 0 ? TModel.OutputShape : infos[0].Shape.AsSpan();
        int rows = (infos.Length == 0 ? TModel.OutputLength : infos[0].Length) / shape[^1];
        return new TargetCounting(
            infos.Length == 0 ? -1 : infos[0].LengthAt, ignored == int.MinValue ? ignoredByData : ignored, checks is null ? [] : checks.ClassWeights.ToArray(), rows, TModel.OutputShape[^1], rows / shape[0])
        {
            IgnoredByModel = ignored,
            SampleWeights = WeightsOf(TModel.InputInfos),
        };
    }

    private static (int First, int Count) WeightsOf(ReadOnlySpan<TensorInfo> inputs)
    {
        foreach (TensorInfo input in inputs)
        {
            if (input.IsSampleWeights)
            {
                return (input.Offset, input.Length);
            }
        }

        return default;
    }

    /// <summary>Whether a class stands for no target.</summary>
    public bool IsIgnored(int given) => given == IgnoredClass && IgnoredClass != int.MinValue;

    /// <summary>How many positions of an example are real: they come first.</summary>
    public int RealRows<T>(ReadOnlySpan<T> input)
        where T : unmanaged, IFloatingPointIeee754<T>
        => LengthAt < 0 ? Rows : int.CreateTruncating(input[LengthAt]) * RowsOfTime;

    /// <summary>What a position of an example counts by its own weight.</summary>
    public double WeightOf<T>(ReadOnlySpan<T> input, int row)
        where T : unmanaged, IFloatingPointIeee754<T>
        => SampleWeights.Count switch
        {
            0 => 1,
            1 => double.CreateTruncating(input[SampleWeights.First]),
            _ => double.CreateTruncating(input[SampleWeights.First + row]),
        };

    /// <summary>What the mean loss of some examples is the mean over, so that means of parts become the mean of all.</summary>
    public double Share<T, TTarget>(Examples<T, TTarget> data, ReadOnlySpan<T> inputs, ReadOnlySpan<TTarget> targets, int examples)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TTarget : unmanaged
    {
        if (CountsAll)
        {
            return examples;
        }

        double share = 0;
        for (int example = 0; example < examples; example++)
        {
            ReadOnlySpan<T> input = inputs.Slice(example * data.InputLength, data.InputLength);
            ReadOnlySpan<TTarget> target = targets.Slice(example * data.TargetLength, data.TargetLength);
            bool isLengthAlone = IgnoredClass == int.MinValue && ClassWeights.Length == 0 && SampleWeights.Count == 0;
            share += isLengthAlone ? RealRows(input) : WeightOf(data, input, target);
        }

        return share;
    }

    private double WeightOf<T, TTarget>(Examples<T, TTarget> data, ReadOnlySpan<T> input, ReadOnlySpan<TTarget> target)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TTarget : unmanaged
    {
        double weight = 0;
        int each = data.TargetLength / Rows, real = RealRows(input);
        for (int row = 0; row < real; row++)
        {
            ReadOnlySpan<TTarget> wanted = target.Slice(row * each, each);
            weight += data.IsIgnored(wanted, IgnoredClass) ? 0 : WeightOf(input, row) * (ClassWeights.Length == 0 ? 1 : data.WeightOf(wanted, ClassWeights));
        }

        return weight;
    }
}
