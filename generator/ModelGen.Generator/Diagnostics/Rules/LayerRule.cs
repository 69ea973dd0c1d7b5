using System.Collections.Generic;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Diagnostics.Rules;

/// <summary>What the validator knows about a kind of layer, besides its shape function, which is the compiler's own.</summary>
internal abstract class LayerRule
{
    /// <summary>What its settings must fulfil, besides those that every layer has.</summary>
    public abstract IReadOnlyList<SettingRule> Settings { get; }

    /// <summary>What is wrong with the input, or null; only an input that passes here goes on to the layer's shape function.</summary>
    /// <param name="source">Where the input comes from, as messages call it: the input, layer 'conv1'.</param>
    public virtual Problem? CheckInput(Declared layer, Shape input, string source) => null;

    /// <summary>The same for a layer of several inputs, with where each comes from.</summary>
    public virtual Problem? CheckInputs(Declared layer, IReadOnlyList<(Shape Shape, string Source)> inputs) => CheckInput(layer, inputs[0].Shape, inputs[0].Source);

    /// <summary>What is odd about the input, though it can be taken; null if nothing.</summary>
    public virtual Problem? Warn(Declared layer, Shape input) => null;

    /// <summary>Whether what it takes must be an input of the model, as it is.</summary>
    public virtual bool ReadsInput => false;

    /// <summary>The number of its parameters.</summary>
    public virtual long ParameterCount(AttributeSpec layer, Shape input) => 0;

    /// <summary>How many of them an optimizer changes.</summary>
    public virtual long TrainedCount(AttributeSpec layer, Shape input) => layer.Flag("Trainable", true) ? ParameterCount(layer, input) : 0;

    /// <summary>The number of its parameters where that depends on several inputs; on the first unless overridden.</summary>
    public virtual long ParameterCount(AttributeSpec layer, IReadOnlyList<Shape> inputs) => ParameterCount(layer, inputs[0]);

    /// <summary>The most numbers that it keeps of one example between its parts.</summary>
    public virtual long Between(AttributeSpec layer, IReadOnlyList<Shape> inputs) => 0;

    /// <inheritdoc cref="ParameterCount(AttributeSpec, IReadOnlyList{Shape})"/>
    public virtual long TrainedCount(AttributeSpec layer, IReadOnlyList<Shape> inputs) =>
        inputs.Count == 1 ? TrainedCount(layer, inputs[0]) : layer.Flag("Trainable", true) ? ParameterCount(layer, inputs) : 0;

    /// <summary>The activation it ends with; <see langword="null"/> if its outputs lie in the range of its inputs.</summary>
    public virtual ActivationKind? Activation(AttributeSpec layer) =>
        (ActivationKind)layer.Integer("Activation") is var activation && (HasAnyRange || activation != ActivationKind.Identity) ? activation : null;

    /// <summary>Whether what it takes are indices, which only an input has.</summary>
    public virtual bool TakesIndices => false;

    /// <summary>Whether what it computes, before its activation, are numbers of any size, whatever it takes.</summary>
    public virtual bool HasAnyRange => false;

    /// <summary>Whether only the user knows in which range that lies.</summary>
    public virtual bool HasUnknownRange => false;
}
