using System;
using System.Collections.Generic;
using ModelGen.Generator.Common;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Emission;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Kernels;
using ModelGen.Generator.Lowering;
using ModelGen.Generator.Networks;
using ModelGen.Generator.Planning;
using ModelGen.Generator.ReferenceForm;
using ModelGen.Generator.StraightLine;

namespace ModelGen.Generator;

/// <summary>The compiler, from a declaration without faults to C#: the file to read first. Each stage is a folder.</summary>
/// <param name="spec">The declaration.</param>
/// <param name="stageStarts">Called with the name of each stage before it runs, by whoever measures.</param>
internal sealed class ModelCompiler(ModelSpec spec, Action<string>? stageStarts = null)
{
    private string _stage = "";

    /// <summary>The stage that runs or ran last, for the report of a failure.</summary>
    public string Stage
    {
        get => _stage;
        private set
        {
            _stage = value;
            stageStarts?.Invoke(value);
        }
    }

    /// <summary>The graph as far as it is known, for the report of a failure.</summary>
    public OpGraph? Graph { get; private set; }

    public static CompiledModel Compile(ModelSpec spec) => new ModelCompiler(spec).Compile();

    public CompiledModel Compile()
    {
        // Every layer gets its name, its settings and its shapes.
        Stage = nameof(Shapes);
        Network network = ShapeInference.Infer(spec);

        // Layers, loss, gradients and optimizer become ops: one graph for targets that are numbers, one for class indices.
        Stage = nameof(Lowering);
        (OpGraph graph, OpGraph? classes) = NetworkLowering.Lower(network);
        Graph = graph;

        // What goes on in time becomes ops for one time.
        StreamGraph? stream = StreamObstacle.Of(network) is null ? StreamLowering.Lower(network, graph) : null;

        // Weights get the layout that is read fastest.
        Stage = nameof(Planning);
        Layouts layouts = Layouts.Choose(graph);
        return network.IsReference ? CompileLoops(network, graph, classes, layouts) : CompileFast(network, graph, classes, stream, layouts);
    }

    private CompiledModel CompileFast(Network network, OpGraph graph, OpGraph? classes, StreamGraph? stream, Layouts layouts)
    {
        // Ops are fused into steps, and every value that is stored gets its place.
        ModelPlan plan = Planner.Plan(graph, classes, layouts, network.MaxBatch, network.NumberSize);
        plan = stream is null ? plan : plan with { Stream = StreamPlanner.Plan(stream, plan.Buffers, network.NumberSize) };

        // The same once more as plain loops, to be read and to compare with.
        Stage = nameof(ReferenceForm);
        ReferencePlan? reference = ReferencePlanner.Whole(graph, layouts, network.MaxBatch);

        // Every step gets the tiles that fit each kind of machine.
        Stage = nameof(Kernels);
        IReadOnlyDictionary<Step, Kernel> kernels = KernelSelector.Select(plan, layouts, network);

        // What is small enough needs no kernels: a whole pass becomes one straight line.
        Stage = nameof(StraightLine);
        StraightLinePlan straightLines = StraightLineSelector.Select(plan, layouts, network.Precision, network.MaxBatch);

        // The plan is printed, a file for each concern.
        Stage = nameof(Emission);
        (EquatableArray<GeneratedSource> sources, IReadOnlyDictionary<Kernel, string> names) = ModelEmitter.Emit(spec, network, reference, plan, layouts, kernels, straightLines);
        return new CompiledModel(network, graph, classes, plan, layouts, kernels, straightLines, sources) { KernelNames = names };
    }

    /// <summary>Plain loops are all that there is.</summary>
    private CompiledModel CompileLoops(Network network, OpGraph graph, OpGraph? classes, Layouts layouts)
    {
        Stage = nameof(ReferenceForm);
        ReferenceModel model = ReferenceModel.Of(graph, classes, layouts, network.MaxBatch, network.NumberSize);

        Stage = nameof(Emission);
        EquatableArray<GeneratedSource> sources = ModelEmitter.Emit(spec, network, model, layouts);
        return new CompiledModel(network, graph, classes, model.Frame, layouts, new Dictionary<Step, Kernel>(), StraightLinePlan.None, sources) { Loops = model };
    }
}

/// <summary>What each stage made of a model.</summary>
internal sealed record CompiledModel(
    Network Network,
    OpGraph Graph,
    OpGraph? ClassGraph,
    ModelPlan Plan,
    Layouts Layouts,
    IReadOnlyDictionary<Step, Kernel> Kernels,
    StraightLinePlan StraightLines,
    EquatableArray<GeneratedSource> Sources)
{
    /// <summary>The methods of the kernels.</summary>
    public IReadOnlyDictionary<Kernel, string> KernelNames { get; init; } = new Dictionary<Kernel, string>();

    /// <summary>What is computed where the reference form is the only code; else null.</summary>
    public ReferenceModel? Loops { get; init; }
}
