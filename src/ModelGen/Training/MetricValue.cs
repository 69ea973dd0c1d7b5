namespace ModelGen.Training;

/// <summary>A metric and what it came to.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Value">Its mean over the examples measured.</param>
public readonly record struct MetricValue(Metric Metric, double Value);
