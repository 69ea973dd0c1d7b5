using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;

namespace ModelGen.Tool.Tests;

/// <summary>Safetensors files, written here by their definition and not by the library.</summary>
internal static class Tensors
{
    public static (string Name, string Type, int[] Shape, byte[] Bytes) Of(string name, int[] shape, params float[] values) => (name, "F32", shape, Bytes(values));

    public static byte[] Bytes(params float[] values) => [.. values.SelectMany(BitConverter.GetBytes)];

    /// <summary>Writes a file of the given tensors.</summary>
    /// <returns>Its path.</returns>
    public static string Write(string path, Dictionary<string, string>? metadata, params (string Name, string Type, int[] Shape, byte[] Bytes)[] tensors)
    {
        Dictionary<string, object> header = [];
        if (metadata is not null)
        {
            header["__metadata__"] = metadata;
        }

        int end = 0;
        foreach ((string name, string type, int[] shape, byte[] bytes) in tensors)
        {
            header[name] = new { dtype = type, shape, data_offsets = new[] { end, end + bytes.Length } };
            end += bytes.Length;
        }

        byte[] json = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(header));
        File.WriteAllBytes(path, [.. BitConverter.GetBytes((long)json.Length), .. json, .. tensors.SelectMany(t => t.Bytes)]);
        return path;
    }
}
