using System;
using System.IO;
using System.Linq;
using ModelGen.Data;

namespace Samples.Moons;

/// <summary>The points to learn from, and those to test with.</summary>
internal sealed record MoonsData(ClassDataset<float> Training, ClassDataset<float> Test)
{
    /// <summary>2,000 points of our own, 70 % of them to learn from.</summary>
    public static MoonsData Make(int seed)
    {
        (ClassDataset<float> training, ClassDataset<float> test) = TwoMoons.Make<float>(2000, noise: 0.2, seed).Split(0.7, seed);
        return new(training, test);
    }

    /// <summary>Reads a CSV file with the columns set (train or test), x1, x2 and label (0 or 1).</summary>
    /// <exception cref="InvalidDataException">The file is not such a table; the message says where.</exception>
    public static MoonsData Read(string path)
    {
        CsvTable table = Csv.Read(path);
        string name = Path.GetFileName(path);
        foreach (string column in (ReadOnlySpan<string>)["set", "x1", "x2", "label"])
        {
            if (table.Columns.Count(given => given == column) != 1)
            {
                throw new InvalidDataException(
                    $"{name}: expected the columns set, x1, x2 and label, found {string.Join(", ", table.Columns)}.");
            }
        }

        string[] sets = table.Text("set");
        if (sets.FirstOrDefault(set => set is not ("train" or "test")) is { } unknown)
        {
            throw new InvalidDataException($"{name}: a row's set is '{unknown}', expected train or test.");
        }

        return new(Rows(table, name, "train"), Rows(table, name, "test"));
    }

    private static ClassDataset<float> Rows(CsvTable table, string name, string set)
    {
        CsvTable rows = table.Where("set", set);
        if (rows.RowCount == 0)
        {
            throw new InvalidDataException($"{name}: no row has the set {set}.");
        }

        float[] points = rows.Numbers<float>("x1", "x2");
        int[] labels = rows.Numbers<int>("label");
        if (!points.All(float.IsFinite))
        {
            throw new InvalidDataException($"{name}: a coordinate of the {set} rows is not finite.");
        }

        if (!labels.All(label => label is 0 or 1))
        {
            throw new InvalidDataException($"{name}: a label of the {set} rows is neither 0 nor 1.");
        }

        return new(points, labels, inputLength: 2);
    }
}
