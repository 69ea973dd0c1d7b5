using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Planning;
using ModelGen.Generator.Planning.Lanes;
using ModelGen.Generator.Vectors;

namespace ModelGen.Generator.StraightLine;

/// <summary>The passes of a model that are small enough for a straight line; null for the others.</summary>
/// <param name="Predict">The inference of one example.</param>
/// <param name="Training">For each kind of targets: forward and backward, with the update where that is fused.</param>
internal sealed record StraightLinePlan(StraightLinePass? Predict, EquatableArray<StraightLinePass?> Training)
{
    /// <summary>Why <see cref="Predict"/> is one, at which widths, or why not: a sentence without its end.</summary>
    public string PredictReason { get; init; } = "";

    /// <summary>A step of the stream.</summary>
    public StraightLinePass? Stream { get; init; }

    /// <summary>Why <see cref="Stream"/> is one, or why not.</summary>
    public string StreamReason { get; init; } = "";

    /// <summary>The same of each in <see cref="Training"/>.</summary>
    public EquatableArray<string> TrainingReasons { get; init; } = [];

    /// <summary>Of a model without any.</summary>
    public static StraightLinePlan None { get; } = new(null, []);
}

/// <summary>What is small becomes one method without loops, calls and trips to memory between layers.</summary>
internal static class StraightLineSelector
{
    // The JIT gives up inlining beyond 1,024 locals, its own temporaries included. Measured with 2-a-b-a-2 and one example a step: 0.10 to 0.13 ns a weight up to
    // 1,380 instructions at 512 bits, 0.18 at 1,980; at 256 bits with 16 registers 0.18 at 1,240, 0.32 at 1,980 and 0.9 at 2,380.
    private const int MostInstructions = 1200, MostInstructionsWithFewRegisters = 1000;

    // Sums beside which operands have a register too. Inference of one example against its kernels: 10 and 12 sums in 16 registers 1.2 to 1.3 times as fast (128 bits,
    // rows of 40 and 48), 13 and 14 from 0.9 to 1.05 (two moons at 128 and 256 bits), 16 only 0.7 (a row of 64 at 128 bits). Training pays at each.
    private const double MostShareOfRegisters = 0.75;

    // Half of the bytes of IL from which on the JIT does not optimize, less what the estimate may err by.
    private const int MostBytes = 28_000;

    // A step waits for the state that the one before has just stored: nothing hides what a loop costs. LSTM 16: 4 % with its 8 turns written out.
    private const int FewestTurnsOfStep = 9;

    public static StraightLinePlan Select(ModelPlan plan, Layouts layouts, Precision precision, int maxBatch)
    {
        OpGraph graph = plan.Graph.Predicting;
        StraightLineRequest predict = new(
            plan.Predict.Steps,
            1,
            new Dictionary<Value, string> { [graph.Input] = graph.Input.Name, [graph.Output.Storage] = graph.Output.Storage.Name },
            plan.Buffers,
            UsesArena: false,
            [graph.Output.Storage],
            null,
            layouts,
            precision);
        const string Lengths = "sequences have lengths of their own";
        bool hasLengths = graph.Steps.Any(s => s.Op.Output.IsIndex);
        (StraightLinePass? line, string reason) = hasLengths ? (null, Lengths) : Select(predict);
        (StraightLinePass? Pass, string Reason)[] training =
        [
            .. plan.Targets.Select(t => t.IsGradients ? (null, "the gradients of the outputs come between its passes")
                : plan.Statistics is not null ? (null, plan.Graph.Carried.Count > 0 ? "the state that the next batch goes on from is kept between its passes" : "what is kept of a batch's statistics comes between its passes")
                : hasLengths ? (null, Lengths)
                : t.Graph.LossCount is not null ? (null, "the positions that count are known only when the code runs")
                : Select(Training(plan, t, layouts, precision, maxBatch))),
        ];
        (StraightLinePass? step, string stepReason) = plan.Stream is { } stream ? Select(Step(stream, layouts, precision)) : (null, "");
        return new StraightLinePlan(line, training.Select(t => t.Pass).ToEquatableArray())
        {
            PredictReason = reason,
            Stream = step,
            StreamReason = stepReason,
            TrainingReasons = training.Select(t => t.Reason).ToEquatableArray(),
        };
    }

    private static StraightLineRequest Step(StreamPlan stream, Layouts layouts, Precision precision) => new(
        stream.Program.Steps,
        1,
        new Dictionary<Value, string> { [stream.Input] = stream.Input.Name, [stream.Output.Storage] = stream.Output.Storage.Name },
        stream.Program.Buffers,
        UsesArena: false,
        [stream.Output.Storage],
        null,
        layouts,
        precision)
    {
        FewestTurns = FewestTurnsOfStep,
    };

    private static StraightLineRequest Training(ModelPlan plan, TargetPlan target, Layouts layouts, Precision precision, int maxBatch)
    {
        PlannedProgram last = target.Train ?? target.Backward;
        IEnumerable<Value> gradients = target.Train is null ? plan.Graph.Parameters.Select(p => p.Gradient).OfType<Value>() : [];
        return new StraightLineRequest(
            [.. plan.Forward!.Steps, .. last.Steps],
            maxBatch,
            new Dictionary<Value, string> { [target.Graph.Input] = target.Graph.Input.Name, [target.Target] = target.Target.Name },
            last.Buffers,
            UsesArena: true,
            [.. gradients, .. new[] { target.Graph.InputGradient }.OfType<Value>()],
            target.Graph.Loss,
            layouts,
            precision);
    }

    private static (StraightLinePass? Pass, string Reason) Select(StraightLineRequest request)
    {
        if (request.Steps.Select(Obstacle).FirstOrDefault(o => o is not null) is { } obstacle)
        {
            return (null, obstacle);
        }

        bool single = request.Examples == 1 && FeaturesInLanes.Takes(request), few = SamplesInLanes.Takes(request);
        if (!single && !few)
        {
            return (null, request.Examples > 1 && SamplesInLanes.VectorOf(request) is null ? $"no vector has {request.Examples} lanes" : "a step has no form in single registers");
        }

        List<StraightLineProgram> programs = [];
        List<string> reasons = [];
        foreach (VectorWidth width in VectorWidth.All.Where(w => single ? !w.IsScalar : few && w.Bits == SamplesInLanes.VectorOf(request)!.Value.Bits))
        {
            VectorType vector = single ? width.Type(request.Precision) : SamplesInLanes.VectorOf(request)!.Value;
            int most = width.Registers >= 32 ? MostInstructions : MostInstructionsWithFewRegisters;
            if (System.Math.Max(Products(request), MostNumbers(request)) / vector.Lanes > most)
            {
                reasons.Add($"{width.Bits} bits would take more than {most} instructions");
                break;
            }

            StraightLineBuilder builder = single ? new FeaturesInLanes(request, width) : new SamplesInLanes(request, width);
            if (builder.Build(most) is not { } program)
            {
                reasons.Add($"{width.Bits} bits would take more than {most} instructions");
                break;
            }

            if (request.Result is null && builder.MostSums > MostShareOfRegisters * width.Registers)
            {
                reasons.Add($"{width.Bits} bits would keep {builder.MostSums} sums in {width.Registers} registers");
                break;
            }

            if (program.Instructions.Sum(Bytes) > MostBytes)
            {
                reasons.Add($"{width.Bits} bits would take more than {MostBytes} bytes of IL");
                break;
            }

            reasons.Add($"{width.Bits} bits take {program.Instructions.Sum(i => i.Count)} instructions of at most {most}");
            programs.Add(program);
        }

        return (programs.Count == 0 ? null : new StraightLinePass(SamplesInLanes: !single, programs.ToEquatableArray()), string.Join(", ", reasons));
    }

    /// <summary>Why a step cannot stand in a straight line: what goes over images has loops, examples in the lanes are many.</summary>
    private static string? Obstacle(Step step) => step switch
    {
        GatherStep or ScatterStep => "rows of a table are known only when the code runs",
        LaneContractStep or LaneRegionStep or LaneCopyStep => "examples in the lanes are many",
        ScanStep or ByTimeStep => "a state goes over time",
        DelayStep => "what came earlier is in a ring",
        ContractStep contract when !MatrixProduct.Fits(contract.Core) => $"{contract.Core.Output.Name} is no product of matrices",
        _ => null,
    };

    /// <summary>About how many bytes of IL an instruction becomes: a call and a local, and for each operand how it is reached.</summary>
    private static int Bytes(Instruction instruction) => instruction switch
    {
        Compute compute => 9 + compute.Inputs.Sum(Bytes),
        Store store => 17 + store.Inputs.Sum(Bytes),
        Loop loop => loop.Body.Sum(Bytes) + 20,
        _ => 20,
    };

    private static int Bytes(Operand operand) => operand switch
    {
        InMemory => 12,
        Broadcast or Lane => 18,
        Gathered gathered => 13 * gathered.Numbers.Count,
        _ => 2,
    };

    /// <summary>About how many numbers a pass multiplies: a cheap look before it is written.</summary>
    private static long Products(StraightLineRequest request) => request.Steps
        .SelectMany(s => s.Ops)
        .OfType<ContractOp>()
        .Sum(c => c.Axes.Aggregate(1L, (product, axis) => product * (axis.Extent == Shapes.Shape.Batch ? request.Examples : axis.Extent)));

    /// <summary>How many numbers the longest value of a pass has: each is loaded, computed or stored.</summary>
    private static long MostNumbers(StraightLineRequest request) => request.Steps
        .SelectMany(s => s.Ops)
        .SelectMany(o => o.Inputs.Concat(o.Outputs))
        .Select(v => v.Shape.WithoutBatch.Length * (v.Shape.HasBatch ? (long)request.Examples : 1))
        .DefaultIfEmpty()
        .Max();
}
