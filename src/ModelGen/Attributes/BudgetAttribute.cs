using System;

namespace ModelGen;

/// <summary>
/// What a model may cost. A network that costs more is a compile error (MG0106), which shows the table of its layers. The limits are held against the totals of the
/// model's <c>Summary</c>; what is not set is not limited.
/// </summary>
/// <example>
/// <code>
/// [Model]
/// [Input(28, 28, 1)]
/// [Flatten]
/// [Dense(10)]
/// [Budget(MaxParameters = 10_000, MaxFlops = 20_000)]
/// public sealed partial class Digits;
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class BudgetAttribute : Attribute
{
    /// <summary>The most numbers in all parameters together, 1 or more.</summary>
    public long MaxParameters { get; set; }

    /// <summary>The most bytes of all parameters together, 1 or more; what training keeps besides is not counted.</summary>
    public long MaxBytes { get; set; }

    /// <summary>The most additions, multiplications and functions in a prediction of one example, 1 or more.</summary>
    public long MaxFlops { get; set; }
}
