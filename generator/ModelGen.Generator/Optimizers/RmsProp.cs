using ModelGen.Generator.Declarations;
using ModelGen.Generator.Expressions;
using static ModelGen.Generator.Optimizers.RuleTerms;

namespace ModelGen.Generator.Optimizers;

/// <summary>s ← α s + (1 − α) g², p ← p − η g / (√s + ε); centered: √(s − ḡ²); with momentum the quotient is accumulated (torch.optim.RMSprop).</summary>
internal static class RmsProp
{
    public static UpdateRule Rule(AttributeSpec a)
    {
        double alpha = a.Number("Alpha", 0.99), epsilon = a.Number("Epsilon", 1e-8), momentum = a.Number("Momentum", 0);
        bool centered = a.Flag("Centered");
        Expr g = DecayedGradient(a);

        Expr square = RunningMean(State(0), alpha, g * g);
        Expr mean = RunningMean(State(1), alpha, g);
        Expr quotient = g / (Expr.Sqrt(centered ? square - (mean * mean) : square) + epsilon);
        Expr velocity = Expr.Flush((momentum * State(centered ? 2 : 1)) + quotient);

        StateRule first = new("Square", 0, square, IsNonNegative: true), second = new("Mean", 0, mean), third = new("Velocity", 0, velocity);
        return new UpdateRule(
            Weight - (LearningRate * (momentum == 0 ? quotient : velocity)),
            (centered, momentum != 0) switch
            {
                (false, false) => [first],
                (true, false) => [first, second],
                (false, true) => [first, third],
                (true, true) => [first, second, third],
            },
            []);
    }
}
