using System.Linq;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Kernels;
using ModelGen.Generator.Planning;
using ModelGen.Generator.Shapes;
using ModelGen.Generator.StraightLine;

namespace ModelGen.Generator.Emission;

/// <summary>What every part of a model's code is printed from.</summary>
internal sealed record EmissionContext(ModelSpec Spec, Network Network, ModelPlan Plan, Layouts Layouts, KernelLibrary Kernels, StraightLinePlan StraightLines)
{
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

    // A hint's - cannot stand in a name, and a model may be called Network.
    private static string Segment(string name) => name == "Network" ? "Network_" : Identifier.Escape(name.Replace("-", "__"));

    /// <summary>The class of the passes and kernels, as members of the user's class name it.</summary>
    public string Passes => $"global::{NetworkNamespace}.Network";

    public bool TakesClasses => Plan.Targets.Any(t => t.IsClasses);

    /// <summary>The interface that says what the model can do.</summary>
    public string Interface => $"{InterfaceName}<{Self}, {T}>";

    private string InterfaceName => (Plan.Forward is not null, Plan.Update is not null, TakesClasses) switch
    {
        (false, _, _) => "IModel",
        (true, false, false) => "IDifferentiableModel",
        (true, false, true) => "IClassifierModel",
        (true, true, false) => "ITrainableModel",
        (true, true, true) => "ITrainableClassifierModel",
    };

    /// <summary>The training step of these targets as a straight line, if it is one.</summary>
    public StraightLinePass? StraightLineOf(TargetPlan plan) => StraightLines.Training[Enumerable.ToList(Plan.Targets).IndexOf(plan)];

    /// <summary>The attribute above every public generated member.</summary>
    public const string GeneratedCode = """[~GeneratedCode("ModelGen", "0.1")]""";

    /// <summary>Where a stored value is during training: its offset from the start of the parameters or of the arena.</summary>
    public string PlaceOf(BufferPlan buffers, Value value) =>
        VectorText.At(buffers.IsParameter(value) ? "parameters" : "arena", $"{buffers.Find(value).Offset}").Substring("ref ".Length);
}
