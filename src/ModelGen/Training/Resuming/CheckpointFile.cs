using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Numerics;
using ModelGen.CompilerServices;
using ModelGen.Files;

namespace ModelGen.Training.Resuming;

/// <summary>Writes and reads the checkpoints of one training.</summary>
/// <param name="model">The model that is trained.</param>
/// <param name="settings">What must be the same in the training that is resumed.</param>
internal sealed class CheckpointFile<TModel, T>(TModel model, IReadOnlyList<(string Name, string Value)> settings)
    where TModel : ITrainableModel<TModel, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const string Setting = MetadataKeys.Checkpoint + "setting.";
    private const string Frozen = MetadataKeys.Checkpoint + "frozen";
    private const string Dropout = MetadataKeys.Checkpoint + "dropout";

    /// <summary>Writes a checkpoint as of now.</summary>
    /// <param name="path">The file.</param>
    /// <param name="baseRate">The learning rate before the training, which the file has in place of that of the last step.</param>
    /// <param name="state">How far the training is.</param>
    /// <param name="best">The best parameters so far; empty if they are not kept.</param>
    public void Write(string path, T baseRate, FitState state, T[] best)
    {
        Dictionary<string, string> metadata = settings.ToDictionary(s => Setting + s.Name, s => s.Value);
        FitStateText.Write(state, metadata);
        metadata.Add(Frozen, string.Join('\n', FrozenNames()));
        if (model is IDropoutModel dropout)
        {
            metadata.Add(Dropout, FormattableString.Invariant($"{dropout.DropoutSeed} {dropout.DropoutStep}"));
        }

        T rate = model.LearningRate;
        model.LearningRate = baseRate;
        try
        {
            SaveOptions options = new() { IncludeOptimizer = true };
            ReplacedFile.Write(path, stream => ModelWriter.Write(model, stream, options, new CheckpointParts<T>(metadata, best)));
        }
        finally
        {
            model.LearningRate = rate;
        }
    }

    /// <summary>Sets model and optimizer to what they were, learning rate and frozen tensors among it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How the training goes on.</param>
    /// <param name="best">Takes the best parameters so far; empty if they are not kept.</param>
    /// <returns>How far the training was.</returns>
    /// <exception cref="ModelFileException">The file is no checkpoint, or one of another model or training. Nothing has
    /// changed.</exception>
    public FitState Resume(string path, FitOptions options, T[] best)
    {
        using FileStream stream = File.OpenRead(path);
        string source = Path.GetFileName(path);
        ModelReader<TModel, T> reader = new(stream, source, new LoadOptions { IncludeOptimizer = true });
        if (!reader.Metadata.Keys.Any(key => key.StartsWith(MetadataKeys.Checkpoint, StringComparison.Ordinal)))
        {
            throw new ModelFileException(source, null, $"a checkpoint, which {nameof(FitOptions)}.{nameof(FitOptions.Checkpoints)} writes", "a model without one");
        }

        foreach ((string name, string value) in settings)
        {
            // A file of an earlier version says less.
            string found = reader.Metadata.GetValueOrDefault(Setting + name, "a file that does not say");
            if (found != value && !options.ResumeDespite.Contains(name))
            {
                string remedy = FitSettings.MayDiffer.Contains(name) ? $" ({nameof(FitOptions)}.{nameof(FitOptions.ResumeDespite)} takes it if it names {name})" : "";
                throw new ModelFileException(source, null, $"a training of {TModel.ModelName} with {name}: {value}", found + remedy);
            }
        }

        FitState state = FitStateText.Read(reader.Metadata, options.Metrics, options.EarlyStopping is not null, source);
        if (state.Epochs.Count > options.Epochs)
        {
            throw new ModelFileException(source, null, $"at most the {options.Epochs} of {nameof(FitOptions.Epochs)}", $"{state.Epochs.Count} epochs");
        }

        int[] frozen = Places(FitStateText.Text(reader.Metadata, Frozen, source), source);
        (int Seed, long Step)? draw = model is IDropoutModel ? Draw(FitStateText.Text(reader.Metadata, Dropout, source), source) : null;

        // Nothing is refused after this.
        reader.RestoreCheckpoint(model, best);
        IOptimizerMemory<T> memory = (IOptimizerMemory<T>)model;
        memory.Frozen = FrozenTensors<T>.Change(null, TModel.ParameterInfos, memory.StateNames.Length, frozen, isFrozen: true);
        if (model is IDropoutModel dropout && draw is { } drawn)
        {
            (dropout.DropoutSeed, dropout.DropoutStep) = drawn;
        }

        return state;
    }

    private IEnumerable<string> FrozenNames()
    {
        List<string> names = [];
        for (int i = 0; i < TModel.ParameterInfos.Length; i++)
        {
            if (((IOptimizerMemory<T>)model).Frozen?.Contains(i) == true)
            {
                names.Add(TModel.ParameterInfos[i].Name);
            }
        }

        return names;
    }

    private static int[] Places(string frozen, string source)
    {
        string[] names = [.. TModel.ParameterInfos.ToArray().Select(info => info.Name)];
        return [.. frozen.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(name => Array.IndexOf(names, name) is >= 0 and var place
            ? place
            : throw new ModelFileException(source, null, $"tensors of {TModel.ModelName} as {Frozen} in the metadata", name))];
    }

    private static (int Seed, long Step) Draw(string text, string source)
        => text.Split(' ') is [var first, var second]
            && int.TryParse(first, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int seed)
            && long.TryParse(second, NumberStyles.None, CultureInfo.InvariantCulture, out long step)
            ? (seed, step)
            : throw new ModelFileException(source, null, $"a seed and a step as {Dropout} in the metadata", text);
}
