using ModelGen.Generator.Common;
using ModelGen.Generator.Expressions;

namespace ModelGen.Generator.Declarations.Functions;

/// <summary>A method of the user's that an attribute names, read as a formula: two methods that mean the same are equal.</summary>
/// <param name="Name">Type and method: <c>Gates.Swish</c>.</param>
/// <param name="Formula">
/// Its value, where input k is its parameter k; of a method of rows, the inputs are those of <see cref="RowInputs"/>. Null if it cannot be read.
/// </param>
/// <param name="Fault">Why not.</param>
internal sealed record FunctionSpec(string Name, Expr? Formula, FunctionFault? Fault)
{
    /// <summary>Whether its parameters are rows and not numbers.</summary>
    public bool IsRow { get; init; }

    /// <summary>What a method of rows takes of them: the formula's inputs from <see cref="RowInputs.First"/> on.</summary>
    public EquatableArray<RowFold> Folds { get; init; }

    /// <summary>The places in a row that it reads by number, as formulas of the row's length.</summary>
    public EquatableArray<Expr> Places { get; init; }
}

/// <summary>One number of a row: a sum of terms or the largest of them.</summary>
/// <param name="Term">
/// The formula of the numbers at one position, of <see cref="Position"/>, and of earlier folds; the inputs are those of <see cref="RowInputs"/>.
/// </param>
internal sealed record RowFold(bool IsSum, Expr Term);

/// <summary>What the inputs of formulas over rows are.</summary>
internal static class RowInputs
{
    public const int Output = 0;
    public const int Target = 1;

    /// <summary>How many numbers a row has.</summary>
    public const int Length = 2;

    /// <summary>The first of <see cref="FunctionSpec.Folds"/>.</summary>
    public const int First = 3;
}

/// <summary>What keeps a method from being read.</summary>
/// <param name="Detail">The end of the sentence that says so.</param>
internal sealed record FunctionFault(FunctionFaultKind Kind, string Detail);

internal enum FunctionFaultKind
{
    /// <summary>There is no such method, or it has another signature: a fault of the attribute.</summary>
    Unfit,

    /// <summary>The body has a statement that is none of those that can be read.</summary>
    UnreadableStatement,

    /// <summary>A part of an expression is nothing that can be differentiated and computed in vectors.</summary>
    Unreadable,

    /// <summary>It calls itself.</summary>
    Recursive,

    /// <summary>It has too many operations.</summary>
    TooLong,
}
