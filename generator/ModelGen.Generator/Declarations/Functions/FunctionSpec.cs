using ModelGen.Generator.Expressions;

namespace ModelGen.Generator.Declarations.Functions;

/// <summary>A method of the user's that an attribute names, read as a formula: two methods that mean the same are equal.</summary>
/// <param name="Name">Type and method: <c>Gates.Swish</c>.</param>
/// <param name="Formula">Its value, where input 0 is its parameter; null if it cannot be read.</param>
/// <param name="Fault">Why not.</param>
internal sealed record FunctionSpec(string Name, Expr? Formula, FunctionFault? Fault);

/// <summary>What keeps a method from being read.</summary>
/// <param name="Detail">The end of the sentence that says so.</param>
internal sealed record FunctionFault(FunctionFaultKind Kind, string Detail);

internal enum FunctionFaultKind
{
    /// <summary>There is no such method, or it has another signature: a fault of the attribute.</summary>
    Unfit,

    /// <summary>The body is more than one expression.</summary>
    NotOneExpression,

    /// <summary>A part of the expression is nothing that can be differentiated and computed in vectors.</summary>
    Unreadable,

    /// <summary>It calls itself.</summary>
    Recursive,

    /// <summary>It has too many operations.</summary>
    TooLong,
}
