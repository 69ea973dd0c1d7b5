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

    public override SequenceUse UseOf(IReadOnlyList<Shape> inputs) => Settings.ReturnsSequences ? SequenceUse.OverTime : SequenceUse.Ends;

    public override Shape OutputShape(Shape input)
    {
        long features = Settings.IsBidirectional ? 2L * Units : Units;
        return Settings.ReturnsSequences ? input.With(1, features) : Shape.Of(1).With(0, features);
    }

    public override bool DiffersInInference => Settings.Dropout > 0;

    public override Value Lower(GraphBuilder graph, Value input)
    {
        input = Dropped(graph, input);
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

    /// <summary>The inputs in training: features that are dropped are so at all times of an example.</summary>
    private Value Dropped(GraphBuilder graph, Value input)
    {
        if (Settings.Dropout == 0 || !graph.IsTraining)
        {
            return input;
        }

        Axis b = new("b", Shape.Batch), t = new("t", input.Shape[1]), i = new("i", input.Shape[2]);
        Value mask = graph.DropoutMask($"{Name}Mask", Settings.Dropout, Shape.Of(Shape.Batch, input.Shape[2]));
        Value always = graph.Rearrange($"{Name}MaskByTime", input.Shape, new Box(mask, AffineMap.Of(b, i), AffineMap.Of(b, t, i), [b, t, i]));
        return graph.Map($"{Name}Kept", Expr.Input(0) * Expr.Input(1), input, always);
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
        sums = parameters.InputTerms(graph, Name, sums);
        Value[] before = [.. Cell.States.Select(s => graph.Carried($"{Name}{s}Before", Shape.Of(Shape.Batch, Units), Learned(graph, s, "")))];
        Value[] next = Cell.Lower(parameters.Turn(graph, Name, Units), sums, before);
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
        RecurrentParameters parameters = Parameters(graph, ending, features);

        Axis b = new("b", Shape.Batch), t = new("t", times), o = new("o", rows), i = new("i", features);
        SequenceLengths? lengths = graph.LengthsOf();
        if (lengths is not null && isReversed && !isAligned && Settings.ReturnsSequences)
        {
            // What comes out begins with the last real time, and has its padding behind: so goes what goes in.
            (input, isReversed) = (FromTheEnd(graph, $"{name}Reversed", input, lengths), false);
        }

        Value byTime = graph.ByTime($"{name}Input", input, isReversed);
        Value sums = graph.Contract(
            $"{name}InputSums", Shape.Of(Shape.Batch, times, rows), AffineMap.Of(b, t, o), byTime, AffineMap.Of(b, t, i), parameters.Weight, AffineMap.Of(o, i), [b, t, o, i]);
        sums = parameters.InputTerms(graph, name, sums);

        RecurrentTurn turn = parameters.Turn(graph, name, Units);
        string[] names = [.. Cell.States.Select(s => $"{name}{s}")];
        Value[] before = [.. names.Select(n => graph.Value($"{n}Before", Shape.Of(Shape.Batch, Units)))];
        Value all = graph.Value($"{name}InputNow", Shape.Of(Shape.Batch, rows));
        TimeSlice? real = lengths is null ? null
            : new(graph.Value($"{name}RealNow", Shape.Of(Shape.Batch, 1)), graph.ByTime($"{name}Real", graph.RealByTime(lengths), isReversed), 0);
        Value[] next = [];
        EquatableArray<Op> body = graph.Nested([], () => next = Hold(turn, Cell.Lower(turn, all, before), before, real?.One));

        Shape states = Shape.Of(Shape.Batch, times + 1, Units);
        ScanStart[] starts = [.. names.Zip(Cell.States, (n, s) => new ScanStart(graph.Value($"{n}AllTimes", states), Initial(graph, n, s, ending)))];
        graph.Add(new ScanOp(
            body,
            times,
            IsBackwards: false,
            [new TimeSlice(all, sums, 0), .. new[] { real }.OfType<TimeSlice>(), .. before.Zip(starts, (one, s) => new TimeSlice(one, s.State, 0))],
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

    /// <summary>The states after a time, which in the padding stay what they were before.</summary>
    private Value[] Hold(RecurrentTurn turn, Value[] next, Value[] before, Value? real) => real is null ? next
        : [.. Cell.States.Select((s, k) => turn.Map($"{s}Held", Expr.Select(Expr.Input(2), Comparison.Greater, 0, Expr.Input(0), Expr.Input(1)), next[k], before[k], real))];

    /// <summary>The real times from the last to the first, and zeros behind them: the time at place k is length − 1 − k.</summary>
    private static Value FromTheEnd(GraphBuilder graph, string name, Value sequence, SequenceLengths lengths)
    {
        int times = sequence.Shape[1], features = sequence.Shape[2];
        Axis b = new("b", Shape.Batch), k = new("k", times), t = new("t", times), i = new("i", features);
        Value length = graph.Rearrange(
            $"{name}Lengths", Shape.Of(Shape.Batch, times, 1), new Box(lengths.Length, AffineMap.Of(b, AffineIndex.Zero), AffineMap.Of(b, k, AffineIndex.Zero), [b, k]));
        Value places = graph.Value($"{name}Places", Shape.Of(Shape.Batch, times, times));
        graph.Map(places, Expr.Select(new Position() + new RowPosition(times), Comparison.Equal, Expr.Input(0) - 1, 1, 0), length);
        return graph.Contract(name, sequence.Shape, AffineMap.Of(b, k, i), places, AffineMap.Of(b, k, t), sequence, AffineMap.Of(b, t, i), [b, k, t, i]);
    }

    private RecurrentParameters Parameters(GraphBuilder graph, string ending, int features)
    {
        int rows = Cell.Gates * Units;
        bool hasBias = Settings.HasBias && !Settings.Normalizes;
        return new RecurrentParameters(
            Parameter(graph, "weight_ih", ending, Shape.Of(rows, features), Settings.Init.For(features, rows)),
            Parameter(graph, "weight_hh", ending, Shape.Of(rows, Units), Settings.RecurrentInit.For(Units, rows)),
            hasBias ? Parameter(graph, "bias_ih", ending, Shape.Of(rows), Settings.BiasInit.For(features, rows)) : null,
            hasBias ? Parameter(graph, "bias_hh", ending, Shape.Of(rows), Settings.BiasInit.For(Units, rows)) : null,
            Norm(graph, "ih", ending, rows),
            Norm(graph, "hh", ending, rows),
            Cell.States.Count > 1 ? Norm(graph, "c", ending, Units) : null);
    }

    /// <summary>A normalisation of what <paramref name="part"/> stands for; null without.</summary>
    private RecurrentNorm? Norm(GraphBuilder graph, string part, string ending, int length) => !Settings.Normalizes ? null : new RecurrentNorm(
        Parameter(graph, $"norm_weight_{part}", ending, Shape.Of(length), new Initialization(Distribution.Constant, 1, "ones")),
        Settings.HasBias ? Parameter(graph, $"norm_bias_{part}", ending, Shape.Of(length), new Initialization(Distribution.Constant, 0, "zeros")) : null);

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

    public override IEnumerable<Setting> EffectiveSettings(Shape input) => [new("Units", Units), .. Cell.EffectiveSettings(), .. Settings.EffectiveSettings(canNormalize: Cell.Gates > 1)];

    public override string Describe() => $"{Cell.Name}({Units}{Cell.Suffix}{Settings.Suffix})";
}
