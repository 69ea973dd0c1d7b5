using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Declarations.Functions;
using ModelGen.Generator.Expressions;

namespace ModelGen.Generator.Diagnostics.Rules;

/// <summary>Whether the method that an attribute names can be read, and suits the rows that it gets.</summary>
internal static class FunctionRules
{
    public static Problem? IsReadable(Declared declared)
    {
        if (declared.Attribute.Function is not { Fault: { } fault } function)
        {
            return null;
        }

        return declared.Problem(
            fault.Kind switch
            {
                FunctionFaultKind.Unfit => DiagnosticDescriptors.UnfitFunction.Id,
                FunctionFaultKind.UnreadableStatement => DiagnosticDescriptors.UnreadableStatement.Id,
                FunctionFaultKind.Recursive => DiagnosticDescriptors.RecursiveFunction.Id,
                FunctionFaultKind.TooLong => DiagnosticDescriptors.FunctionTooLong.Id,
                _ => DiagnosticDescriptors.UnreadableFunction.Id,
            },
            declared.Subject,
            function.Name,
            fault.Detail);
    }

    /// <summary>Whether a row of <paramref name="length"/> has all places that a method reads by number.</summary>
    /// <param name="source">What the row is the last dimension of.</param>
    public static IEnumerable<Problem> CheckPlaces(Declared declared, string source, int length)
    {
        FunctionSpec? function = declared.Attribute.Function;
        return function is null ? [] : function.Places
            .Select(place => Evaluate.At(place, [0, 0, length]))
            .Where(place => place < 0 || place >= length)
            .Take(1)
            .Select(place => declared.Problem(DiagnosticDescriptors.NoSuchPlace.Id, declared.Subject, function.Name, $"{place}", source, $"{length}"));
    }
}
