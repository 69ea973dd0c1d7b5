using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Planning;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Kernels;

/// <summary>A <see cref="LoopNest"/> in the making: offsets as sums over named axes, in which axes can still be replaced.</summary>
/// <param name="Extents">The axes; <see cref="Shape.Batch"/> for the examples.</param>
/// <param name="ResultIndices">The index of each dimension of the result.</param>
/// <param name="ResultStrides">What a step along each dimension of the result is in memory.</param>
/// <param name="Tap">The number of an element in its pooling window.</param>
/// <param name="Conditions">Indices that must lie in 0..extent.</param>
internal sealed record NestDraft(
    NestKind Kind,
    IReadOnlyDictionary<string, int> Extents,
    Value Left,
    LoopForm LeftOffset,
    Value? Right,
    LoopForm RightOffset,
    Value Result,
    EquatableArray<LoopForm> ResultIndices,
    EquatableArray<int> ResultStrides,
    LoopForm Tap,
    EquatableArray<(LoopForm Index, int Extent)> Conditions)
{
    public double Factor { get; init; } = 1;

    public bool IsEmpty { get; init; }

    public Band? Band { get; init; }

    public string Place { get; init; } = "";

    /// <summary>The same with an axis replaced in all offsets, conditions and the result's indices.</summary>
    public NestDraft Replace(string axis, LoopForm replacement, int extent) => this with
    {
        Extents = WithExtent(axis, extent),
        LeftOffset = LeftOffset.With(axis, replacement),
        RightOffset = RightOffset.With(axis, replacement),
        ResultIndices = [.. ResultIndices.Select(i => i.With(axis, replacement))],
        Tap = Tap.With(axis, replacement),
        Conditions = [.. Conditions.Select(c => (c.Index.With(axis, replacement), c.Extent))],
    };

    /// <summary>The same with an index of the result that counts <paramref name="axis"/> alone.</summary>
    public NestDraft At(int dimension, string axis, int extent, int step, int start) => this with
    {
        Extents = WithExtent(axis, extent),
        ResultIndices = [.. ResultIndices.Select((index, d) => d == dimension ? new LoopForm([(axis, step)], start) : index)],
    };

    /// <param name="maxBatch">With at most one example a step, a sum over examples has one term.</param>
    public LoopNest Finish(int maxBatch)
    {
        HashSet<string> outputs = [.. ResultIndices.SelectMany(i => i.Terms).Select(t => t.Axis)];
        NestDraft draft = IsEmpty ? this with { Conditions = [] } : this;
        foreach (string reduction in Extents.Keys.Where(a => !outputs.Contains(a)))
        {
            draft = draft.Extents[reduction] == Shape.Batch && maxBatch == 1 ? draft.Replace(reduction, new LoopForm([(reduction, 1)], 0), 1) : draft.Shortened(reduction);
        }

        bool isEmpty = draft.IsEmpty || draft.Extents.Any(e => e.Value == 0) || draft.Conditions.Any(draft.NeverHolds);
        LoopAxis[] axes = [.. draft.Extents.Where(e => e.Value != 1).Select(e => new LoopAxis(e.Key, Math.Abs(e.Value), e.Value == Shape.Batch, draft.StepOf(e.Key)))];
        Clip[] clips = isEmpty ? [] : [.. draft.Conditions.Select(draft.ClipOf).OfType<Clip>().Distinct()];
        NestBand? band = Band is { } b && axes.Any(a => a.Name == b.Row.Name) && axes.Any(a => a.Name == b.Column.Name) ? new NestBand(b.Row.Name, b.Column.Name) : null;
        return new LoopNest(
            Kind,
            Merged(axes.Where(a => outputs.Contains(a.Name)).OrderByDescending(a => a.PerExample).ThenByDescending(a => a.Step.Result), clips, band),
            isEmpty ? [] : Merged(axes.Where(a => !outputs.Contains(a.Name)).OrderByDescending(a => a.PerExample).ThenByDescending(a => Math.Abs(a.Step.Left)), clips, band),
            clips.ToEquatableArray(),
            Left,
            Right,
            Result,
            draft.Start,
            Factor,
            isEmpty,
            Place)
        {
            Band = band,
        };
    }

    /// <summary>
    /// Neighbours of which the outer steps over the whole of the inner become one axis; but the innermost of the result keeps an extent that is known.
    /// </summary>
    private static EquatableArray<LoopAxis> Merged(IEnumerable<LoopAxis> axes, IReadOnlyCollection<Clip> clips, NestBand? band)
    {
        List<LoopAxis> merged = [];
        foreach (LoopAxis axis in axes)
        {
            if (merged.LastOrDefault() is { } outer && !clips.Any(c => c.Coefficient(outer) != 0 || c.Coefficient(axis) != 0) && band?.Has(outer) != true && band?.Has(axis) != true
                && axis.Extent * axis.Step == outer.Step && !axis.PerExample && !(outer.PerExample && axis.Step.Result == 1))
            {
                merged[merged.Count - 1] = new LoopAxis(outer.Name + axis.Name, outer.Extent * axis.Extent, outer.PerExample, axis.Step);
            }
            else
            {
                merged.Add(axis);
            }
        }

        return merged.ToEquatableArray();
    }

    private NestPoint Start => new(
        LeftOffset.Constant,
        RightOffset.Constant,
        ResultIndices.Select((index, d) => index.Constant * ResultStrides[d]).Sum(),
        ResultIndices.Count == 0 ? 0 : ResultIndices[ResultIndices.Count - 1].Constant,
        Tap.Constant);

    private NestPoint StepOf(string axis) => new(
        LeftOffset[axis],
        RightOffset[axis],
        ResultIndices.Select((index, d) => index[axis] * ResultStrides[d]).Sum(),
        ResultIndices.Count == 0 ? 0 : ResultIndices[ResultIndices.Count - 1][axis],
        Tap[axis]);

    private IReadOnlyDictionary<string, int> WithExtent(string axis, int extent)
    {
        Dictionary<string, int> extents = Extents.ToDictionary(e => e.Key, e => e.Value);
        extents[axis] = extent;
        return extents;
    }

    /// <summary>A reduction without the ends that a condition on it alone excludes.</summary>
    private NestDraft Shortened(string axis)
    {
        int from = 0, to = Extents[axis];
        foreach ((LoopForm index, int extent) in Conditions.Where(c => c.Index[axis] > 0 && c.Index.Terms.All(t => t.Axis == axis || Extents[t.Axis] == 1)))
        {
            int step = index[axis];
            from = Math.Max(from, FloorDivide(step - 1 - index.Constant, step));
            to = Math.Min(to, FloorDivide(extent - 1 - index.Constant, step) + 1);
        }

        return from == 0 && to == Extents[axis] ? this : Replace(axis, new LoopForm([(axis, 1)], from), Math.Max(0, to - from));
    }

    /// <summary>The condition as a clip, or null if it always holds.</summary>
    private Clip? ClipOf((LoopForm Index, int Extent) condition)
    {
        (string Axis, int Coefficient)[] terms = [.. condition.Index.Terms.Where(t => Extents[t.Axis] != 1)];
        if (terms.Any(t => Extents[t.Axis] == Shape.Batch))
        {
            return null;
        }

        (int least, int most) = RangeOf(condition.Index);
        return least >= 0 && most < condition.Extent ? null : new Clip(terms.ToEquatableArray(), condition.Index.Constant, condition.Extent);
    }

    /// <summary>Whether no point fulfils the condition: a window that lies in the padding as a whole, with an axis left that could say so or without.</summary>
    private bool NeverHolds((LoopForm Index, int Extent) condition) =>
        condition.Index.Terms.All(t => Extents[t.Axis] != Shape.Batch) && RangeOf(condition.Index) is var (least, most) && (most < 0 || least >= condition.Extent);

    /// <summary>The smallest and the largest value of an index without examples.</summary>
    private (int Least, int Most) RangeOf(LoopForm index) => (
        index.Constant + index.Terms.Sum(t => Math.Min(0, t.Coefficient * (Extents[t.Axis] - 1))),
        index.Constant + index.Terms.Sum(t => Math.Max(0, t.Coefficient * (Extents[t.Axis] - 1))));

    public static int FloorDivide(int a, int b) => a >= 0 ? a / b : -((b - 1 - a) / b);
}
