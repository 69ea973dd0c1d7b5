using System;
using System.Collections.Generic;
using System.Globalization;
using System.Numerics;
using ModelGen.CompilerServices;

namespace ModelGen.Files;

/// <summary>What a file's metadata hold of an optimizer: only what a run can have produced is saved or loaded.</summary>
/// <param name="Steps">The steps so far.</param>
/// <param name="LearningRate">The step size.</param>
/// <param name="Others">The single numbers, in the order of their names.</param>
internal sealed record OptimizerNumbers<T>(long Steps, T LearningRate, double[] Others)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const long MostSteps = 1L << 53;

    /// <summary>What the model has.</summary>
    /// <exception cref="ModelFileException">No file may hold it.</exception>
    public static OptimizerNumbers<T> Of(IOptimizerMemory<T> memory, string model)
    {
        double[] others = new double[memory.NumberNames.Length];
        for (int i = 0; i < others.Length; i++)
        {
            others[i] = memory.Number(i);
        }

        return new OptimizerNumbers<T>(memory.Steps, memory.LearningRate, others).Checked(memory.NumberNames, model, null);
    }

    /// <summary>What the metadata hold.</summary>
    /// <exception cref="ModelFileException">Something is missing, or no run can have produced it.</exception>
    public static OptimizerNumbers<T> Parse(IReadOnlyDictionary<string, string> metadata, ReadOnlySpan<string> names, string source)
    {
        double[] others = new double[names.Length];
        for (int i = 0; i < others.Length; i++)
        {
            others[i] = Number<double>(metadata, MetadataKeys.Optimizer + names[i], source);
        }

        long steps = Number<long>(metadata, MetadataKeys.Step, source);
        return new OptimizerNumbers<T>(steps, Number<T>(metadata, MetadataKeys.LearningRate, source), others).Checked(names, source, metadata);
    }

    /// <summary>Adds them to a file's metadata.</summary>
    public void AddTo(Dictionary<string, string> metadata, ReadOnlySpan<string> names)
    {
        metadata.Add(MetadataKeys.LearningRate, LearningRate.ToString("R", CultureInfo.InvariantCulture));
        for (int i = 0; i < names.Length; i++)
        {
            metadata.Add(MetadataKeys.Optimizer + names[i], Others[i].ToString("R", CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Sets the optimizer.</summary>
    public void WriteTo(IOptimizerMemory<T> memory)
    {
        memory.Steps = Steps;
        memory.LearningRate = LearningRate;
        for (int i = 0; i < Others.Length; i++)
        {
            memory.Number(i) = Others[i];
        }
    }

    private static TNumber Number<TNumber>(IReadOnlyDictionary<string, string> metadata, string key, string source)
        where TNumber : INumber<TNumber>
    {
        string? text = metadata.GetValueOrDefault(key);
        return TNumber.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out TNumber? number)
            ? number
            : throw new ModelFileException(source, null, $"a number as {key} in the metadata", text is null ? "none" : $"'{text}'");
    }

    /// <summary>Faults quote a number as it is <paramref name="written"/>, if it is: it may have become another.</summary>
    private OptimizerNumbers<T> Checked(ReadOnlySpan<string> names, string source, IReadOnlyDictionary<string, string>? written)
    {
        if (Steps is < 0 or >= MostSteps)
        {
            throw Fault(MetadataKeys.Step, $"0 to {MostSteps - 1}", Steps);
        }

        if (!(LearningRate >= T.Zero && T.IsFinite(LearningRate)))
        {
            throw Fault(MetadataKeys.LearningRate, $"a finite {NumberTypes.Of<T>()} of 0 or more", LearningRate);
        }

        for (int i = 0; i < Others.Length; i++)
        {
            if (!(Others[i] >= 0 && Others[i] <= 1))
            {
                throw Fault(MetadataKeys.Optimizer + names[i], "0 to 1", Others[i]);
            }
        }

        return this;

        ModelFileException Fault(string key, string expected, IFormattable found) =>
            new(source, null, $"{expected} as {key} in the metadata", written?[key] ?? found.ToString(null, CultureInfo.InvariantCulture));
    }
}
