using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Layers;

/// <summary>
/// A state that goes over a sequence. The products with the inputs of all times come first, at once; then a scan, whose body is the <see cref="Cell"/>'s.
/// </summary>
internal sealed record RecurrentLayer(string Name, RecurrentCell Cell, RecurrentSettings Settings) : Layer(Name)
{
    public static RecurrentLayer BindSimple(LayerDeclaration declaration) =>
        new(declaration.Name, new SimpleCell(new ActivationChoice((ActivationKind)declaration.Attribute.Integer("Nonlinearity", (int)ActivationKind.Tanh), 0.01, 1)), RecurrentSettings.Bind(declaration.Attribute));

    public static RecurrentLayer BindGru(LayerDeclaration declaration) => new(declaration.Name, new GruCell(), RecurrentSettings.Bind(declaration.Attribute));

    public static RecurrentLayer BindLstm(LayerDeclaration declaration) => new(declaration.Name, new LstmCell(), RecurrentSettings.Bind(declaration.Attribute));

    private int Units => Settings.Units;

    public override Shape OutputShape(Shape input)
    {
        long features = Settings.IsBidirectional ? 2L * Units : Units;
        return Settings.ReturnsSequences ? input.With(1, features) : Shape.Of(1).With(0, features);
    }

    public override Value Lower(GraphBuilder graph, Value input)
    {
        if (!Settings.IsBidirectional)
        {
            return Lower(graph, input, Name, "", Settings.GoesBackwards, isAligned: false);
        }

        Value there = Lower(graph, input, $"{Name}Forward", "", isReversed: false, isAligned: true);
        Value back = Lower(graph, input, $"{Name}Reverse", "_reverse", isReversed: true, isAligned: true);
        int[] offsets = new int[there.Shape.Rank];
        offsets[offsets.Length - 1] = Units;
        return graph.Rearrange(Name, OutputShape(input.Shape.WithoutBatch).Batched, Box.Shifted(there, new int[offsets.Length]), Box.Shifted(back, offsets));
    }

    public override string? StreamObstacle(Shape input) => Settings.IsBidirectional ? "goes both ways" : Settings.GoesBackwards ? "goes backwards" : null;

    /// <remarks>Without sequences, what comes out is what would if the sequence ended here.</remarks>
    public override Value LowerStep(GraphBuilder graph, IReadOnlyList<Value> inputs, int times)
    {
        Value input = inputs[0];
        int features = input.Shape[1], rows = Cell.Gates * Units;
        RecurrentParameters parameters = Parameters(graph, "", features);
        Axis b = new("b", Shape.Batch), o = new("o", rows), i = new("i", features);
        Value sums = graph.Contract(
            $"{Name}InputSums", Shape.Of(Shape.Batch, rows), AffineMap.Of(b, o), input, AffineMap.Of(b, i), parameters.Weight, AffineMap.Of(o, i), [b, o, i]);
        sums = parameters.Bias is null ? sums : graph.Map($"{Name}InputTerms", Expr.Input(0) + Expr.Input(1), sums, parameters.Bias);
        Value[] before = [.. Cell.States.Select(s => graph.Carried($"{Name}{s}Before", Shape.Of(Shape.Batch, Units), Learned(graph, s, "")))];
        Value[] next = Cell.Lower(new RecurrentTurn(graph, Name, Units, parameters.Recurrent, parameters.RecurrentBias), sums, before);
        for (int k = 0; k < next.Length; k++)
        {
            graph.Carry(before[k], next[k]);
        }

        return next[0];
    }

    /// <summary>One way over the sequence.</summary>
    /// <param name="ending">Of its parameters' names.</param>
    /// <param name="isAligned">Whether the sequence that comes out has the order of the one that went in.</param>
    private Value Lower(GraphBuilder graph, Value input, string name, string ending, bool isReversed, bool isAligned)
    {
        int times = input.Shape[1], features = input.Shape[2], rows = Cell.Gates * Units;
        (Value weight, Value recurrent, Value? bias, Value? recurrentBias) = Parameters(graph, ending, features);

        Axis b = new("b", Shape.Batch), t = new("t", times), o = new("o", rows), i = new("i", features);
        Value byTime = graph.ByTime($"{name}Input", input, isReversed);
        Value sums = graph.Contract(
            $"{name}InputSums", Shape.Of(Shape.Batch, times, rows), AffineMap.Of(b, t, o), byTime, AffineMap.Of(b, t, i), weight, AffineMap.Of(o, i), [b, t, o, i]);
        sums = bias is null ? sums : graph.Map($"{name}InputTerms", Expr.Input(0) + Expr.Input(1), sums, bias);

        RecurrentTurn turn = new(graph, name, Units, recurrent, recurrentBias);
        string[] names = [.. Cell.States.Select(s => $"{name}{s}")];
        Value[] before = [.. names.Select(n => graph.Value($"{n}Before", Shape.Of(Shape.Batch, Units)))];
        Value all = graph.Value($"{name}InputNow", Shape.Of(Shape.Batch, rows));
        Value[] next = [];
        EquatableArray<Op> body = graph.Nested([], () => next = Cell.Lower(turn, all, before));

        Shape states = Shape.Of(Shape.Batch, times + 1, Units);
        ScanStart[] starts = [.. names.Zip(Cell.States, (n, s) => new ScanStart(graph.Value($"{n}AllTimes", states), Initial(graph, n, s, ending)))];
        graph.Add(new ScanOp(
            body,
            times,
            IsBackwards: false,
            [new TimeSlice(all, sums, 0), .. before.Zip(starts, (one, s) => new TimeSlice(one, s.State, 0))],
            [
                .. next.Zip(starts, (one, s) => new TimeSlice(one, s.State, 1)),
                .. body.SelectMany(op => op.Outputs).Where(v => !next.Contains(v)).Select(v => new TimeSlice(v, graph.Value($"{v.Name}ByTime", Shape.Of(Shape.Batch, times, v.Shape[1])), 0)),
            ],
            [.. starts]));
        foreach (ScanStart start in starts.Where(s => s.Initial is { Role: ValueRole.Carried }))
        {
            graph.Carry(start.Initial!, graph.ByExample($"{start.Initial!.Name}Last", start.State, Shape.Of(Shape.Batch, Units), times, isReversed: false));
        }

        return Settings.ReturnsSequences
            ? graph.ByExample(name, starts[0].State, Shape.Of(Shape.Batch, times, Units), 1, isReversed && isAligned)
            : graph.ByExample(name, starts[0].State, Shape.Of(Shape.Batch, Units), times, isReversed: false);
    }

    private RecurrentParameters Parameters(GraphBuilder graph, string ending, int features)
    {
        int rows = Cell.Gates * Units;
        return new RecurrentParameters(
            Parameter(graph, "weight_ih", ending, Shape.Of(rows, features), Settings.Init.For(features, rows)),
            Parameter(graph, "weight_hh", ending, Shape.Of(rows, Units), Settings.RecurrentInit.For(Units, rows)),
            Settings.HasBias ? Parameter(graph, "bias_ih", ending, Shape.Of(rows), Settings.BiasInit.For(features, rows)) : null,
            Settings.HasBias ? Parameter(graph, "bias_hh", ending, Shape.Of(rows), Settings.BiasInit.For(Units, rows)) : null);
    }

    private Value Parameter(GraphBuilder graph, string part, string ending, Shape shape, Initialization initialization) =>
        graph.Parameter(Name, $"{part}_l0{ending}", shape, initialization, Settings.Trainable);

    /// <summary>The parameter that a state is before the first time; null for zeros.</summary>
    private Value? Learned(GraphBuilder graph, string state, string ending) => Settings.LearnsInitialState
        ? Parameter(graph, $"initial_{(state == RecurrentCell.State ? "h" : "c")}", ending, Shape.Of(Units), new Initialization(Distribution.Constant, 0, "zeros"))
        : null;

    /// <summary>The state before the first time; null for zeros.</summary>
    private Value? Initial(GraphBuilder graph, string name, string state, string ending)
    {
        if (graph.IsStateful && graph.IsTraining)
        {
            return graph.Carried($"{name}Carried", Shape.Of(Shape.Batch, Units));
        }

        if (Learned(graph, state, ending) is not { } learned)
        {
            return null;
        }

        Value initial = graph.Value($"{learned.Name}OfAll", Shape.Of(Shape.Batch, Units));
        graph.Map(initial, Expr.Input(0), learned);
        return initial;
    }

    public override IEnumerable<Setting> EffectiveSettings(Shape input) => [new("Units", Units), .. Cell.EffectiveSettings(), .. Settings.EffectiveSettings()];

    public override string Describe() => $"{Cell.Name}({Units}{Cell.Suffix}{Settings.Suffix})";
}
