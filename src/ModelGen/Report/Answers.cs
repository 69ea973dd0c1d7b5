using System;
using System.Numerics;
using System.Runtime.InteropServices;
using ModelGen.Data;
using ModelGen.Training;

namespace ModelGen.Report;

/// <summary>Compares a classifier's answers with the classes.</summary>
internal static class Answers
{
    private const double TargetThreshold = 0.5;

    /// <summary>Predicts every example and counts the answers.</summary>
    /// <param name="model">The model; only its parameters are read.</param>
    /// <param name="data">The examples.</param>
    /// <param name="threshold">Above which a single output is class 1; null if it is no class.</param>
    /// <returns>Null if the targets are no classes: neither indices, nor one-hot rows, nor numbers 0 and 1 with a threshold.</returns>
    public static ConfusionMatrix? Count<TModel, T, TTarget>(TModel model, Examples<T, TTarget> data, double? threshold)
        where TModel : IModel<TModel, T>
        where T : unmanaged, IFloatingPointIeee754<T>
        where TTarget : unmanaged
    {
        int outputs = TModel.OutputLength, row = TModel.OutputShape[^1], positions = outputs / row;
        if ((row == 1 && threshold is null) || ClassesOf(data, row) is not { } classes)
        {
            return null;
        }

        TargetCounting counting = TargetCounting.Of<TModel, T>(model, data.IgnoredByData);
        ConfusionMatrix matrix = new(Math.Max(2, row), positions == 1 ? "examples" : "positions");
        T[] predicted = new T[Math.Min(data.Count, Measuring.LargestPart) * outputs];
        for (int start = 0; start < data.Count; start += Measuring.LargestPart)
        {
            int count = Math.Min(Measuring.LargestPart, data.Count - start);
            model.Predict(data.Inputs.Slice(start * data.InputLength, count * data.InputLength), predicted.AsSpan(0, count * outputs));
            for (int i = 0; i < count * positions; i++)
            {
                bool isReal = TModel.OutputInfos.Length > 1 || counting.LengthAt < 0 || i % positions < counting.RealRows(data.Input(start + (i / positions)));
                if (!isReal || (typeof(TTarget) == typeof(int) && counting.IsIgnored(classes[(start * positions) + i])))
                {
                    continue;
                }

                matrix.Add(classes[(start * positions) + i], MetricSums.ClassOf<T>(predicted.AsSpan(i * row, row), threshold ?? 0));
            }
        }

        return matrix;
    }

    /// <summary>The class of every position of every example; null if one has none.</summary>
    private static int[]? ClassesOf<T, TTarget>(Examples<T, TTarget> data, int rowLength)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TTarget : unmanaged
    {
        if (typeof(TTarget) == typeof(int))
        {
            return MemoryMarshal.Cast<TTarget, int>(data.Targets).ToArray();
        }

        ReadOnlySpan<T> targets = MemoryMarshal.Cast<TTarget, T>(data.Targets);
        int[] classes = new int[targets.Length / rowLength];
        for (int i = 0; i < classes.Length; i++)
        {
            ReadOnlySpan<T> row = targets.Slice(i * rowLength, rowLength);
            if (!IsClass(row))
            {
                return null;
            }

            classes[i] = MetricSums.ClassOf(row, TargetThreshold);
        }

        return classes;
    }

    /// <summary>Whether a row has a single 1 and is 0 elsewhere, or is the number 0 or 1.</summary>
    private static bool IsClass<T>(ReadOnlySpan<T> row)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int ones = 0;
        foreach (T value in row)
        {
            if (value != T.Zero && value != T.One)
            {
                return false;
            }

            ones += value == T.One ? 1 : 0;
        }

        return row.Length == 1 || ones == 1;
    }
}
