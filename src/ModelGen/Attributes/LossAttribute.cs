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
}
