using System;

namespace ModelGen;

/// <summary>
/// What training minimises: a number per example, averaged over the batch. A model has one, of its last layer, or several: one for each of its
/// outputs, named by <see cref="Of"/>; training then minimises their weighted sum. The outputs of an example follow one another in the order of
/// their layers, and so do its targets.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, AllowMultiple = true, Inherited = false)]
public abstract class LossAttribute : Attribute
{
    /// <summary>The name of the layer whose output it judges. Unless set, the last layer.</summary>
    public string? Of { get; set; }

    /// <summary>What the loss is multiplied by, above 0. Default 1.</summary>
    public double Weight { get; set; } = 1;

    /// <summary>
    /// The name of an input with what each example counts in the loss: one number of 0 or more, or one for each position of the outputs. The loss is then Σ w · loss / Σ w, as
    /// <c>(w * loss(reduction='none')).sum() / w.sum()</c> in PyTorch, 0 where all weights are 0, together with weights of classes and lengths; metrics are weighted means too. An example of
    /// weight 0 is left out. No layer need take the input, and prediction does not look at it: a class without it whose other inputs have the same names loads the
    /// same files, to predict with. Unless set, all count the same.
    /// </summary>
    public string? SampleWeights { get; set; }
}
