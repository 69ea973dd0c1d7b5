using ModelGen.Generator.Common;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Emission;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Kernels;
using ModelGen.Generator.Lowering;
using ModelGen.Generator.Planning;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator;

/// <summary>The compiler, from a declaration without faults to C#: the file to read first. Each stage is a folder.</summary>
internal static class ModelCompiler
{
    public static CompiledModel Compile(ModelSpec spec)
    {
        // Every layer gets its name, its settings and its shapes.
        Network network = ShapeInference.Infer(spec);

        // Layers, loss, gradients and optimizer become ops: one graph for targets that are numbers, one for class indices.
        (OpGraph graph, OpGraph? classes) = NetworkLowering.Lower(network);

        // Ops are fused into steps, and every value that is stored gets its place.
        ModelPlan plan = Planner.Plan(graph, classes, network.MaxBatch);

        // Weights get the layout that the kernels read fastest; each kernel chooses its tiles when it is printed.
        Layouts layouts = Layouts.Choose(graph);

        // The plan is printed, a file for each concern.
        return new CompiledModel(network, graph, classes, plan, layouts, ModelEmitter.Emit(spec, network, plan, layouts));
    }
}

/// <summary>What each stage made of a model.</summary>
internal sealed record CompiledModel(
    Network Network,
    OpGraph Graph,
    OpGraph? ClassGraph,
    ModelPlan Plan,
    Layouts Layouts,
    EquatableArray<GeneratedSource> Sources);
