using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;

namespace ModelGen.Generator.Planning;

/// <summary>
/// Finds what threads that share a batch have to agree on: values over all examples, such as the mean of a batch normalisation, of which each thread knows but
/// its slice's part.
/// </summary>
/// <remarks>
/// Every slice computes as if it had an equal share of the examples (<see cref="StepScalar.PerExample"/> is the number of slices over the number of examples), so
/// that the value of the batch is the mean of the slices' values, and the mean of any affine function of such values is that function of their means. It must
/// be taken before an example, or a function that is not affine, reads the value.
/// </remarks>
internal static class SliceMeans
{
    public static HashSet<Value> Of(StepProgram program)
    {
        HashSet<Value> means = [];
        if (program.Whole is not { } whole)
        {
            return means;
        }

        HashSet<Value> parts = [];
        foreach (Op op in program.Ops)
        {
            Value[] read = [.. op.Inputs.Select(i => i.Storage).Where(parts.Contains)];
            bool isOfExamples = op.Outputs.Any(o => o.Shape.HasBatch);
            if (isOfExamples || !IsAffine(op, parts))
            {
                means.UnionWith(read);
                parts.ExceptWith(read);
            }

            if (!isOfExamples && op.Inputs.Any(i => i.Shape.HasBatch || parts.Contains(i.Storage)))
            {
                parts.UnionWith(op.Outputs);
            }
        }

        means.UnionWith(whole.Select(v => v.Storage).Where(parts.Contains));
        return means.FirstOrDefault(m => m.Shape.Rank == 0) is { } number
            ? throw new NotSupportedException($"{number.Name} is a number between kernels, of which slices can take no mean")
            : means;
    }

    private static bool IsAffine(Op op, HashSet<Value> parts) =>
        op is ReduceOp { Reduction: ReduceKind.Sum } || (op is MapOp map && map.Bodies.All(body => IsAffine(body, map, parts)));

    private static bool IsAffine(Expr body, MapOp map, HashSet<Value> parts) =>
        !body.Descendants().OfType<Select>().Any(s => Reads(s.Left, map, parts) || Reads(s.Right, map, parts))
        && map.Inputs.Select((input, k) => (input, k)).Where(p => parts.Contains(p.input.Storage)).All(p => !Reads(Derivative.Of(body, p.k), map, parts));

    private static bool Reads(Expr e, MapOp map, HashSet<Value> parts) =>
        e.Descendants().OfType<Input>().Any(input => parts.Contains(map.Inputs[input.Index].Storage));
}
