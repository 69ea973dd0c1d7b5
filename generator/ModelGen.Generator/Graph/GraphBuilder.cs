using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Graph;

/// <summary>
/// Collects ops while layers, losses, gradients and optimizers are lowered: the values that its methods return are what later calls take. Mutable,
/// unlike what stages hand on; <see cref="Steps"/> are the ops so far.
/// </summary>
internal sealed partial class GraphBuilder
{
    private List<(Pass Pass, Op Op)> _steps = [];
    private readonly HashSet<string> _names = [];
    private readonly List<Value> _constants = [];

    public GraphBuilder()
    {
    }

    private GraphBuilder(GraphBuilder other)
    {
        _steps = [.. other._steps];
        _names = [.. other._names];
        Pass = other.Pass;
        Parameters = [.. other.Parameters];
        Penalties = [.. other.Penalties];
        Scalars = [.. other.Scalars];
        Statistics = [.. other.Statistics];
        States = [.. other.States];
        IsStateful = other.IsStateful;
    }

    /// <summary>Whether layers are lowered for training; in inference, dropout and batch normalisation mean something else.</summary>
    public bool IsTraining { get; private init; } = true;

    /// <summary>Whether recurrent layers begin in training where the batch before ended.</summary>
    public bool IsStateful { get; init; }

    /// <summary>The pass that ops are added to.</summary>
    public Pass Pass { get; set; } = Pass.Forward;

    public EquatableArray<(Pass Pass, Op Op)> Steps => [.. _steps];

    public List<Parameter> Parameters { get; } = [];

    /// <summary>What the loss adds for each number of a parameter.</summary>
    public List<(Value Parameter, Expr Body)> Penalties { get; } = [];

    public List<StepScalar> Scalars { get; } = [];

    public List<BatchStatistics> Statistics { get; } = [];

    /// <summary>A second graph that starts with all that this one has, the same values included.</summary>
    public GraphBuilder Fork() => new(this);

    /// <summary>An empty graph for the inference of the same network: its parameters are this one's.</summary>
    public GraphBuilder ForInference(Value input)
    {
        GraphBuilder inference = new() { IsTraining = false };
        inference.Parameters.AddRange(Parameters);
        inference._constants.AddRange(_constants);
        inference._names.UnionWith(Parameters.Select(p => p.Value).Concat(_constants).Append(input).Select(v => v.Name));
        return inference;
    }

    /// <summary>An empty graph for one time of a stream: its parameters are those of <paramref name="training"/>.</summary>
    public static GraphBuilder ForStream(OpGraph training)
    {
        GraphBuilder stream = new() { IsTraining = false };
        stream.Parameters.AddRange(training.Parameters);
        stream._constants.AddRange(training.Constants);
        stream._names.UnionWith(training.Parameters.Select(p => p.Value).Concat(stream._constants).Select(v => v.Name));
        return stream;
    }

    /// <summary>A new tensor; a number is appended to a name that is taken.</summary>
    public Value Value(string name, Shape shape, ValueRole role = ValueRole.Intermediate, Value? overwrites = null) =>
        new(Unique(name), shape, role) { Overwrites = overwrites };

    /// <summary>A tensor whose numbers are known at compile time.</summary>
    /// <remarks>Equal ones are one: the positions of all blocks of a transformer.</remarks>
    public Value Constant(string name, Shape shape, params double[] numbers) => Constant(name, shape, numbers, null);

    /// <inheritdoc cref="Constant(string, Shape, double[])"/>
    /// <param name="table">The call of the library's tables that computes them; null for what is written out.</param>
    public Value Constant(string name, Shape shape, double[] numbers, string? table)
    {
        Value? known = _constants.FirstOrDefault(c => c.Shape == shape && c.Numbers.SequenceEqual(numbers));
        if (known is null)
        {
            known = new Value(Unique(name), shape, ValueRole.Constant) { Numbers = [.. numbers], Table = table };
            _constants.Add(known);
        }

        return known;
    }

    /// <summary>Σ a · b over <paramref name="axes"/>.</summary>
    /// <param name="band">The points that matter, if not all of them do.</param>
    public Value Contract(
        string name, Shape shape, AffineMap outputMap, Value a, AffineMap aMap, Value b, AffineMap bMap, EquatableArray<Axis> axes, Band? band = null)
    {
        Value result = Value(name, shape);
        Add(new ContractOp(a, aMap, b, bMap, result, outputMap, axes) { Band = band });
        return result;
    }

    /// <summary>The largest number of each window of <paramref name="source"/>.</summary>
    public Value MaxPool(string name, Shape shape, AffineMap outputMap, Value source, AffineMap sourceMap, EquatableArray<Axis> axes, EquatableArray<Axis> window)
    {
        Value result = Value(name, shape), position = Value($"{name}Position", shape);
        Add(new MaxPoolOp(source, sourceMap, result, position, outputMap, axes, window));
        return result;
    }

    /// <summary>body(inputs) at each position, in the shape that all inputs broadcast to.</summary>
    public Value Map(string name, Expr body, params Value[] inputs)
    {
        Value output = Value(name, Broadcast(inputs.Select(i => i.Shape)));
        Map(output, body, inputs);
        return output;
    }

    /// <inheritdoc cref="Map(string, Expr, Value[])"/>
    /// <remarks>An input that is given twice is read once.</remarks>
    public void Map(Value output, Expr body, params Value[] inputs)
    {
        List<Value> read = [.. inputs.Distinct()];
        Add(new MapOp([.. read], [output], [body.Substitute([.. inputs.Select(i => Expr.Input(read.IndexOf(i)))])]));
    }

    public void Map(EquatableArray<Value> outputs, EquatableArray<Expr> bodies, EquatableArray<Value> inputs) => Add(new MapOp(inputs, outputs, bodies));

    /// <summary>
    /// A Map that takes from <paramref name="inputs"/> what it needs, and instead of computing a costly part again uses the value that
    /// an earlier Map has of it: tanh'(x) = 1 − tanh(x)² becomes 1 − y².
    /// </summary>
    public Value MapReusing(string name, Expr body, IReadOnlyList<Value> inputs, Shape shape)
    {
        List<Value> known = [.. inputs.Distinct()];
        body = body.Substitute([.. inputs.Select(i => Expr.Input(known.IndexOf(i)))]);

        foreach (MapOp earlier in _steps.Select(s => s.Op).OfType<MapOp>().Where(m => m.Output.Shape == shape && m.Inputs.All(known.Contains)))
        {
            Expr part = earlier.Bodies[0].Substitute([.. earlier.Inputs.Select(i => Expr.Input(known.IndexOf(i)))]);
            if (part.IsCostly && body.Descendants().Contains(part))
            {
                if (!known.Contains(earlier.Output))
                {
                    known.Add(earlier.Output);
                }

                Expr replacement = Expr.Input(known.IndexOf(earlier.Output));
                body = body.Rewrite(e => e == part ? replacement : null);
            }
        }

        if (body is Input whole && known[whole.Index].Shape == shape)
        {
            return known[whole.Index];
        }

        List<Value> used = [.. known.Where((_, k) => Derivative.DependsOn(body, k))];
        Value output = Value(name, shape);
        Map(output, body.Substitute([.. known.Select(v => Expr.Input(used.IndexOf(v)))]), [.. used]);
        return output;
    }

    public Value Reduce(string name, ReduceKind kind, Value source, Shape shape)
    {
        if (source.Shape == shape)
        {
            return source;
        }

        Value result = Value(name, shape);
        Add(new ReduceOp(kind, source, result));
        return result;
    }

    /// <summary>ln Σ exp(x − max x) of each row, and max x.</summary>
    public (Value LogSum, Value Largest) LogSumExp(string name, Value source, Shape shape)
    {
        Value result = Value(name, shape);
        if (source.Shape == shape)
        {
            Map(result, 0);
            return (result, source);
        }

        Value largest = Value($"{name}Max", shape);
        Add(new ReduceOp(ReduceKind.LogSumExp, source, result, largest));
        return (result, largest);
    }

    /// <summary>The factors of dropout for a tensor of <paramref name="shape"/>.</summary>
    public Value DropoutMask(string name, double rate, Shape shape)
    {
        Value result = Value(name, shape);
        Add(new DropoutMaskOp(rate, _steps.Count(s => s.Op is DropoutMaskOp), result));
        return result;
    }

    /// <summary>A tensor under another shape. What has that shape already is itself, and every shape of a tensor is one value: steps know what they read by it.</summary>
    public Value Reshape(string name, Value source, Shape shape)
    {
        Value memory = source.Storage;
        if ((memory.Shape == shape ? memory : _steps.Select(s => s.Item2).OfType<ReshapeOp>().Select(r => r.Output).FirstOrDefault(v => v.Storage == memory && v.Shape == shape)) is { } known)
        {
            return known;
        }

        Value result = new(Unique(name), shape, ValueRole.Intermediate) { ViewOf = source };
        Add(new ReshapeOp(source, result));
        return result;
    }

    /// <summary>
    /// Boxes at places of their own, zeros between them. A box of what is rearranged itself is read where that reads it, and what would be a copy of one
    /// tensor is that tensor.
    /// </summary>
    public Value Rearrange(string name, Shape shape, params Box[] boxes)
    {
        Box[] direct = [.. boxes.Select(b => MoveOf(b.Source) is { } earlier && b.Through(earlier) is { } through ? through : b)];
        if (direct is [var only] && only.IsWhole(shape))
        {
            return only.Source;
        }

        Value result = Value(name, shape);
        Add(new RearrangeOp([.. direct], result));
        return result;
    }

    /// <summary>The rows of <paramref name="table"/> that <paramref name="indices"/> name.</summary>
    public Value Gather(string name, Value table, Value indices)
    {
        Value result = Value(name, new Shape([.. indices.Shape.Extents, table.Shape[1]]));
        Add(new GatherOp(table, indices, result));
        return result;
    }

    /// <summary>The op of a kind that makes <paramref name="value"/>, if one does.</summary>
    public T? Producer<T>(Value value)
        where T : Op => _steps.Select(s => s.Op).OfType<T>().FirstOrDefault(op => op.Output == value);

    /// <summary>The Rearrange that makes <paramref name="value"/>, if one does.</summary>
    public RearrangeOp? MoveOf(Value value) => Producer<RearrangeOp>(value);

    /// <summary>A learned tensor: <c>dense1.weight</c> for the user, <c>dense1Weight</c> in the code. New in training, the same in inference.</summary>
    public Value Parameter(string layer, string part, Shape shape, Initialization initialization, bool trainable) =>
        Parameter(layer, part, shape, value => new Parameter($"{layer}.{part}", value, initialization, trainable));

    /// <summary>
    /// A tensor that is measured on data and the same number everywhere before: <c>batchNorm1.running_mean</c> for the user, <c>batchNorm1RunningMean</c> in
    /// the code.
    /// </summary>
    public Value Measured(string layer, string part, Shape shape, double start) => Parameter(
        layer,
        part,
        shape,
        value => new Parameter($"{layer}.{part}", value, new Initialization(Distribution.Constant, start, "constant"), Trainable: false) { IsMeasured = true });

    private Value Parameter(string layer, string part, Shape shape, Func<Value, Parameter> describe)
    {
        if (!IsTraining)
        {
            return Parameters.First(p => p.Name == $"{layer}.{part}").Value;
        }

        string[] words = [.. part.Split('_', '.').Select(word => char.ToUpperInvariant(word[0]) + word.Substring(1))];
        Value value = Value(layer + string.Concat(words), shape, ValueRole.Parameter);
        Parameters.Add(describe(value));
        return value;
    }

    /// <summary>Asks for L1 · Σ|w| + L2 · Σw² to be added to the loss.</summary>
    public void Penalize(Value weight, double l1, double l2)
    {
        if (l1 != 0 || l2 != 0)
        {
            Penalties.Add((weight, (l1 * Expr.Abs(Expr.Input(0))) + (l2 * (Expr.Input(0) * Expr.Input(0)))));
        }
    }

    public void Add(Op op) => _steps.Add((Pass, op));

    /// <summary>Asks for <paramref name="running"/> once a batch is through: it reads the batch's <paramref name="statistics"/>.</summary>
    public void Keep(BatchStatistics statistics, MapOp running)
    {
        Statistics.Add(statistics);
        _steps.Add((Pass.Statistics, running));
    }

    /// <summary>The ops, pass after pass, without moves, views and scattered sums that lead to none of <paramref name="wanted"/>, as others were found that read past them or go elsewhere.</summary>
    public EquatableArray<(Pass Pass, Op Op)> StepsFor(IEnumerable<Value?> wanted)
    {
        HashSet<Value?> read = [.. wanted];
        List<(Pass, Op)> steps = [];
        foreach ((Pass pass, Op op) in Enumerable.Reverse(_steps))
        {
            if (op is not (RearrangeOp or ReshapeOp or ScatterAddOp) || read.Contains(op.Output))
            {
                read.UnionWith(op.Inputs);
                steps.Insert(0, (pass, op));
            }
        }

        return [.. steps.OrderBy(s => s.Item1)];
    }

    private string Unique(string name)
    {
        name = Identifier(name);
        string stem = ReservedNames.IsReserved(name) ? name + "Layer" : name, unique = stem;
        for (int n = 2; !_names.Add(unique); n++)
        {
            unique = stem + n;
        }

        return unique;
    }

    /// <summary>A part of a layer, block1.self_attn, is block1SelfAttn in the code.</summary>
    private static string Identifier(string name)
    {
        string[] parts = name.Split('.');
        return parts[0] + string.Concat(parts.Skip(1).SelectMany(p => p.Split('_')).Select(word => char.ToUpperInvariant(word[0]) + word.Substring(1)));
    }

    private static Shape Broadcast(IEnumerable<Shape> shapes)
    {
        Shape[] all = [.. shapes];
        int rank = all.Max(s => s.Rank);
        int[] extents = new int[rank];
        for (int d = 0; d < rank; d++)
        {
            int fromEnd = rank - d;
            int[] candidates = [.. all.Where(s => s.Rank >= fromEnd).Select(s => s[s.Rank - fromEnd])];
            extents[d] = candidates.FirstOrDefault(e => e != 1) is var e and not 0 ? e : 1;
        }

        return Shape.Of(extents);
    }
}
