using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace ModelGen.Files;

/// <summary>The JSON of a safetensors header, to and fro.</summary>
internal static class SafetensorsJson
{
    private const string MetadataKey = "__metadata__";

    /// <exception cref="ModelFileException">It is no such JSON, or what it says about the tensors cannot be.</exception>
    public static SafetensorsHeader Parse(ReadOnlySpan<byte> json, string source)
    {
        List<SafetensorsTensor> tensors = [];
        Dictionary<string, string> metadata = [];
        try
        {
            if (!Utf8.IsValid(json))
            {
                throw new ModelFileException(source, null, "a header in UTF-8", "other bytes");
            }

            if (json is not [(byte)'{', ..])
            {
                throw new ModelFileException(source, null, "a header that begins with a brace", json.IsEmpty ? "none" : $"0x{json[0]:X2}");
            }

            Utf8JsonReader reader = new(json);
            Expect(ref reader, source, null, "a JSON object as header", JsonTokenType.StartObject);
            HashSet<string> names = [];
            while (Next(ref reader) == JsonTokenType.PropertyName)
            {
                string name = reader.GetString()!;
                if (!names.Add(name))
                {
                    throw new ModelFileException(source, name, "one entry in the header", "two");
                }

                if (name == MetadataKey)
                {
                    ParseMetadata(ref reader, source, metadata);
                }
                else
                {
                    tensors.Add(ParseTensor(ref reader, source, name));
                }
            }

            // Anything but blanks after the object is an error.
            reader.Read();
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            throw new ModelFileException(source, null, "a header in JSON", fault.Message.TrimEnd('.'), fault);
        }

        SafetensorsTensor[] sorted = [.. tensors];
        Array.Sort(sorted, (a, b) => (a.Begin, a.End).CompareTo((b.Begin, b.End)));
        CheckGaps(sorted, source);
        return new SafetensorsHeader(sorted, metadata);
    }

    /// <summary>The header with its length before it, and blanks after it so that the tensors' bytes begin at a multiple of 8.</summary>
    public static byte[] Write(IEnumerable<SafetensorsTensor> tensors, IEnumerable<KeyValuePair<string, string>> metadata)
    {
        using MemoryStream bytes = new();
        bytes.Write(stackalloc byte[8]);
        using (Utf8JsonWriter writer = new(bytes))
        {
            writer.WriteStartObject();
            writer.WriteStartObject(MetadataKey);
            foreach ((string key, string value) in metadata)
            {
                writer.WriteString(key, value);
            }

            writer.WriteEndObject();
            foreach (SafetensorsTensor tensor in tensors)
            {
                WriteTensor(writer, tensor);
            }

            writer.WriteEndObject();
        }

        while (bytes.Length % 8 != 0)
        {
            bytes.WriteByte((byte)' ');
        }

        byte[] header = bytes.ToArray();
        BinaryPrimitives.WriteInt64LittleEndian(header, header.Length - 8);
        return header;
    }

    private static void WriteTensor(Utf8JsonWriter writer, SafetensorsTensor tensor)
    {
        writer.WriteStartObject(tensor.Name);
        writer.WriteString("dtype", tensor.Type);
        writer.WriteStartArray("shape");
        foreach (long extent in tensor.Shape)
        {
            writer.WriteNumberValue(extent);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("data_offsets");
        writer.WriteNumberValue(tensor.Begin);
        writer.WriteNumberValue(tensor.End);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void ParseMetadata(ref Utf8JsonReader reader, string source, Dictionary<string, string> metadata)
    {
        Expect(ref reader, source, MetadataKey, "an object of texts", JsonTokenType.StartObject);
        while (Next(ref reader) == JsonTokenType.PropertyName)
        {
            string key = reader.GetString()!;
            Expect(ref reader, source, MetadataKey, $"a text for {key}", JsonTokenType.String);
            if (!metadata.TryAdd(key, reader.GetString()!))
            {
                throw new ModelFileException(source, MetadataKey, $"one text for {key}", "two");
            }
        }
    }

    private static SafetensorsTensor ParseTensor(ref Utf8JsonReader reader, string source, string name)
    {
        string? type = null;
        long[]? shape = null, offsets = null;
        Expect(ref reader, source, name, "an object with dtype, shape and data_offsets", JsonTokenType.StartObject);
        while (Next(ref reader) == JsonTokenType.PropertyName)
        {
            string key = reader.GetString()!;
            if ((key == "dtype" && type is not null) || (key == "shape" && shape is not null) || (key == "data_offsets" && offsets is not null))
            {
                throw new ModelFileException(source, name, $"{key} once", "it twice");
            }

            switch (key)
            {
                case "dtype":
                    Expect(ref reader, source, name, "a text as dtype", JsonTokenType.String);
                    type = reader.GetString();
                    break;
                case "shape":
                    shape = ParseNumbers(ref reader, source, name, "shape");
                    break;
                case "data_offsets":
                    offsets = ParseNumbers(ref reader, source, name, "data_offsets");
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        if (type is null || shape is null || offsets is not [var begin, var end])
        {
            throw new ModelFileException(source, name, "dtype, shape and two data_offsets", "not all of them");
        }

        SafetensorsTensor tensor = new(name, type, [.. shape], begin, end);
        CheckLength(tensor, source);
        return tensor;
    }

    private static long[] ParseNumbers(ref Utf8JsonReader reader, string source, string tensor, string what)
    {
        List<long> numbers = [];
        Expect(ref reader, source, tensor, $"an array as {what}", JsonTokenType.StartArray);
        while (Next(ref reader) != JsonTokenType.EndArray)
        {
            // Not even −0, which is no whole number to the format.
            if (reader.TokenType != JsonTokenType.Number || reader.ValueSpan[0] == (byte)'-' || !reader.TryGetInt64(out long number))
            {
                throw new ModelFileException(source, tensor, $"whole numbers, 0 or more, in {what}", Found(ref reader));
            }

            numbers.Add(number);
        }

        return [.. numbers];
    }

    private static void CheckLength(SafetensorsTensor tensor, string source)
    {
        int bits = SafetensorsTensor.BitsOf(tensor.Type);
        if (bits == 0)
        {
            throw new ModelFileException(source, tensor.Name, "a known type", $"'{tensor.Type}'");
        }

        // As the format counts: in 64 bits, from the outermost extent on. A 0 further in makes up for nothing.
        UInt128 length = (UInt128)bits;
        foreach (long extent in tensor.Shape)
        {
            length *= (UInt128)extent;
            if (length > ulong.MaxValue)
            {
                throw new ModelFileException(source, tensor.Name, "a shape that can be counted in 64 bits", tensor.Description);
            }
        }

        if (length % 8 != 0)
        {
            throw new ModelFileException(source, tensor.Name, "whole bytes", $"{length} bits for {tensor.Description}");
        }

        if (tensor.End < tensor.Begin || (UInt128)(tensor.End - tensor.Begin) != length / 8)
        {
            throw new ModelFileException(source, tensor.Name, $"{length / 8} bytes for {tensor.Description}", $"data_offsets {tensor.Begin} to {tensor.End}");
        }
    }

    private static void CheckGaps(SafetensorsTensor[] sorted, string source)
    {
        long end = 0;
        foreach (SafetensorsTensor tensor in sorted)
        {
            if (tensor.Begin != end)
            {
                throw new ModelFileException(source, tensor.Name, $"bytes from {end} on, where those before end", $"data_offsets {tensor.Begin} to {tensor.End}");
            }

            end = tensor.End;
        }
    }

    private static void Expect(ref Utf8JsonReader reader, string source, string? tensor, string expected, JsonTokenType type)
    {
        if (Next(ref reader) != type)
        {
            throw new ModelFileException(source, tensor, expected, Found(ref reader));
        }
    }

    /// <summary>A token as messages name it: a number as it is written, if it is not too long.</summary>
    private static string Found(ref Utf8JsonReader reader)
    {
        const int LongestNumber = 40;
        bool isQuoted = reader.TokenType == JsonTokenType.Number && reader.ValueSpan.Length <= LongestNumber;
        return $"{(isQuoted ? Encoding.UTF8.GetString(reader.ValueSpan) : reader.TokenType)} at byte {reader.TokenStartIndex}";
    }

    private static JsonTokenType Next(ref Utf8JsonReader reader) => reader.Read() ? reader.TokenType : throw new JsonException("it ends too early");
}
