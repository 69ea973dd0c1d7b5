using ModelGen.Generator.Graph;

namespace ModelGen.Generator.Planning.Lanes;

/// <summary>What a plan with examples in the lanes has beside the others'.</summary>
/// <param name="Output">The outputs of Forward as callers get them.</param>
/// <param name="Predicted">The outputs of Predict as callers get them.</param>
/// <param name="Predict">Inference of many examples; its buffers are a scratch of their own.</param>
/// <param name="Portion">How many examples go through the scratch at once.</param>
internal sealed record LanePlan(Value Output, Value Predicted, PlannedProgram Predict, int Portion)
{
    /// <summary>How many examples train at once, where a batch is cut into groups; 0 where it is not.</summary>
    public int Group { get; init; }

    /// <summary>With fewer examples, inference goes one after the other.</summary>
    public const int FewestExamples = 8;
}
