using ModelGen.Generator.Common;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;

namespace ModelGen.Generator.Optimizers;

/// <summary>An optimizer as declared.</summary>
/// <param name="Name">The attribute's name.</param>
/// <param name="LearningRate">Where the model's LearningRate starts.</param>
/// <param name="ClipValue">The limit of each gradient, 0 for none.</param>
/// <param name="ClipNorm">The limit of the norm of all gradients, 0 for none.</param>
/// <param name="Rule">What a step does to one number.</param>
internal sealed record Optimizer(string Name, double LearningRate, double ClipValue, double ClipNorm, UpdateRule Rule);

/// <summary>
/// What a step does to one parameter and its states, as formulas of input 0 (the parameter), input 1 (its gradient) and inputs 2, 3, … (the states).
/// </summary>
/// <param name="Parameter">The parameter after the step.</param>
/// <param name="States">The states: name, value at the start, formula after the step.</param>
/// <param name="Scalars">Numbers of the step that the formulas name.</param>
internal sealed record UpdateRule(Expr Parameter, EquatableArray<StateRule> States, EquatableArray<StepScalar> Scalars)
{
    /// <summary>What a step does to the weights of hidden layers instead; null if the same as to all.</summary>
    public MatrixRule? Matrices { get; init; }
}

/// <summary>
/// What a step does to a weight as a matrix: in its formulas <see cref="RuleTerms.Direction"/> stands for what becomes of <paramref name="Sought"/> when all its singular values
/// are brought near 1, times a factor for its shape (<see cref="MatchesAdamW"/>).
/// </summary>
/// <param name="Sought">Where the step would go, a formula of parameter, gradient and states.</param>
/// <param name="Parameter">The parameter after the step.</param>
/// <param name="States">The states after the step, as many as the rule for all others has.</param>
internal sealed record MatrixRule(Expr Sought, Expr Parameter, EquatableArray<Expr> States)
{
    /// <summary>How often the polynomial is applied that brings singular values near 1.</summary>
    public int Steps { get; init; }

    /// <summary>Whether the numbers of a step are as large as AdamW's.</summary>
    public bool MatchesAdamW { get; init; }

    /// <summary>Whether weights from which an output comes without another between are matrices too.</summary>
    public bool IncludesOutputs { get; init; }
}

/// <summary>What an optimizer remembers of each number.</summary>
/// <param name="Name">The state's name.</param>
/// <param name="Initial">Its value at the start.</param>
/// <param name="Next">Its value after the step.</param>
/// <param name="IsNonNegative">Whether no run makes it negative.</param>
internal sealed record StateRule(string Name, double Initial, Expr Next, bool IsNonNegative = false);
