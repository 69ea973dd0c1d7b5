using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Text.Json.Nodes;

namespace ModelGen.Tests.Files;

/// <summary>Safetensors files made or changed by hand.</summary>
internal static class TestFiles
{
    /// <summary>The file with the given header, and zeros after it.</summary>
    public static MemoryStream Of(string json, int dataLength) => new([.. BitConverter.GetBytes((long)Encoding.UTF8.GetByteCount(json)), .. Encoding.UTF8.GetBytes(json), .. new byte[dataLength]]);

    /// <summary>The same file with a further tensor, one I64.</summary>
    public static MemoryStream Join(MemoryStream file, string name)
    {
        byte[] bytes = file.ToArray();
        int length = (int)BitConverter.ToInt64(bytes);
        JsonObject header = JsonNode.Parse(Encoding.UTF8.GetString(bytes, 8, length))!.AsObject();
        int end = bytes.Length - 8 - length;
        header[name] = new JsonObject { ["dtype"] = "I64", ["shape"] = new JsonArray(), ["data_offsets"] = new JsonArray(end, end + 8) };
        List<byte> json = [.. Encoding.UTF8.GetBytes(header.ToJsonString())];
        return new([.. BitConverter.GetBytes((long)json.Count), .. json, .. bytes[(8 + length)..], .. new byte[8]]);
    }
}
