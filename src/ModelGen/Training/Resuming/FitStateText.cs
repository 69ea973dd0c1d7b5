using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using ModelGen.Files;

namespace ModelGen.Training.Resuming;

/// <summary>A <see cref="FitState"/> as metadata of a file, and back. Numbers are written so that they are read as the same bits.</summary>
internal static class FitStateText
{
    private const string History = MetadataKeys.Checkpoint + "history";
    private const string Plateau = MetadataKeys.Checkpoint + "plateau";
    private const string Best = MetadataKeys.Checkpoint + "best";
    private const string None = "-";

    public static void Write(FitState state, Dictionary<string, string> metadata)
    {
        metadata.Add(History, string.Join('\n', state.Epochs.Select(Line)));
        (double rate, double best, int bad, int cooldown) = state.Plateau;
        metadata.Add(Plateau, FormattableString.Invariant($"{rate:R} {best:R} {bad} {cooldown}"));
        if (state.Best is { } stopping)
        {
            metadata.Add(Best, FormattableString.Invariant($"{stopping.Lowest:R} {stopping.Reference:R} {stopping.Waited} {stopping.Epoch}"));
        }
    }

    /// <exception cref="ModelFileException">Something is missing, or is not what was written.</exception>
    public static FitState Read(IReadOnlyDictionary<string, string> metadata, ImmutableArray<Metric> metrics, bool hasBest, string source)
    {
        string[] lines = Text(metadata, History, source).Split('\n');
        EpochResult[] epochs = new EpochResult[lines.Length];
        for (int i = 0; i < lines.Length; i++)
        {
            Fields fields = new(lines[i], History, source);
            double loss = fields.Number();
            double? validation = fields.NumberOrNone();
            double rate = fields.Number();
            TimeSpan duration = new(fields.Count(long.MaxValue));
            MetricValue[] values = new MetricValue[metrics.Length];
            for (int m = 0; m < values.Length; m++)
            {
                values[m] = new(metrics[m], fields.Number());
            }

            fields.End();
            epochs[i] = new(i + 1, loss, validation, [.. values], rate, duration);
        }

        Fields plateau = new(Text(metadata, Plateau, source), Plateau, source);
        ReduceOnPlateau.State reduced = new(plateau.Number(), plateau.Number(), (int)plateau.Count(int.MaxValue), (int)plateau.Count(int.MaxValue));
        plateau.End();
        if (!hasBest)
        {
            return new(epochs, reduced, null);
        }

        Fields best = new(Text(metadata, Best, source), Best, source);
        BestState stopping = new(best.Number(), best.Number(), (int)best.Count(epochs.Length), (int)best.Count(epochs.Length));
        best.End();
        return new(epochs, reduced, stopping);
    }

    /// <summary>What the metadata hold under a key.</summary>
    /// <exception cref="ModelFileException">There is none.</exception>
    public static string Text(IReadOnlyDictionary<string, string> metadata, string key, string source)
        => metadata.TryGetValue(key, out string? text) ? text : throw new ModelFileException(source, null, $"{key} in the metadata", "none");

    private static string Line(EpochResult epoch)
    {
        string validation = epoch.ValidationLoss is { } loss ? loss.ToString("R", CultureInfo.InvariantCulture) : None;
        string metrics = string.Concat(epoch.Metrics.Select(m => FormattableString.Invariant($" {m.Value:R}")));
        return FormattableString.Invariant($"{epoch.TrainingLoss:R} {validation} {epoch.LearningRate:R} {epoch.Duration.Ticks}{metrics}");
    }

    /// <summary>The fields of a line, one after another.</summary>
    private ref struct Fields(string line, string key, string source)
    {
        private readonly string[] _fields = line.Split(' ');
        private int _next;

        public double Number() => NumberOrNone() ?? throw Fault("a number", None);

        public double? NumberOrNone()
        {
            string field = Next();
            return field == None ? null
                : double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number
                : throw Fault("a number", field);
        }

        public long Count(long largest)
        {
            string field = Next();
            return long.TryParse(field, NumberStyles.None, CultureInfo.InvariantCulture, out long count) && count <= largest
                ? count
                : throw Fault($"0 to {largest}", field);
        }

        public readonly void End()
        {
            if (_next < _fields.Length)
            {
                throw Fault($"{_next} numbers in a line", $"{_fields.Length}");
            }
        }

        private string Next() => _next < _fields.Length ? _fields[_next++] : throw Fault("a number", "the end of the line");

        private readonly ModelFileException Fault(string expected, string found)
            => new(source, null, $"{expected} as number {_next} of {key} in the metadata", $"'{(found.Length > 40 ? found[..40] + "…" : found)}'");
    }
}
