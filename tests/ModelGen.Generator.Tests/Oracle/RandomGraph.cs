using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Tests.Harness;

namespace ModelGen.Generator.Tests.Oracle;

/// <summary>A network of branches drawn from a seed: several inputs, layers that take any layer above, merges, moves, several outputs.</summary>
internal sealed class RandomGraph
{
    private const int LongestNode = 60;

    private static readonly string[] Smooth = ["Tanh", "Sigmoid", "Softplus", "Softmax", "Gelu", "Identity"];

    private static readonly string[] Losses = ["MeanSquaredErrorLoss", "HalfSumOfSquaresLoss", "SoftmaxCrossEntropyLoss", "BinaryCrossEntropyWithLogitsLoss"];

    private readonly Random _random;
    private readonly bool _isSmooth;
    private readonly List<Node> _nodes = [];
    private readonly List<string> _inputs = [];
    private readonly List<string> _layers = [];
    private readonly List<(Node Node, string Loss, string Settings)> _judged = [];

    private RandomGraph(int seed, bool isSmooth)
    {
        _random = new Random(seed);
        _isSmooth = isSmooth;
        DrawInputs();
        if (!isSmooth)
        {
            DrawEmbeddings(new Random(~seed));
        }

        for (int layers = _random.Next(3, 10); layers > 0; layers--)
        {
            DrawLayer();
        }

        Node last = Join();
        Judge(last, named: _random.Next(2) == 0);

        int maxBatch = _random.Next(4) == 0 ? 1 : _random.Next(2, 14), batch = _random.Next(1, maxBatch + 1);
        (string optimizer, double learningRate) = RandomOptimizer.Draw(_random);
        bool isDouble = isSmooth || _random.Next(2) == 0;
        Declaration = new ModelDeclaration(
            $"{(isSmooth ? "Smooth" : "")}Graph{seed}", 0, maxBatch, isDouble, [.. _layers, .. _judged.OrderBy(_ => _random.Next()).Select(j => j.Loss + j.Settings), .. _random.Next(4) == 0 ? Array.Empty<string>() : [optimizer]])
        {
            SeveralInputs = _inputs,
        };

        // The outputs follow the order of the layers, whatever that of the losses.
        IEnumerable<(string, int)> losses = _judged.OrderBy(j => _nodes.IndexOf(j.Node)).Select(j => (j.Loss, j.Node.Length));
        Trial = new Trial(seed, [.. losses], learningRate, isDouble, batch, Steps: _random.Next(1, 3)).Sparing();
    }

    public ModelDeclaration Declaration { get; }

    public Trial Trial { get; }

    /// <param name="isSmooth">Whether all formulas have derivatives everywhere, for gradient checks.</param>
    public static RandomGraph Draw(int seed, bool isSmooth = false) => new(seed, isSmooth);

    private void DrawInputs()
    {
        for (int n = _random.Next(1, 4); n > 0; n--)
        {
            int[] shape = [.. Enumerable.Range(0, _random.Next(1, 4)).Select(_ => _random.Next(1, 6))];
            string name = $"source{_inputs.Count + 1}";
            _inputs.Add($"Input({string.Join(", ", shape)}, Name = \"{name}\")");
            _nodes.Add(new Node(name, shape));
        }
    }

    /// <summary>In half of the graphs an input of indices, and one table or two whose rows they choose. (A difference of an index is no small one: smooth graphs have none.)</summary>
    private void DrawEmbeddings(Random random)
    {
        if (random.Next(2) == 0)
        {
            return;
        }

        (int indices, int rows) = (random.Next(1, 5), random.Next(1, 6));
        _inputs.Add($"Input({indices}, Name = \"kinds\")");
        for (int n = random.Next(1, 3); n > 0; n--)
        {
            int size = random.Next(1, 6);
            string name = $"table{n}";
            _layers.Add($"Embedding({rows}, {size}, Name = \"{name}\", From = \"kinds\"{(random.Next(4) == 0 ? ", Trainable = false" : "")})");
            _nodes.Add(new Node(name, [indices, size]));
        }
    }

    private void DrawLayer()
    {
        // Nodes that nobody has taken yet come first, so that not all of them wait for the end.
        Node[] unused = [.. _nodes.Where(n => !n.IsTaken)];
        Node from = unused.Length > 0 && _random.Next(2) == 0 ? Pick(unused) : Pick(_nodes);
        switch (_random.Next(10))
        {
            case 0:
                Add("Flatten", from, [from.Length]);
                break;
            case 1 when _random.Next(2) == 0:
                // Back to a shape that these numbers may have had.
                int[] shape = Pick([.. _nodes.Where(n => n.Length == from.Length)]).Shape;
                Add($"Reshape({string.Join(", ", shape)})", from, shape);
                break;
            case 1:
                int rows = Pick([.. Enumerable.Range(1, from.Length).Where(n => from.Length % n == 0)]);
                Add($"Reshape({rows}, {(_random.Next(2) == 0 ? -1 : from.Length / rows)})", from, [rows, from.Length / rows]);
                break;
            case 2 when from.Shape.Length > 1:
                int[] order = [.. Enumerable.Range(0, from.Shape.Length).OrderBy(_ => _random.Next())];
                Add($"Permute({string.Join(", ", order.Select(d => d + 1))})", from, [.. order.Select(d => from.Shape[d])]);
                break;
            case 3 when from.Shape.Length > 1:
                Pad(from);
                break;
            case 4 when from.Shape.Length > 1:
                Upsample(from);
                break;
            case 5 or 6:
                Merge(from, Pick<string>(_isSmooth ? ["Add", "Multiply", "Subtract"] : ["Add", "Multiply", "Add", "Multiply", "Subtract", "Maximum", "Minimum"]));
                break;
            case 7:
                Concat(from);
                break;
            case 8:
                Add($"ActivationLayer(Activation.{Pick(Smooth)})", from, from.Shape);
                break;
            case 9 when RandomNorm.DrawWithDropout(_random) is { } norm:
                Add(RandomNorm.Attribute(norm, from.Shape[^1]), from, from.Shape);
                break;
            default:
                Dense(from.Shape.Length == 1 ? from : Add("Flatten", from, [from.Length]));
                break;
        }
    }

    private Node Dense(Node from)
    {
        int units = _random.Next(1, 12);
        string activation = _isSmooth || _random.Next(2) == 0 ? Pick(Smooth) : Pick(["Relu", "LeakyRelu", "Elu"]);
        return Add($"Dense({units}, Activation.{activation}{(_random.Next(4) == 0 ? ", L2 = 0.01" : "")})", from, [units]);
    }

    private void Pad(Node from)
    {
        (int top, int bottom, int left, int right) = (_random.Next(3), _random.Next(3), _random.Next(3), _random.Next(3));
        int[] shape = [.. from.Shape];
        shape[^2] += left + right;
        if (shape.Length == 3)
        {
            shape[0] += top + bottom;
        }

        AddIfShort(shape.Length == 3 ? $"ZeroPad(Top = {top}, Bottom = {bottom}, Left = {left}, Right = {right})" : $"ZeroPad({left}, Right = {right})", from, shape);
    }

    private void Upsample(Node from)
    {
        (int height, int width) = (_random.Next(1, 4), _random.Next(1, 4));
        int[] shape = [.. from.Shape];
        shape[^2] *= width;
        if (shape.Length == 3)
        {
            shape[0] *= height;
        }

        AddIfShort(shape.Length == 3 ? $"Upsample({width}, Height = {height})" : $"Upsample({width})", from, shape);
    }

    private void Merge(Node from, string kind)
    {
        // Equal shapes, or, now and then, shapes that stretch.
        bool stretches = _random.Next(3) == 0;
        int[] shape = from.Shape;
        List<Node> others = [];
        for (int n = _random.Next(1, 3); n > 0; n--)
        {
            Node other = Pick([.. _nodes.Where(n => stretches ? Stretched(shape, n.Shape) is not null : n.Shape.SequenceEqual(from.Shape))]);
            others.Add(other);
            shape = Stretched(shape, other.Shape)!;
        }

        string activation = _random.Next(2) == 0 ? "" : $", Activation = Activation.{Pick(Smooth)}";
        AddIfShort($"{kind}({Names(others)}{activation})", from, shape, [.. others]);
    }

    /// <summary>The shape that both have when sizes of 1, and those that are missing in front, are stretched; null if they do not meet.</summary>
    private static int[]? Stretched(int[] a, int[] b)
    {
        int rank = Math.Max(a.Length, b.Length);
        int[] x = [.. Enumerable.Repeat(1, rank - a.Length), .. a], y = [.. Enumerable.Repeat(1, rank - b.Length), .. b];
        return x.Zip(y).All(p => p.First == p.Second || p.First == 1 || p.Second == 1) ? [.. x.Zip(y, Math.Max)] : null;
    }

    private void Concat(Node from)
    {
        int dimension = _random.Next(from.Shape.Length);
        Node[] fitting = [.. _nodes.Where(n => n.Shape.Length == from.Shape.Length && n.Shape.Where((_, d) => d != dimension).SequenceEqual(from.Shape.Where((_, d) => d != dimension)))];
        Node[] others = [.. Enumerable.Range(0, _random.Next(1, 3)).Select(_ => Pick(fitting))];
        int[] shape = [.. from.Shape];
        shape[dimension] += others.Sum(o => o.Shape[dimension]);
        string axis = dimension == shape.Length - 1 && _random.Next(2) == 0 ? "" : $", Axis = {(_random.Next(2) == 0 ? dimension + 1 : dimension - shape.Length)}";
        AddIfShort($"Concat({Names(others)}{axis})", from, shape, others);
    }

    /// <summary>Gives some nodes a loss of their own, and brings together all that nobody has taken.</summary>
    private Node Join()
    {
        foreach (Node node in _nodes.Where(n => !n.Name.StartsWith("source", StringComparison.Ordinal) && n.Length > 1 && _random.Next(6) == 0).Take(2).ToArray())
        {
            Judge(node, named: true);
        }

        Node[] loose = [.. _nodes.Where(n => !n.IsTaken).Select(n => n.Shape.Length == 1 ? n : Add("Flatten", n, [n.Length])).ToArray()];
        Node joined = loose.Length switch
        {
            0 => _nodes.Last(n => n.Shape.Length == 1 || n == _nodes[^1]),
            1 => loose[0],
            _ => Add($"Concat({Names(loose[..^1])})", loose[^1], [loose.Sum(n => n.Length)], loose[..^1]),
        };
        return Dense(joined.Shape.Length == 1 ? joined : Add("Flatten", joined, [joined.Length]));
    }

    private void Judge(Node node, bool named)
    {
        string loss = Pick(node.Shape.Length == 1 ? Losses : Losses[..2]);
        string[] settings = [.. named ? [$"Of = \"{node.Name}\""] : Array.Empty<string>(), .. _random.Next(2) == 0 ? ["Weight = 0.3"] : Array.Empty<string>()];
        _judged.Add((node, loss, settings.Length == 0 ? "" : $"({string.Join(", ", settings)})"));
        node.IsTaken = true;
    }

    private void AddIfShort(string layer, Node from, int[] shape, params Node[] others)
    {
        if (shape.Aggregate(1, (a, b) => a * b) <= LongestNode)
        {
            Add(layer, from, shape, others);
        }
    }

    private Node Add(string layer, Node from, int[] shape, params Node[] others)
    {
        string name = $"node{_layers.Count + 1}";
        string setting = from == _nodes[^1] && _random.Next(2) == 0 ? "" : $", From = \"{from.Name}\"";
        string open = layer.EndsWith(')') ? layer[..^1] + ", " : layer + "(";
        _layers.Add($"{open}Name = \"{name}\"{setting})");
        Node node = new(name, shape);
        _nodes.Add(node);
        foreach (Node taken in others.Append(from))
        {
            taken.IsTaken = true;
        }

        return node;
    }

    private T Pick<T>(IReadOnlyList<T> choices) => choices[_random.Next(choices.Count)];

    private static string Names(IEnumerable<Node> nodes) => string.Join(", ", nodes.Select(n => $"\"{n.Name}\""));

    private sealed class Node(string name, int[] shape)
    {
        public string Name => name;

        public int[] Shape => shape;

        public int Length => shape.Aggregate(1, (a, b) => a * b);

        /// <summary>Whether a layer takes it or a loss judges it.</summary>
        public bool IsTaken { get; set; }
    }
}
