using System;
using System.Buffers;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Numerics;
using System.Text;
using ModelGen.CompilerServices;

namespace ModelGen.Files;

/// <summary>Writes a model as safetensors.</summary>
internal static class ModelWriter
{
    private const int ChunkLength = 4096;

    /// <exception cref="ModelFileException">Something could not be loaded again: a number that is not finite, metadata too long. Nothing has been written.</exception>
    /// <exception cref="ArgumentException">Metadata of the user's cannot be in a file. Nothing has been written.</exception>
    /// <exception cref="InvalidOperationException">The optimizer's memory is wanted, and the model has none.</exception>
    public static void Write<TSelf, T>(IModel<TSelf, T> model, Stream stream, SaveOptions options, CheckpointParts<T>? checkpoint = null)
        where TSelf : IModel<TSelf, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        IOptimizerMemory<T>? memory = model as IOptimizerMemory<T>;
        if (options.IncludeOptimizer && memory is null)
        {
            throw new InvalidOperationException($"{TSelf.ModelName} has no optimizer whose memory could be saved.");
        }

        List<SavedTensor> tensors = SavedTensor.All(TSelf.ParameterInfos, options.IncludeOptimizer ? memory : null, checkpoint?.Best.Length > 0);
        foreach (SavedTensor tensor in tensors)
        {
            Check<T>(tensor, tensor.In(model.Parameters, memory, checkpoint?.Best), TSelf.ModelName);
        }

        Dictionary<string, string> metadata = Metadata(model, memory, options);
        foreach ((string key, string value) in checkpoint?.Metadata ?? new Dictionary<string, string>())
        {
            metadata.Add(key, value);
        }

        byte[] header = Header<T>(tensors, metadata, TSelf.ModelName);

        stream.Write(header);
        T[] values = new T[ChunkLength];
        byte[] bytes = new byte[ChunkLength * NumberTypes.Of<T>().Size()];
        foreach (SavedTensor tensor in tensors)
        {
            Span<T> stored = tensor.In(model.Parameters, memory, checkpoint?.Best);
            for (int first = 0; first < stored.Length; first += ChunkLength)
            {
                Span<T> chunk = values.AsSpan(0, Math.Min(ChunkLength, stored.Length - first));
                CanonicalOrder.Read(tensor.Info, stored, first, chunk);
                NumberTypes.Encode<T>(chunk, bytes);
                stream.Write(bytes, 0, chunk.Length * NumberTypes.Of<T>().Size());
            }
        }
    }

    /// <summary>What could not be loaded is not saved either: the file of a training that failed would replace a good one.</summary>
    private static void Check<T>(SavedTensor tensor, ReadOnlySpan<T> values, string model)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        foreach (T value in values)
        {
            if (!tensor.Takes(value))
            {
                throw new ModelFileException(model, tensor.Name, tensor.Expected<T>(), value.ToString(null, CultureInfo.InvariantCulture));
            }
        }
    }

    private static byte[] Header<T>(List<SavedTensor> tensors, Dictionary<string, string> metadata, string model)
    {
        // Before JSON is made of it, which has limits of its own.
        long length = metadata.Sum(entry => (long)Encoding.UTF8.GetByteCount(entry.Key) + Encoding.UTF8.GetByteCount(entry.Value));
        byte[] header = length > SafetensorsHeader.MaxLength ? [] : SafetensorsJson.Write(Places<T>(tensors), metadata);
        length = Math.Max(length, header.Length - 8);
        if (length <= SafetensorsHeader.MaxLength)
        {
            return header;
        }

        const int LongestKey = 40;
        (string key, string value) = metadata.MaxBy(entry => entry.Key.Length + entry.Value.Length);
        string name = key.Length > LongestKey ? $"a key of {key.Length} characters" : $"'{key}'";
        throw new ModelFileException(
            model,
            null,
            $"metadata short enough for a header of at most {SafetensorsHeader.MaxLength} bytes",
            $"{length}; the longest metadata are {value.Length} characters of {name}");
    }

    private static bool IsUnicode(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(text, out _, out int length) != OperationStatus.Done)
            {
                return false;
            }

            text = text[length..];
        }

        return true;
    }

    private static IEnumerable<SafetensorsTensor> Places<T>(List<SavedTensor> tensors)
    {
        long end = 0;
        foreach (SavedTensor tensor in tensors)
        {
            long begin = end;
            end += (long)tensor.Info.Length * NumberTypes.Of<T>().Size();
            yield return new(tensor.Name, NumberTypes.Of<T>().ToString(), [.. tensor.Info.Shape], begin, end);
        }
    }

    private static Dictionary<string, string> Metadata<TSelf, T>(IModel<TSelf, T> model, IOptimizerMemory<T>? memory, SaveOptions options)
        where TSelf : IModel<TSelf, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Dictionary<string, string> metadata = new()
        {
            [MetadataKeys.Format] = "pt",
            [MetadataKeys.Version] = TSelf.GeneratorVersion,
            [MetadataKeys.Model] = TSelf.ModelName,
            [MetadataKeys.Architecture] = TSelf.ArchitectureHash,
            [MetadataKeys.Seed] = model.Seed.ToString(CultureInfo.InvariantCulture),
        };
        if (memory is not null)
        {
            metadata.Add(MetadataKeys.Step, memory.Steps.ToString(CultureInfo.InvariantCulture));
        }

        if (memory is not null && options.IncludeOptimizer)
        {
            OptimizerNumbers<T>.Of(memory, TSelf.ModelName).AddTo(metadata, memory.NumberNames);
        }

        foreach ((string key, string value) in options.Metadata)
        {
            if (key == MetadataKeys.Format || key.StartsWith(MetadataKeys.Prefix, StringComparison.Ordinal))
            {
                throw new ArgumentException($"The metadata key {key} is taken.", nameof(options));
            }

            if (value is null || !IsUnicode(key) || !IsUnicode(value))
            {
                throw new ArgumentException($"The metadata of {key} are {(value is null ? "null" : "no Unicode text: half of a surrogate pair")}.", nameof(options));
            }

            metadata.Add(key, value);
        }

        return metadata;
    }
}
