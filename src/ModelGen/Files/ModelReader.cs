using System;
using System.Buffers;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Numerics;
using ModelGen.CompilerServices;

namespace ModelGen.Files;

/// <summary>Reads a model from safetensors: first everything into memory of its own, then, if all is well, into the model.</summary>
internal sealed class ModelReader<TSelf, T>
    where TSelf : IModel<TSelf, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int ChunkLength = 32 << 10;

    /// <summary>The buffer of the optimizer's first state: before it are the best parameters and the parameters.</summary>
    private const int FirstState = -SavedTensor.Best;

    private readonly Stream _stream;
    private readonly string _source;
    private readonly LoadOptions _options;
    private readonly SafetensorsHeader _header;

    /// <exception cref="ModelFileException">It is no file of tensors, or one of another architecture.</exception>
    public ModelReader(Stream stream, string source, LoadOptions options)
    {
        _stream = WeightsFile.AsSafetensors(stream, source);
        _source = source;
        _options = options;
        _header = SafetensorsHeader.Read(_stream, source);
        bool isPart = options.Skip.Length > 0 || options.AllowMissingTensors;
        if (!options.IgnoreArchitecture && !isPart && _header.Metadata.TryGetValue(MetadataKeys.Architecture, out string? hash) && hash != TSelf.ArchitectureHash)
        {
            string model = _header.Metadata.GetValueOrDefault(MetadataKeys.Model, "a model");
            throw new ModelFileException(source, null, $"the architecture {TSelf.ArchitectureHash} of {TSelf.ModelName}", $"{hash} of {model} ({Option(nameof(LoadOptions.IgnoreArchitecture))} takes tensors with the same names and shapes, {Option(nameof(LoadOptions.Skip))} all but some)");
        }
    }

    /// <summary>What the saved model's parameters were first drawn from; 0 if the file does not tell.</summary>
    public int Seed => int.TryParse(_header.Metadata.GetValueOrDefault(MetadataKeys.Seed), NumberStyles.Integer, CultureInfo.InvariantCulture, out int seed) ? seed : 0;

    /// <summary>What the file says about itself.</summary>
    public IReadOnlyDictionary<string, string> Metadata => _header.Metadata;

    /// <summary>Reads everything and then sets the model, its optimizer, and the best parameters if <paramref name="best"/> is as long as these; nothing may follow.</summary>
    /// <exception cref="ModelFileException">Something does not fit; nothing has been set.</exception>
    public void RestoreCheckpoint(IModel<TSelf, T> model, T[] best) => Restore(model, best, toEnd: true);

    /// <summary>Reads everything and then sets the model; with <paramref name="toEnd"/> nothing may follow in the stream.</summary>
    /// <exception cref="ModelFileException">Something does not fit; the model is as it was.</exception>
    public void Restore(IModel<TSelf, T> model, bool toEnd) => Restore(model, [], toEnd);

    private void Restore(IModel<TSelf, T> model, T[] best, bool toEnd)
    {
        IOptimizerMemory<T>? memory = _options.IncludeOptimizer
            ? model as IOptimizerMemory<T> ?? throw new InvalidOperationException($"{TSelf.ModelName} has no optimizer whose memory could be loaded.")
            : null;
        Dictionary<string, SavedTensor> wanted = Match(Taken(SavedTensor.All(TSelf.ParameterInfos, memory, best.Length > 0)));
        OptimizerNumbers<T>? numbers = memory is null ? null : OptimizerNumbers<T>.Parse(_header.Metadata, memory.NumberNames, _source);
        T[][] buffers = [.. Enumerable.Range(0, FirstState + (memory?.StateNames.Length ?? 0))
            .Select(i => new T[i == 0 && best.Length == 0 ? 0 : TSelf.ParameterCount])];
        ReadTensors(wanted, buffers);
        if (toEnd && _stream.ReadByte() >= 0)
        {
            throw new ModelFileException(_source, null, $"the end after {_header.DataLength} bytes of tensors", "more bytes");
        }

        foreach (SavedTensor tensor in wanted.Values)
        {
            buffers[FirstState + tensor.State].AsSpan(tensor.Info.Offset, tensor.Info.Length).CopyTo(tensor.In(model.Parameters, memory, best));
        }

        numbers?.WriteTo(memory!);
    }

    /// <summary>Without those that are to be skipped.</summary>
    private List<SavedTensor> Taken(List<SavedTensor> tensors)
    {
        string[] names = [.. tensors.Where(t => t.State < 0).Select(t => t.Name)];
        foreach (string pattern in _options.Skip)
        {
            if (!names.Any(name => NamePattern.Matches(pattern, name)))
            {
                throw new ArgumentException(
                    $"{Option(nameof(LoadOptions.Skip))}: {TSelf.ModelName} has no tensor or layer {pattern}{NamePattern.NearText(pattern, names)}; its tensors are {Some(names)}.");
            }
        }

        return [.. tensors.Where(t => !IsSkipped(t.Info.Name))];
    }

    private bool IsSkipped(string name) => _options.Skip.Any(pattern => NamePattern.Matches(pattern, name));

    private static string Option(string name) => $"{nameof(LoadOptions)}.{name}";

    /// <summary>The model's tensors by their names in the file, all of them there, with the right shapes and types.</summary>
    private Dictionary<string, SavedTensor> Match(List<SavedTensor> tensors)
    {
        Dictionary<string, SafetensorsTensor> given = _header.Tensors.ToDictionary(t => t.Name);
        Dictionary<string, SavedTensor> wanted = [];
        foreach (SavedTensor tensor in tensors)
        {
            string name = _options.NameInFile?.Invoke(tensor.Name) ?? tensor.Name;
            string expected = $"{NumberTypes.Of<T>()} {tensor.Info.Shape}";
            if (!given.TryGetValue(name, out SafetensorsTensor? found))
            {
                if (_options.AllowMissingTensors)
                {
                    continue;
                }

                string near = NamePattern.NearText(name, given.Keys);
                throw new ModelFileException(
                    _source,
                    name,
                    expected,
                    $"no such tensor among {Some(given.Keys)}{near} ({Option(nameof(LoadOptions.NameInFile))} translates names, {Option(nameof(LoadOptions.AllowMissingTensors))} leaves what is missing as it is)");
            }

            bool isType = found.Type == NumberTypes.Of<T>().ToString(), isNumber = NumberTypes.Parse(found.Type) is not null;
            if (!found.Shape.SequenceEqual(tensor.Info.Shape.Select(e => (long)e)) || !(isType || (isNumber && _options.ConvertTypes)))
            {
                string hint = isNumber && !isType && !_options.ConvertTypes ? $" (numbers are converted with {nameof(LoadOptions)}.{nameof(LoadOptions.ConvertTypes)})" : "";
                string skip = isNumber && (isType || _options.ConvertTypes) ? $" ({Option(nameof(LoadOptions.Skip))} = [\"{tensor.Info.Name}\"] leaves it as it is)" : "";
                throw new ModelFileException(_source, name, expected, found.Description + hint + skip);
            }

            if (!wanted.TryAdd(name, tensor))
            {
                throw new ArgumentException($"{nameof(LoadOptions.NameInFile)} gives {name} to two tensors, {wanted[name].Name} and {tensor.Name}.");
            }
        }

        if (wanted.Count == 0 && tensors.Count > 0)
        {
            throw new ModelFileException(_source, null, $"a tensor of {TSelf.ModelName}", $"none among {Some(given.Keys)}");
        }

        HashSet<string> skipped = [];
        foreach (ParameterInfo info in TSelf.ParameterInfos)
        {
            if (IsSkipped(info.Name))
            {
                skipped.Add(_options.NameInFile?.Invoke(info.Name) ?? info.Name);
            }
        }

        string[] extra = [.. given.Keys.Where(name => !wanted.ContainsKey(name) && !skipped.Contains(name) && !IsPassedOver(name))];
        return extra.Length == 0
            ? wanted
            : throw new ModelFileException(_source, extra[0], $"only the {wanted.Count} tensors of {TSelf.ModelName}", $"also {Some(extra)} ({Option(nameof(LoadOptions.IgnoreExtraTensors))} passes them over)");
    }

    private bool IsPassedOver(string name) => _options.IgnoreExtraTensors
        || name.StartsWith(SavedTensor.OptimizerPrefix, StringComparison.Ordinal)
        || name.StartsWith(SavedTensor.CheckpointPrefix, StringComparison.Ordinal)
        || name.EndsWith(".num_batches_tracked", StringComparison.Ordinal);

    /// <summary>Goes through the file once, from its first byte to its last.</summary>
    private void ReadTensors(Dictionary<string, SavedTensor> wanted, T[][] buffers)
    {
        byte[] chunk = ArrayPool<byte>.Shared.Rent(ChunkLength);
        T[] values = ArrayPool<T>.Shared.Rent(ChunkLength / 2);
        try
        {
            foreach (SafetensorsTensor tensor in _header.Tensors)
            {
                wanted.TryGetValue(tensor.Name, out SavedTensor? target);
                for (long done = tensor.Begin; done < tensor.End;)
                {
                    int length = (int)Math.Min(ChunkLength, tensor.End - done);
                    Fill(chunk.AsSpan(0, length), tensor, done - tensor.Begin);
                    if (target is not null)
                    {
                        NumberType type = NumberTypes.Parse(tensor.Type)!.Value;
                        Span<T> numbers = values.AsSpan(0, length / type.Size());
                        NumberTypes.Decode(type, chunk, numbers);
                        Store(target, tensor, numbers, (int)((done - tensor.Begin) / type.Size()), buffers[FirstState + target.State]);
                    }

                    done += length;
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
            ArrayPool<T>.Shared.Return(values);
        }
    }

    private void Fill(Span<byte> chunk, SafetensorsTensor tensor, long before)
    {
        int read = _stream.ReadAtLeast(chunk, chunk.Length, throwOnEndOfStream: false);
        if (read < chunk.Length)
        {
            throw new ModelFileException(_source, tensor.Name, $"{tensor.End - tensor.Begin} bytes", $"the end after {before + read}");
        }
    }

    private void Store(SavedTensor target, SafetensorsTensor tensor, ReadOnlySpan<T> numbers, int first, T[] buffer)
    {
        for (int i = 0; i < numbers.Length; i++)
        {
            if (!target.Takes(numbers[i]))
            {
                string number = numbers[i].ToString(null, CultureInfo.InvariantCulture);
                throw new ModelFileException(_source, tensor.Name, target.Expected<T>(), $"{number} at {target.IndexOf(first + i)}");
            }
        }

        CanonicalOrder.Write(target.Info, numbers, first, buffer.AsSpan(target.Info.Offset, target.Info.Length));
    }

    private static string Some(IReadOnlyCollection<string> names)
    {
        const int Shown = 6;
        return names.Count == 0 ? "none" : string.Join(", ", names.Take(Shown)) + (names.Count > Shown ? $" and {names.Count - Shown} more" : "");
    }
}
