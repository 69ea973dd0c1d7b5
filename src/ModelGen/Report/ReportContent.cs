using System.Collections.Generic;
using ModelGen.Training;

namespace ModelGen.Report;

/// <summary>What a report shows, found out from model and data.</summary>
internal sealed record ReportContent
{
    /// <summary>The model's name.</summary>
    public required string Title { get; init; }

    public required History History { get; init; }

    /// <summary>Names and values, in the order in which they are shown.</summary>
    public IReadOnlyList<(string Name, string Value)> Settings { get; init; } = [];

    /// <summary>The network; none if it is not known.</summary>
    public LayerInfo[] Layers { get; init; } = [];

    /// <summary>The parameter tensors; none if they are not known.</summary>
    public IReadOnlyList<Histogram> Weights { get; init; } = [];

    /// <summary>The tensors that have no histogram, since there are too many.</summary>
    public int OtherWeights { get; init; }

    /// <summary>Of a classifier.</summary>
    public ConfusionMatrix? Confusion { get; init; }

    /// <summary>What the confusion matrix is of: «training data» or «validation data».</summary>
    public string MeasuredOn { get; init; } = "";
}
