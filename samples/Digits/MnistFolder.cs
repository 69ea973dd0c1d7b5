using System;
using System.IO;
using System.Linq;
using ModelGen.Data;

namespace Samples.Digits;

/// <summary>Reads MNIST from a folder with its IDX files, plain or gzipped, under their usual names.</summary>
internal static class MnistFolder
{
    /// <summary>The share of the pictures to learn from where the folder has only one set.</summary>
    private const double TrainingShare = 0.8;

    private const string TrainingSet = "train";
    private const string TestSet = "t10k";

    /// <summary>Reads both sets. Of a folder that has only one of them, the last fifth of the pictures are to test with.</summary>
    /// <exception cref="InvalidDataException">A file is missing or is not what its name says.</exception>
    public static DigitData Read(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException($"There is no folder {folder}.");
        }

        bool hasTraining = Find(folder, Pictures(TrainingSet)) is not null;
        bool hasTest = Find(folder, Pictures(TestSet)) is not null;
        if (hasTraining && hasTest)
        {
            return new(ReadSet(folder, TrainingSet), ReadSet(folder, TestSet));
        }

        if (!hasTraining && !hasTest)
        {
            throw new InvalidDataException($"{folder} has neither {Pictures(TrainingSet)} nor {Pictures(TestSet)}, plain or with .gz.");
        }

        ClassDataset<float> all = ReadSet(folder, hasTraining ? TrainingSet : TestSet);
        int training = (int)(TrainingShare * all.Count);
        return new(all.Slice(0, training), all.Slice(training, all.Count - training));
    }

    private static ClassDataset<float> ReadSet(string folder, string set)
    {
        using IdxReader pictures = Open(folder, Pictures(set));
        using IdxReader labels = Open(folder, Labels(set));
        if (!pictures.Shape[1..].SequenceEqual([DigitData.Side, DigitData.Side]) || !labels.Shape.SequenceEqual([pictures.Count]))
        {
            throw new InvalidDataException(
                $"{Pictures(set)} holds an array of {Text(pictures)} and {Labels(set)} one of {Text(labels)}; "
                + $"expected as many pictures of {DigitData.Side} × {DigitData.Side} as labels.");
        }

        int[] digits = labels.ReadAll<int>().Values;
        int wrong = Array.FindIndex(digits, digit => digit is < 0 or > 9);
        if (wrong >= 0)
        {
            throw new InvalidDataException($"{Labels(set)}: label {wrong} is {digits[wrong]}, expected 0 to 9.");
        }

        float[] pixels = pictures.ReadAll<float>().Values;
        for (int i = 0; i < pixels.Length; i++)
        {
            pixels[i] /= byte.MaxValue;
        }

        return new(pixels, digits, DigitData.Pixels);
    }

    private static string Text(IdxReader reader) => string.Join(" × ", reader.Shape.ToArray());

    private static string Pictures(string set) => $"{set}-images-idx3-ubyte";

    private static string Labels(string set) => $"{set}-labels-idx1-ubyte";

    private static IdxReader Open(string folder, string name)
        => Idx.Open(Find(folder, name) ?? throw new InvalidDataException($"{folder} has no {name}, plain or with .gz."));

    private static string? Find(string folder, string name)
        => new[] { name, name + ".gz" }.Select(file => Path.Combine(folder, file)).FirstOrDefault(File.Exists);
}
