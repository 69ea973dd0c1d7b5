using System;
using Microsoft.CodeAnalysis;

namespace ModelGen.Generator.Declarations.Functions;

/// <summary>Ends the reading of a method. Thrown and caught within this folder.</summary>
internal sealed class UnreadableException(FunctionFaultKind kind, string detail, Location? location) : Exception(detail)
{
    public FunctionFault Fault { get; } = new(kind, detail);

    /// <summary>The place in the method; null where the attribute is at fault.</summary>
    public Location? Location { get; } = location;
}
