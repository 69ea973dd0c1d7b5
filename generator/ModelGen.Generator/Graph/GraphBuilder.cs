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
internal sealed class GraphBuilder
{
    private readonly List<(Pass Pass, Op Op)> _steps = [];
    private readonly HashSet<string> _names = [];

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
    }

    /// <summary>The pass that ops are added to.</summary>
    public Pass Pass { get; set; } = Pass.Forward;

    public EquatableArray<(Pass Pass, Op Op)> Steps => [.. _steps];

    public List<Parameter> Parameters { get; } = [];

    /// <summary>What the loss adds for each number of a parameter.</summary>
    public List<(Value Parameter, Expr Body)> Penalties { get; } = [];

    public List<StepScalar> Scalars { get; } = [];

    /// <summary>A second graph that starts with all that this one has, the same values included.</summary>
    public GraphBuilder Fork() => new(this);

    /// <summary>A new tensor; a number is appended to a name that is taken.</summary>
    public Value Value(string name, Shape shape, ValueRole role = ValueRole.Intermediate, Value? overwrites = null) =>
        new(Unique(name), shape, role) { Overwrites = overwrites };

    /// <summary>A tensor whose numbers are known at compile time.</summary>
    public Value Constant(string name, Shape shape, params double[] numbers) => new(Unique(name), shape, ValueRole.Constant) { Numbers = [.. numbers] };

    /// <summary>Σ a · b over <paramref name="axes"/>.</summary>
    public Value Contract(string name, Shape shape, AffineMap outputMap, Value a, AffineMap aMap, Value b, AffineMap bMap, EquatableArray<Axis> axes)
    {
        Value result = Value(name, shape);
        Add(new ContractOp(a, aMap, b, bMap, result, outputMap, axes));
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

    public void Map(Value output, Expr body, params Value[] inputs) => Add(new MapOp([.. inputs], [output], [body]));

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

    public Value Reshape(string name, Value source, Shape shape)
    {
        Value result = new(Unique(name), shape, ValueRole.Intermediate) { ViewOf = source };
        Add(new ReshapeOp(source, result));
        return result;
    }

    /// <summary>A new learned tensor: <c>dense1.weight</c> for the user, <c>dense1Weight</c> in the code.</summary>
    public Value Parameter(string layer, string part, Shape shape, Initialization initialization, bool trainable)
    {
        Value value = Value(layer + char.ToUpperInvariant(part[0]) + part.Substring(1), shape, ValueRole.Parameter);
        Parameters.Add(new Parameter($"{layer}.{part}", value, initialization, trainable));
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

    private string Unique(string name)
    {
        string stem = ReservedNames.IsReserved(name) ? name + "Layer" : name, unique = stem;
        for (int n = 2; !_names.Add(unique); n++)
        {
            unique = stem + n;
        }

        return unique;
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
