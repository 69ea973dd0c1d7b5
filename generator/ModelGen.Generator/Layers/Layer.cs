using ModelGen.Generator.Graph;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Layers;

/// <summary>What a layer means: the shape it gives and the ops it stands for. Nothing about C# and nothing about gradients.</summary>
/// <param name="Name">Unique in the model.</param>
internal abstract record Layer(string Name)
{
    /// <summary>The shape of one example after the layer.</summary>
    public abstract Shape OutputShape(Shape input);

    /// <summary>Adds the layer's ops and returns its output.</summary>
    public abstract Value Lower(GraphBuilder graph, Value input);

    /// <summary>The layer as the summary table shows it: <c>Dense(25, sigmoid)</c>.</summary>
    public abstract string Describe();
}
