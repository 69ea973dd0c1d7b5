using ModelGen.Generator.Expressions;

namespace ModelGen.Generator.Graph;

/// <summary>
/// A number computed once a step, in double precision, from the scalars before it and these: <see cref="Step"/>, <see cref="LearningRate"/>.
/// </summary>
/// <param name="Name">What formulas call it: a C# identifier.</param>
/// <param name="Formula">Its value this step; it may name itself when <paramref name="Initial"/> is given, meaning its value the step before.</param>
/// <param name="Initial">The value before the first step for a number that is kept between steps; else null.</param>
internal sealed record StepScalar(string Name, Expr Formula, double? Initial = null)
{
    /// <summary>The number of this update, from 1.</summary>
    public const string Step = "step";

    /// <summary>The model's learning rate at this update.</summary>
    public const string LearningRate = "learningRate";

    /// <summary>1 / number of examples of this call: it turns a sum over examples into their mean.</summary>
    public const string PerExample = "perExample";
}
