using System.Collections.Generic;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Layers;

/// <summary>What a layer means: the shape it gives and the ops it stands for. Nothing about C# and nothing about gradients.</summary>
/// <param name="Name">Unique in the model.</param>
internal abstract record Layer(string Name)
{
    /// <summary>Whether it asks for <see cref="GraphBuilder.IsTraining"/>.</summary>
    public virtual bool DiffersInInference => false;

    /// <summary>Whether it applies the activation that its attribute names; else <see cref="ActivatedLayer"/> does it.</summary>
    public virtual bool AppliesActivation => false;

    /// <summary>The layer without an activation that is applied to its output.</summary>
    public virtual Layer Core => this;

    /// <summary>The shape of one example after the layer.</summary>
    public abstract Shape OutputShape(Shape input);

    /// <summary>Adds the layer's ops and returns its output.</summary>
    public abstract Value Lower(GraphBuilder graph, Value input);

    /// <summary>The shape of one example after a layer of several inputs; of one unless overridden.</summary>
    public virtual Shape OutputShape(IReadOnlyList<Shape> inputs) => OutputShape(inputs[0]);

    /// <summary>Adds the ops of a layer of several inputs; of one unless overridden.</summary>
    public virtual Value Lower(GraphBuilder graph, IReadOnlyList<Value> inputs) => Lower(graph, inputs[0]);

    /// <summary>What it makes of sequences with lengths, which its first dimension then counts.</summary>
    /// <param name="inputs">The shapes of one example before it.</param>
    public virtual SequenceUse UseOf(IReadOnlyList<Shape> inputs) => SequenceUse.Refused;

    /// <summary>Why it refuses lengths, and what may stand in its place: the end of a sentence.</summary>
    public virtual string WhyNoLengths => "it moves or joins times; what follows a Flatten sees zeros in the padding";

    /// <summary>That of a layer which treats each row alike; what has one dimension is one row.</summary>
    protected static SequenceUse RowByRow(Shape input) => input.Rank > 1 ? SequenceUse.EachTime : SequenceUse.Refused;

    /// <summary>Why a stream, which knows of a sequence what has come so far, cannot have the layer; null where it can.</summary>
    /// <param name="input">The shape of one example before it, time first.</param>
    public virtual string? StreamObstacle(Shape input) => UseOf([input]) == SequenceUse.EachTime ? null : "takes all times at once";

    /// <summary>Adds the ops of one time of a stream and returns its output of this time.</summary>
    /// <param name="inputs">What comes in at this time, without the dimension of time.</param>
    /// <param name="times">The times of a sequence in training.</param>
    public virtual Value LowerStep(GraphBuilder graph, IReadOnlyList<Value> inputs, int times) => Lower(graph, inputs);

    /// <summary>
    /// Every setting in effect, defaults filled in, under the name of the attribute's property; of those with a form for each dimension and side, that form.
    /// </summary>
    /// <param name="input">The shape of one example before it.</param>
    public abstract IEnumerable<Setting> EffectiveSettings(Shape input);

    /// <summary>The layer as the summary table shows it: <c>Dense(25, sigmoid)</c>.</summary>
    public abstract string Describe();
}
