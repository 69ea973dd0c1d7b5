using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Graph;

namespace ModelGen.Generator.Planning;

/// <summary>
/// With one example a step, the gradient of a layer's inputs and the update of its weight both go through the weight row by row; as one step, each row is
/// loaded once for its dot product and its update.
/// </summary>
internal static class RowUpdates
{
    public static EquatableArray<Step> Apply(EquatableArray<Step> steps, Layouts layouts)
    {
        List<Step> merged = [];
        foreach (Step step in steps)
        {
            if (merged.LastOrDefault() is ContractStep gradient && step is ContractStep update && Fit(gradient, update, layouts))
            {
                merged[merged.Count - 1] = new RowUpdateStep(gradient, update) { Stored = [.. gradient.Stored, .. update.Stored] };
            }
            else
            {
                merged.Add(step);
            }
        }

        return merged.ToEquatableArray();
    }

    /// <summary>Whether the first reads a weight along its rows, and the second updates it with the outer product of the same gradient.</summary>
    private static bool Fit(ContractStep gradient, ContractStep update, Layouts layouts) =>
        MatrixProduct.Fits(gradient.Core)
        && MatrixProduct.Fits(update.Core)
        && gradient.Core is ContractOp reading
        && update.Core is ContractOp outer
        && reading.B.Role == ValueRole.Parameter
        && layouts.IsTransposed(reading.B)
        && update.Stored is [var stored]
        && stored.Overwrites == reading.B
        && outer.B.Storage == reading.A.Storage
        && update.Epilogue.SelectMany(m => m.Inputs).All(i => update.Computes(i) || i == reading.B || i.Shape.Rank == 0);
}
