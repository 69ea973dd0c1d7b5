using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Planning;
using ModelGen.Generator.Vectors;

namespace ModelGen.Generator.Kernels;

/// <summary>
/// Gives tiles as many rows as pay at every width at once, since one text serves them all; only where that costs a width too much, the
/// wide registers get a text of their own.
/// </summary>
/// <param name="isMinor">Whether the rest of the network takes so much longer that its text matters more than its time.</param>
internal sealed class TileSelector(TileProblem problem, Precision precision, int maxBatch, bool isMinor = false)
{
    /// <summary>How much longer than with rows of its own choice a width may take; vectors of 128 bits are rare where registers are few.</summary>
    private static double Tolerance(VectorWidth width) => width.Bits == 128 ? 1.3 : 1.04;

    /// <summary>Blocks of columns for each of <see cref="VectorWidth.All"/>.</summary>
    public EquatableArray<EquatableArray<ColumnTile>> Select()
    {
        VectorWidth[] vectors = [.. VectorWidth.All.Where(w => !w.IsScalar)];
        Group all = Choose(vectors);
        Group[] groups = all.Loss <= 1 || isMinor ? [all] : [Choose([vectors[0]]), Choose([.. vectors.Skip(1)])];
        Dictionary<VectorWidth, IReadOnlyList<ColumnTile>> tiles = groups.SelectMany(g => g.Tiles).ToDictionary(t => t.Width, t => t.Tiles);
        ColumnTile narrow = tiles[vectors[vectors.Length - 1]][0];
        return [.. VectorWidth.All.Select(w => w.IsScalar ? [Single(narrow)] : tiles[w].ToEquatableArray())];
    }

    /// <summary>What the choice takes at a width, and what the best tiles with other rows would take: for whoever asks why.</summary>
    public TileEstimate Estimate(EquatableArray<ColumnTile> chosen, VectorWidth width)
    {
        ColumnTile first = chosen[0];
        (int Rows, double? Cycles)[] others =
        [
            .. Texts.Where(t => t.Rows != first.Rows).Select(t => (t.Rows, Cycles: CyclesOf(t, width))).Where(t => t.Cycles is not null).OrderBy(t => t.Cycles),
        ];
        return new TileEstimate(CyclesOf((first.Rows, first.Chains), width)!.Value, others.Select(o => o.Rows).FirstOrDefault(), others.Select(o => o.Cycles).FirstOrDefault() ?? 0);
    }

    private double? CyclesOf((int Rows, int Chains) text, VectorWidth width) => new TileSearch(problem, width, precision, maxBatch, text.Rows, text.Chains).Best()?.Cycles;

    private IEnumerable<(int Rows, int Chains)> Texts => Enumerable.Range(1, problem.MostRows(maxBatch)).SelectMany(rows => Enumerable.Range(1, problem.MostChains).Select(chains => (rows, chains)));

    /// <summary>The rows and chains with which the width that loses most by them loses least; more rows and fewer chains among equals.</summary>
    private Group Choose(VectorWidth[] widths)
    {
        (int Rows, int Chains, (IReadOnlyList<ColumnTile> Tiles, double Cycles)?[] Covers)[] all =
        [
            .. Texts.Select(t => (t.Rows, t.Chains, widths.Select(w => new TileSearch(problem, w, precision, maxBatch, t.Rows, t.Chains).Best()).ToArray())),
        ];
        double[] best = [.. widths.Select((_, i) => all.Min(t => t.Covers[i]?.Cycles ?? double.MaxValue))];
        return all
            .Where(t => t.Covers.All(c => c is not null))
            .OrderBy(t => Loss(t.Covers, t.Chains)).ThenByDescending(t => t.Rows).ThenBy(t => t.Chains)
            .Select(t => new Group([.. widths.Select((w, i) => (w, t.Covers[i]!.Value.Tiles))], Loss(t.Covers, t.Chains)))
            .First();

        double Loss((IReadOnlyList<ColumnTile> Tiles, double Cycles)?[] covers, int chains) =>
            widths.Select((w, i) => covers[i]!.Value.Cycles / best[i] / Tolerance(w)).Max() * (problem.Depth.IsBatch || problem.Depth.Extent % chains == 0 ? 1 : 1 + CostModel.PerRestOfChains);
    }

    /// <summary>What is left on a machine without vectors: the same text over single numbers.</summary>
    private ColumnTile Single(ColumnTile like) => new(0, problem.Column.Extent, 1, [new Piece(0, new VectorType(0, precision))], like.Rows, like.Chains);

    /// <param name="Loss">How much of what a width may lose is lost: up to 1.</param>
    private sealed record Group(IReadOnlyList<(VectorWidth Width, IReadOnlyList<ColumnTile> Tiles)> Tiles, double Loss);
}

/// <summary>What the cost model says of tiles.</summary>
/// <param name="Cycles">For as many examples as a step takes at most.</param>
/// <param name="OtherRows">The rows of the best tiles that were not taken; 0 where there are none.</param>
/// <param name="OtherCycles">What these would take.</param>
internal sealed record TileEstimate(double Cycles, int OtherRows, double OtherCycles);
