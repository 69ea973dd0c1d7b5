using System.Linq;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Emission.ReferenceForm;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Kernels;
using ModelGen.Generator.Kernels.Passes;
using ModelGen.Generator.Networks;
using ModelGen.Generator.Planning;
using ModelGen.Generator.ReferenceForm;
using ModelGen.Generator.Shapes;
using ModelGen.Generator.StraightLine;
using ModelGen.Generator.Vectors;

namespace ModelGen.Generator.Emission;

/// <summary>What every part of a model's code is printed from.</summary>
internal sealed record EmissionContext(ModelSpec Spec, Network Network, ModelPlan Plan, Layouts Layouts, KernelLibrary Kernels, StraightLinePlan StraightLines)
{
    /// <summary>The members of a model whose only code is the reference form; null where there is fast code.</summary>
    public ReferenceMembers? Reference => ReferenceModel is { } model ? new(this, model) : null;

    /// <summary>What these members run.</summary>
    public ReferenceModel? ReferenceModel { get; init; }

    /// <summary>Whether the reference form stands beside fast code.</summary>
    public bool HasReferenceForm { get; init; }

    /// <summary>float or double.</summary>
    public string T => new VectorType(0, Network.Precision).Element;

    public string Name => Spec.Type.Name;

    /// <summary>The class as a type: its name, with its type parameters.</summary>
    public string Self => Spec.Type.Declaration.Substring("partial class ".Length);

    /// <summary>The class's name in messages.</summary>
    public string PlainName => Name.TrimStart('@');

    public OpGraph Graph => Plan.Graph;

    /// <summary>The namespace of the passes and kernels: no name of the user's can come between there.</summary>
    public string NetworkNamespace => "ModelGen.Generated." + string.Join(".", Spec.Type.HintName.Split('.').Select(Segment));

    // A hint's - cannot stand in a name, and a model may be called Network, Reference or Inference.
    private static string Segment(string name) => name is "Network" or "Reference" or "Inference" ? $"{name}_" : Identifier.Escape(name.Replace("-", "__"));

    /// <summary>The class of the passes and kernels, as members of the user's class name it.</summary>
    public string Passes => $"global::{NetworkNamespace}.Network";

    public bool TakesClasses => Plan.Targets.Any(t => t.IsClasses);

    /// <summary>The input whose lengths say which classes count; null where all do, or targets are numbers.</summary>
    public NetworkInput? ClassLengths => TakesClasses ? Network.LengthsOf(Network.Outputs[0].Node) : null;

    /// <summary>The class index that stands for no target; null where every target counts.</summary>
    public int? IgnoredClass => Network.Outputs[0].Loss?.IgnoredClass;

    /// <summary>The length of an input example in words: <c>784 numbers each</c>, <c>7 numbers each: 3 of a, 4 of b</c>.</summary>
    public string InputWords => $"{Network.Input.Length} numbers each{(Network.Inputs is [{ HasLengths: true } only] ? $": {only.Shape.Length} and the length of the sequence, 1 to {only.Times}" : PartsOf([.. Network.Inputs.Select(i => (i.HasLengths ? $"{i.Name} with its length" : i.Name, Shape.Of(i.Length)))]))}";

    /// <summary>What the outputs for an example consist of, where there are several: <c>: 1 of price, 4 of kind</c>.</summary>
    public string OutputParts => PartsOf([.. Network.Outputs.Select(o => (o.Name, o.Shape))]);

    /// <summary>The interfaces that say what the model can do.</summary>
    public string Interfaces => string.Join(", ", new[]
    {
        $"~{InterfaceName}<{Self}, {T}>",
        Network.OutputGradients ? $"~IOutputGradientModel<{T}>" : null,
        Graph.Carried.Count == 0 ? null : $"~IStatefulModel<{T}>",
        AverageEmitter.StateOf(this) < 0 ? null : $"~IAveragedModel<{T}>",
        Plan.Stream is null ? null : $"~IStreamingModel<{Self}, {T}>",
        Plan.Forward is not null && Graph.HasDropout ? "~IDropoutModel" : null,
        Plan.Update is null ? null : $"~IOptimizerMemory<{T}>",
        ExampleChecksEmitter.IsNeeded(this) ? $"~IExampleChecks<{T}>" : null,
        HasReferenceForm || ReferenceModel is not null ? $"~IReferenceModel<{T}>" : null,
    }.OfType<string>());

    /// <summary>The class as code elsewhere names it after <c>global::</c>.</summary>
    public string FullName => string.Join(".", new[] { Spec.Type.Namespace }.Where(n => n.Length > 0).Concat(Spec.Type.Containers.Append(Spec.Type.Declaration).Select(NameIn)));

    private string InterfaceName => (Network.HasLoss, Plan.Update is not null, TakesClasses) switch
    {
        (false, _, _) => "IModel",
        (true, false, false) => "IDifferentiableModel",
        (true, false, true) => "IClassifierModel",
        (true, true, false) => "ITrainableModel",
        (true, true, true) => "ITrainableClassifierModel",
    };

    /// <summary>The training step of these targets as a straight line, if it is one.</summary>
    public StraightLinePass? StraightLineOf(TargetPlan plan) => StraightLines.Training[Enumerable.ToList(Plan.Targets).IndexOf(plan)];

    /// <summary>Whether the pass that runs <paramref name="program"/> is given the examples: with examples in the lanes it may need none but their copy.</summary>
    public bool TakesInput(TargetPlan plan, PlannedProgram program) => plan.Finish is not null || program.Reads(Graph.Input);

    /// <summary>Outer&lt;T&gt; of <c>partial class Outer&lt;T&gt;</c>.</summary>
    private static string NameIn(string declaration)
    {
        int parameters = declaration.IndexOf('<');
        return declaration.Substring(declaration.LastIndexOf(' ', (parameters < 0 ? declaration.Length : parameters) - 1) + 1);
    }

    private static string PartsOf((string Name, Shape Shape)[] parts) =>
        parts.Length == 1 ? "" : $": {string.Join(", ", parts.Select(p => $"{p.Shape.Length} of {p.Name}"))}";

    /// <summary>What the network computes: files are held to it.</summary>
    public Architecture Architecture { get; } = Architecture.Of(Spec, Network);

    /// <summary>The hash of the parameters' order and layout in memory: parameters as constant data are held to it.</summary>
    public string ParameterLayoutHash => Architecture.HashOf(Architecture.Text + string.Concat(Graph.Parameters.Select(p =>
        $"\n{p.Name} ({string.Join(", ", p.Value.Shape.Extents)}) at {Plan.Buffers.Find(p.Value).Offset} as [{string.Join(", ", Layouts.Order(p.Value))}]")));

    public const string GeneratorVersion = "0.1";

    /// <summary>The attribute above every public generated member.</summary>
    public const string GeneratedCode = $"""[~GeneratedCode("ModelGen", "{GeneratorVersion}")]""";

    /// <summary>Where a stored value is during training: its offset from the start of the parameters or of the arena.</summary>
    public TensorPlace PlaceOf(BufferPlan buffers, Value value) =>
        new(buffers.IsParameter(value) ? "parameters" : "arena", buffers.Find(value).Offset);
}
