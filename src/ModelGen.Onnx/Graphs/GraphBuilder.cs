using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Google.Protobuf;
using ModelGen.Onnx.Protocol;

namespace ModelGen.Onnx.Graphs;

/// <summary>A graph while it grows: nodes in the order in which they run, constants, and one name for each value.</summary>
/// <remarks>
/// A layer's result is called like the layer; where it lies with channels first, <c>layer/channels_first</c>. What comes between is <c>layer/op1</c>. Since
/// names of layers are C# identifiers, none of these meets another, nor the parameters (<c>layer.weight</c>).
/// </remarks>
internal sealed class GraphBuilder(OnnxNetwork network, Precision precision)
{
    private const string ChannelsFirstEnding = "/channels_first";

    private readonly HashSet<string> _initializers = [];
    private readonly Dictionary<string, string> _transposed = [];
    private string _layer = "";
    private int _firstOfLayer, _count;

    public GraphProto Graph { get; } = new() { Name = network.Name };

    /// <summary>Whether numbers are in double precision, for which runtimes know fewer operators.</summary>
    public bool IsDouble => precision == Precision.Double;

    private TensorProto.Types.DataType NumberType => precision == Precision.Double ? TensorProto.Types.DataType.Double : TensorProto.Types.DataType.Float;

    /// <summary>From here on, nodes belong to this layer.</summary>
    public void Begin(string layer) => (_layer, _firstOfLayer, _count) = (layer, Graph.Node.Count, 0);

    /// <summary>The layer is complete: its result gets its name, unless it is that of a layer above.</summary>
    public Tensor End(Tensor result)
    {
        NodeProto[] own = [.. Graph.Node.Skip(_firstOfLayer)];
        if (!own.Any(n => n.Output.Contains(result.Value)) || _transposed.ContainsValue(result.Value))
        {
            return result;
        }

        string name = result.IsChannelsFirst ? _layer + ChannelsFirstEnding : _layer;
        foreach (NodeProto node in own)
        {
            Replace(node.Input, result.Value, name);
            Replace(node.Output, result.Value, name);
        }

        return result with { Value = name };
    }

    /// <summary>Adds a node with one output, and returns the name of that.</summary>
    public string Node(string op, IEnumerable<string> inputs, params IEnumerable<AttributeProto> attributes) =>
        Node(op, $"{_layer}/{op.ToLowerInvariant()}{++_count}", inputs, attributes);

    /// <summary>Adds a node of which only the second output is asked for, and returns the name of that.</summary>
    public string SecondOf(string op, IEnumerable<string> inputs, params IEnumerable<AttributeProto> attributes)
    {
        string name = Node(op, inputs, attributes);
        Graph.Node[^1].Output.Insert(0, "");
        return name;
    }

    /// <summary>A number.</summary>
    public string Number(double value) => Numbers($"number/{value.ToString("R", CultureInfo.InvariantCulture)}", [], [value]);

    /// <summary>Numbers that the graph knows.</summary>
    public string Numbers(string name, IReadOnlyList<int> shape, IReadOnlyList<double> values)
    {
        int size = precision == Precision.Double ? 8 : 4;
        return Initializer(name, shape, NumberType, size, values.Count, (bytes, i) =>
        {
            if (size == 8)
            {
                BinaryPrimitives.WriteDoubleLittleEndian(bytes, values[i]);
            }
            else
            {
                BinaryPrimitives.WriteSingleLittleEndian(bytes, (float)values[i]);
            }
        });
    }

    /// <summary>Whole numbers: sizes, paddings.</summary>
    public string Integers(params int[] values) => Initializer(
        $"integers/{string.Join(',', values)}", [values.Length], TensorProto.Types.DataType.Int64, 8, values.Length, (bytes, i) => BinaryPrimitives.WriteInt64LittleEndian(bytes, values[i]));

    /// <summary>One whole number: an index.</summary>
    public string Integer(int value) => Initializer(
        $"integer/{value}", [], TensorProto.Types.DataType.Int64, 8, 1, (bytes, _) => BinaryPrimitives.WriteInt64LittleEndian(bytes, value));

    /// <summary>Numbers in single precision whatever the model's: some operators want scales so.</summary>
    public string Singles(params double[] values) => Initializer(
        $"singles/{string.Join(',', values)}", [values.Length], TensorProto.Types.DataType.Float, 4, values.Length, (bytes, i) => BinaryPrimitives.WriteSingleLittleEndian(bytes, (float)values[i]));

    /// <summary>A parameter under its own name, in its canonical shape unless told otherwise.</summary>
    public string Parameter(string name, int[]? shape = null)
    {
        ParameterInfo info = network.Parameters.FirstOrDefault(p => p.Name == name) ?? throw new InvalidOperationException($"{network.Name} has no parameter {name}.");
        string stored = _initializers.Contains(name) ? name : Numbers(name, info.Shape, Read(info));
        return shape is null || shape.SequenceEqual(info.Shape) ? stored : Node("Reshape", [stored, Integers(shape)]);
    }

    /// <summary>The numbers of a parameter, in its canonical shape.</summary>
    public double[] Values(string name) => Read(network.Parameters.First(p => p.Name == name));

    /// <summary>Whether the network has such a parameter.</summary>
    public bool HasParameter(string name) => network.Parameters.Any(p => p.Name == name);

    /// <summary>The tensor with its channels before its positions.</summary>
    public Tensor ChannelsFirst(Tensor tensor) => tensor.IsChannelsFirst || tensor.Positions <= 0 ? tensor
        : Transposed(tensor, $"{tensor.Value}{ChannelsFirstEnding}", [0, tensor.Positions + 1, .. Enumerable.Range(1, tensor.Positions)]);

    /// <summary>The tensor with its channels after its positions, as models have it.</summary>
    public Tensor ChannelsLast(Tensor tensor) => !tensor.IsChannelsFirst ? tensor
        : Transposed(tensor, tensor.Value.EndsWith(ChannelsFirstEnding, StringComparison.Ordinal) ? tensor.Value[..^ChannelsFirstEnding.Length] : $"{tensor.Value}/channels_last", [0, .. Enumerable.Range(2, tensor.Positions), 1]);

    /// <summary>
    /// The tensor, kept apart from a Pad that it comes from: ONNX Runtime makes a pool's own padding of it, which is −∞ to a maximum and does not count in a mean.
    /// </summary>
    public Tensor Unpadded(Tensor tensor) => !IsPadded(tensor.Value) ? tensor
        : tensor with { Value = Node("Max", [tensor.Value, Number(double.NegativeInfinity)]) };

    /// <summary>The tensors in one order: that of the first, if all have it, else channels last.</summary>
    public Tensor[] Alike(IReadOnlyList<Tensor> tensors) => tensors.All(t => t.IsChannelsFirst) ? [.. tensors] : [.. tensors.Select(ChannelsLast)];

    /// <summary>Declares an input of the graph.</summary>
    public void AddInput(string name, ValueArray<int> shape) => Graph.Input.Add(Info(name, shape));

    /// <summary>Declares an output of the graph and gives it the name.</summary>
    public void AddOutput(string name, Tensor tensor)
    {
        Begin(name);
        Tensor last = ChannelsLast(tensor);
        if (last.Value != name)
        {
            Node("Identity", name, [last.Value], []);
        }

        Graph.Output.Add(Info(name, tensor.Shape));
    }

    private bool IsPadded(string value)
    {
        NodeProto? source = Graph.Node.FirstOrDefault(n => n.Output.Contains(value));
        return source?.OpType is "Pad" || (source?.OpType is "Transpose" && IsPadded(source.Input[0]));
    }

    private string Node(string op, string output, IEnumerable<string> inputs, IEnumerable<AttributeProto> attributes)
    {
        Graph.Node.Add(new NodeProto { OpType = op, Name = $"{output}:{op}", Input = { inputs }, Output = { output }, Attribute = { attributes } });
        return output;
    }

    private Tensor Transposed(Tensor tensor, string name, int[] order)
    {
        if (!_transposed.TryGetValue(tensor.Value, out string? value))
        {
            value = Node("Transpose", name, [tensor.Value], [Attributes.Integers("perm", order)]);
            _transposed.Add(tensor.Value, value);
        }

        return tensor with { Value = value, IsChannelsFirst = !tensor.IsChannelsFirst };
    }

    private double[] Read(ParameterInfo info)
    {
        double[] values = network.ReadParameter(info.Name);
        return values.Length == info.Length ? values : throw new InvalidOperationException(
            $"{network.Name}: {info.Name} has {info.Length} numbers ({string.Join(" × ", info.Shape)}), but {values.Length} were given.");
    }

    private string Initializer(string name, IReadOnlyList<int> shape, TensorProto.Types.DataType type, int size, int count, WriteNumber write)
    {
        if (_initializers.Add(name))
        {
            byte[] bytes = new byte[checked(size * count)];
            for (int i = 0; i < count; i++)
            {
                write(bytes.AsSpan(i * size, size), i);
            }

            Graph.Initializer.Add(new TensorProto { Name = name, DataType = (int)type, Dims = { shape.Select(s => (long)s) }, RawData = UnsafeByteOperations.UnsafeWrap(bytes) });
        }

        return name;
    }

    private ValueInfoProto Info(string name, ValueArray<int> shape) => new()
    {
        Name = name,
        Type = new TypeProto
        {
            TensorType = new TypeProto.Types.Tensor
            {
                ElemType = (int)NumberType,
                Shape = new TensorShapeProto { Dim = { shape.Select(s => new TensorShapeProto.Types.Dimension { DimValue = s }).Prepend(new() { DimParam = "batch" }) } },
            },
        },
    };

    private static void Replace(Google.Protobuf.Collections.RepeatedField<string> names, string old, string name)
    {
        for (int i = 0; i < names.Count; i++)
        {
            names[i] = names[i] == old ? name : names[i];
        }
    }

    private delegate void WriteNumber(Span<byte> bytes, int index);
}
