using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Numerics;
using ModelGen.CompilerServices;

namespace ModelGen.Files;

/// <summary>Writes a model as safetensors.</summary>
internal static class ModelWriter
{
    private const int ChunkLength = 4096;

    /// <exception cref="ModelFileException">A number is not finite.</exception>
    /// <exception cref="InvalidOperationException">The optimizer's memory is wanted, and the model has none.</exception>
    public static void Write<TSelf, T>(IModel<TSelf, T> model, Stream stream, SaveOptions options)
        where TSelf : IModel<TSelf, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        IOptimizerMemory<T>? memory = model as IOptimizerMemory<T>;
        if (options.IncludeOptimizer && memory is null)
        {
            throw new InvalidOperationException($"{TSelf.ModelName} has no optimizer whose memory could be saved.");
        }

        List<SavedTensor> tensors = SavedTensor.All(TSelf.ParameterInfos, options.IncludeOptimizer ? memory : null);
        foreach (SavedTensor tensor in tensors)
        {
            FiniteNumbers.Check<T>(TSelf.ModelName, tensor.Name, tensor.In(model.Parameters, memory));
        }

        stream.Write(SafetensorsJson.Write(Places<T>(tensors), Metadata(model, memory, options)));
        T[] values = new T[ChunkLength];
        byte[] bytes = new byte[ChunkLength * NumberTypes.Of<T>().Size()];
        foreach (SavedTensor tensor in tensors)
        {
            Span<T> stored = tensor.In(model.Parameters, memory);
            for (int first = 0; first < stored.Length; first += ChunkLength)
            {
                Span<T> chunk = values.AsSpan(0, Math.Min(ChunkLength, stored.Length - first));
                CanonicalOrder.Read(tensor.Info, stored, first, chunk);
                NumberTypes.Encode<T>(chunk, bytes);
                stream.Write(bytes, 0, chunk.Length * NumberTypes.Of<T>().Size());
            }
        }
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
            metadata.Add(MetadataKeys.LearningRate, memory.LearningRate.ToString("R", CultureInfo.InvariantCulture));
            for (int i = 0; i < memory.NumberNames.Length; i++)
            {
                metadata.Add(MetadataKeys.Optimizer + memory.NumberNames[i], memory.Number(i).ToString("R", CultureInfo.InvariantCulture));
            }
        }

        foreach ((string key, string value) in options.Metadata)
        {
            if (key == MetadataKeys.Format || key.StartsWith(MetadataKeys.Prefix, StringComparison.Ordinal))
            {
                throw new ArgumentException($"The metadata key {key} is taken.", nameof(options));
            }

            metadata.Add(key, value);
        }

        return metadata;
    }
}
