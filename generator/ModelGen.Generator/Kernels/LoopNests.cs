using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Planning;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Kernels;

/// <summary>
/// Brings a Contract, a sum over rows, a MaxPool or a Route into the form of <see cref="LoopNest"/>. Where an index of the result has several terms, as in
/// the gradient of a strided convolution, dX[b, 2y + ky - 1, …], it is solved for y: one nest for each remainder of the division by 2, and nothing is scattered.
/// </summary>
internal static class LoopNests
{
    /// <param name="stored">What has the result's layout: the sums themselves may never leave their registers.</param>
    /// <param name="maxBatch">With at most one example a step, a sum over examples has one term.</param>
    public static EquatableArray<LoopNest> Of(Op op, Value stored, Layouts layouts, int maxBatch)
    {
        NestDraft draft = op switch
        {
            ContractOp c => OfContract(c, stored, layouts),
            ReduceOp r => OfSum(r, stored, layouts),
            MaxPoolOp p => Draft(NestKind.Largest, p.Axes, p.Window, (p.Source, p.SourceMap), null, stored, p.OutputMap, layouts),
            RouteOp r => Draft(NestKind.Routed, r.Axes, r.Window, (r.Source, r.SourceMap), (r.Position, r.SourceMap), stored, r.ResultMap, layouts),
            _ => throw new ArgumentOutOfRangeException(nameof(op), op.Kind, null),
        };
        return Solve(draft).Select(d => d.Finish(maxBatch)).ToEquatableArray();
    }

    private static NestDraft OfContract(ContractOp c, Value stored, Layouts layouts)
    {
        // A factor of all products is applied to the sums.
        bool scales = c.B.Role == ValueRole.Constant && c.B.Shape.Rank == 0;
        NestDraft draft = Draft(NestKind.Sum, c.Axes, [], (c.A, c.AMap), scales ? null : (c.B, c.BMap), stored, c.OutputMap, layouts);
        return draft with { Factor = scales ? c.B.Numbers[0] : 1, Band = c.Band };
    }

    /// <summary>A sum over all dimensions but the last ones.</summary>
    private static NestDraft OfSum(ReduceOp reduce, Value stored, Layouts layouts)
    {
        int reduced = reduce.Source.Shape.Rank - stored.Shape.Rank;
        Axis[] axes = [.. reduce.Source.Shape.Extents.Select((e, d) => new Axis(e == Shape.Batch ? "b" : d < reduced ? $"{(char)('p' + d)}" : "o", e))];
        AffineMap Map(IEnumerable<Axis> indices) => new([.. indices.Select(a => (AffineIndex)a)]);
        return Draft(NestKind.Sum, axes, [], (reduce.Source, Map(axes)), null, stored, Map(axes.Skip(reduced)), layouts);
    }

    private static NestDraft Draft(
        NestKind kind,
        IEnumerable<Axis> axes,
        EquatableArray<Axis> window,
        (Value Value, AffineMap Map) left,
        (Value Value, AffineMap Map)? right,
        Value result,
        AffineMap resultMap,
        Layouts layouts)
    {
        List<(string, int)> tap = [];
        int inside = 1;
        foreach (Axis axis in window.Reverse())
        {
            tap.Add((axis.Name, inside));
            inside *= axis.Extent;
        }

        return new NestDraft(
            kind,
            axes.Concat(window).ToDictionary(a => a.Name, a => a.Extent),
            left.Value,
            Offset(left.Value, left.Map),
            right?.Value,
            right is { } r ? Offset(r.Value, r.Map) : new LoopForm([], 0),
            result,
            [.. resultMap.Indices.Select(Form)],
            Strides(result),
            new LoopForm(tap, 0),
            [.. Conditions(left), .. right is { } q ? Conditions(q) : []]);

        EquatableArray<int> Strides(Value value) => [.. Enumerable.Range(0, value.Shape.Rank).Select(d => layouts.Stride(value, d))];

        LoopForm Offset(Value value, AffineMap map) => new(
            map.Indices.SelectMany((index, d) => index.Terms.Select(t => (t.Axis.Name, t.Coefficient * layouts.Stride(value, d)))),
            map.Indices.Select((index, d) => index.Offset * layouts.Stride(value, d)).Sum());

        static IEnumerable<(LoopForm, int)> Conditions((Value Value, AffineMap Map) operand) =>
            operand.Map.Indices.Select((index, d) => (Form(index), operand.Value.Shape[d])).Where(c => c.Item2 != Shape.Batch);
    }

    private static LoopForm Form(AffineIndex index) => new(index.Terms.Select(t => (t.Axis.Name, t.Coefficient)), index.Offset);

    /// <summary>The drafts whose result has plain axes only: the draft itself, or one for each remainder.</summary>
    private static IEnumerable<NestDraft> Solve(NestDraft draft)
    {
        IEnumerable<NestDraft> drafts = [draft];
        for (int d = 0; d < draft.ResultIndices.Count; d++)
        {
            int dimension = d;
            drafts = IsPlain(draft, d) ? drafts : drafts.SelectMany(known => Remainders(known, dimension));
        }

        return drafts;
    }

    /// <summary>Whether the index takes every value of the dimension once: a single axis, or axes within one another, as a channel in its group.</summary>
    private static bool IsPlain(NestDraft draft, int dimension)
    {
        LoopForm index = draft.ResultIndices[dimension];
        int inside = 1;
        foreach ((string axis, int coefficient) in index.Terms.OrderBy(t => t.Coefficient))
        {
            if (coefficient != inside)
            {
                return false;
            }

            inside *= draft.Extents[axis];
        }

        return inside == draft.Result.Shape[dimension] && index.Constant == 0;
    }

    /// <summary>
    /// Solves s · y + d · k + f for y. The elements s · q + r, for each remainder r, come from the taps k = first + period · t with
    /// d · k ≡ r − f modulo s, and from y = q + (r − f − d · k) / s. In the nest q goes by y's name and t by k's.
    /// </summary>
    private static IEnumerable<NestDraft> Remainders(NestDraft draft, int dimension)
    {
        LoopForm index = draft.ResultIndices[dimension];
        int extent = draft.Result.Shape[dimension];
        (string Axis, int Coefficient)[] terms = [.. index.Terms.OrderByDescending(t => draft.Extents[t.Axis]).ThenByDescending(t => t.Coefficient)];
        if (terms.Length is 0 or > 2)
        {
            throw new NotSupportedException($"an index of {terms.Length} terms in {draft.Result}");
        }

        (string y, int s) = terms[0];
        (string k, int d) = terms.Length > 1 ? terms[1] : ("", 0);
        int taps = terms.Length > 1 ? draft.Extents[k] : 1, period = s / Gcd(s, d);
        for (int r = 0; r < Math.Min(s, extent); r++)
        {
            int places = ((extent - r - 1) / s) + 1, rest = r - index.Constant;
            int first = Enumerable.Range(0, Math.Min(period, taps)).Where(t => Mod(rest - (d * t), s) == 0).DefaultIfEmpty(-1).First();
            NestDraft part = draft with { Place = s == 1 ? draft.Place : $"{draft.Place}{(draft.Place == "" ? "" : ", ")}{y} % {s} == {r}" };
            if (first < 0)
            {
                yield return part.At(dimension, y, places, s, r) with { IsEmpty = true };
                continue;
            }

            LoopForm from = new([(y, 1), (k, -(d * period / s))], (rest - (d * first)) / s);
            part = k == "" ? part : part.Replace(k, new LoopForm([(k, period)], first), ((taps - first - 1) / period) + 1);
            part = part with { Conditions = [.. part.Conditions, (new LoopForm([(y, 1)], 0), draft.Extents[y])] };
            yield return part.Replace(y, from, places).At(dimension, y, places, s, r);
        }
    }

    private static int Gcd(int a, int b) => b == 0 ? a : Gcd(b, a % b);

    private static int Mod(int a, int b) => ((a % b) + b) % b;
}
