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
internal sealed record UpdateRule(Expr Parameter, EquatableArray<StateRule> States, EquatableArray<StepScalar> Scalars);

/// <summary>What an optimizer remembers of each number.</summary>
/// <param name="Name">The state's name.</param>
/// <param name="Initial">Its value at the start.</param>
/// <param name="Next">Its value after the step.</param>
/// <param name="IsNonNegative">Whether no run makes it negative.</param>
internal sealed record StateRule(string Name, double Initial, Expr Next, bool IsNonNegative = false);
