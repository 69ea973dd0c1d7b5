using System.Collections.Generic;
using System.Linq;
using Google.Protobuf;
using ModelGen.Onnx.Protocol;
using static ModelGen.Onnx.Protocol.AttributeProto.Types;

namespace ModelGen.Onnx.Graphs;

/// <summary>The attributes of nodes, by the types that ONNX has for them.</summary>
internal static class Attributes
{
    public static AttributeProto Integer(string name, long value) => new() { Name = name, Type = AttributeType.Int, I = value };

    public static AttributeProto Number(string name, double value) => new() { Name = name, Type = AttributeType.Float, F = (float)value };

    public static AttributeProto Text(string name, string value) => new() { Name = name, Type = AttributeType.String, S = ByteString.CopyFromUtf8(value) };

    public static AttributeProto Integers(string name, IEnumerable<int> values) => new() { Name = name, Type = AttributeType.Ints, Ints = { values.Select(v => (long)v) } };

    public static AttributeProto Numbers(string name, IEnumerable<double> values) => new() { Name = name, Type = AttributeType.Floats, Floats = { values.Select(v => (float)v) } };

    public static AttributeProto Texts(string name, IEnumerable<string> values) => new() { Name = name, Type = AttributeType.Strings, Strings = { values.Select(ByteString.CopyFromUtf8) } };
}
