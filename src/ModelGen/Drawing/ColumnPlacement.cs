using System;
using System.Collections.Generic;
using System.Linq;

namespace ModelGen.Drawing;

/// <summary>
/// Places nodes within their ranks. What has but one neighbour above and below stands in one column with it, so that chains and long edges are straight
/// (Brandes and Köpf 2001); then columns move towards the middle of their neighbours as far as those beside them let them.
/// </summary>
internal sealed class ColumnPlacement
{
    private const double Gap = 26;
    private const int Sweeps = 60;

    private readonly IReadOnlyList<List<int>> _ranks;
    private readonly List<double> _widths;
    private readonly List<int>[] _above;
    private readonly List<int>[] _below;
    private readonly Func<int, bool> _isBend;
    private readonly int[] _columnOf;
    private readonly int?[] _left;
    private readonly int?[] _right;

    private ColumnPlacement(IReadOnlyList<List<int>> ranks, List<double> widths, List<int>[] above, List<int>[] below, Func<int, bool> isBend)
    {
        _ranks = ranks;
        _widths = widths;
        _above = above;
        _below = below;
        _isBend = isBend;
        _left = new int?[widths.Count];
        _right = new int?[widths.Count];
        foreach (List<int> rank in ranks)
        {
            for (int i = 1; i < rank.Count; i++)
            {
                _left[rank[i]] = rank[i - 1];
                _right[rank[i - 1]] = rank[i];
            }
        }

        _columnOf = Columns();
    }

    /// <summary>The middle of every node.</summary>
    /// <param name="ranks">The nodes of each rank from left to right.</param>
    /// <param name="widths">How wide each node is.</param>
    /// <param name="above">The neighbours of each in the rank above.</param>
    /// <param name="below">The neighbours of each in the rank below.</param>
    /// <param name="isBend">Whether it is a bend of a long edge.</param>
    public static double[] Of(IReadOnlyList<List<int>> ranks, List<double> widths, List<int>[] above, List<int>[] below, Func<int, bool> isBend)
        => new ColumnPlacement(ranks, widths, above, below, isBend).Place();

    /// <summary>The column of every node; columns do not cross.</summary>
    private int[] Columns()
    {
        int[] columns = [.. Enumerable.Range(0, _widths.Count)];
        for (int rank = 1; rank < _ranks.Count; rank++)
        {
            List<int> upper = _ranks[rank - 1];
            List<(int Upper, int Lower)> joined = [];

            // Bends first: a long edge that is not straight disturbs most.
            foreach (int node in _ranks[rank].OrderBy(node => _isBend(node) ? 0 : 1))
            {
                int[] candidates = [.. _above[node].Where(a => _isBend(a) == _isBend(node))];
                if (candidates.Length != 1 || _below[candidates[0]].Count(b => _isBend(b) == _isBend(node)) != 1)
                {
                    continue;
                }

                (int Upper, int Lower) pair = (upper.IndexOf(candidates[0]), _ranks[rank].IndexOf(node));
                if (joined.All(other => (other.Upper - pair.Upper) * (other.Lower - pair.Lower) > 0))
                {
                    joined.Add(pair);
                    columns[node] = columns[candidates[0]];
                }
            }
        }

        return columns;
    }

    private double[] Place()
    {
        List<int>[] columns = [.. Enumerable.Range(0, _widths.Count).Select(_ => new List<int>())];
        for (int node = 0; node < _widths.Count; node++)
        {
            columns[_columnOf[node]].Add(node);
        }

        List<int>[] fromTheLeft = FromTheLeft(columns);
        double[] places = new double[_widths.Count];
        foreach (List<int> column in fromTheLeft)
        {
            MoveTo(column, column.Max(node => _left[node] is { } left ? places[left] + Distance(left, node) : 0), places);
        }

        for (int sweep = 0; sweep < Sweeps; sweep++)
        {
            // At first everything is as far left as it can be, so what is furthest right makes room.
            foreach (List<int> column in sweep % 2 == 0 ? fromTheLeft.Reverse() : fromTheLeft)
            {
                double least = column.Max(node => _left[node] is { } left ? places[left] + Distance(left, node) : double.NegativeInfinity);
                double most = column.Min(node => _right[node] is { } right ? places[right] - Distance(node, right) : double.PositiveInfinity);
                MoveTo(column, Math.Max(least, Math.Min(most, Wish(column, places))), places);
            }
        }

        return places;
    }

    /// <summary>The columns with at least a node, each after all that have a node to the left of one of its own.</summary>
    private List<int>[] FromTheLeft(List<int>[] columns)
    {
        List<List<int>> sorted = [];
        HashSet<int> done = [];
        Stack<int> open = new(Enumerable.Range(0, columns.Length).Where(c => columns[c].Count > 0).Reverse());
        while (open.TryPeek(out int column))
        {
            int[] before = [.. columns[column].Where(n => _left[n] is not null).Select(n => _columnOf[_left[n]!.Value]).Where(c => !done.Contains(c)).Distinct()];
            if (done.Contains(column) || before.Length == 0)
            {
                open.Pop();
                if (done.Add(column))
                {
                    sorted.Add(columns[column]);
                }
            }

            foreach (int other in before)
            {
                open.Push(other);
            }
        }

        return [.. sorted];
    }

    /// <summary>The middle of a column's neighbours in other columns; ends of long edges count little.</summary>
    private double Wish(List<int> column, double[] places)
    {
        double sum = 0;
        double weights = 0;
        foreach (int node in column)
        {
            foreach (int other in _above[node].Concat(_below[node]).Where(other => _columnOf[other] != _columnOf[node]))
            {
                double weight = _isBend(other) || _isBend(node) ? 0.2 : 1;
                sum += weight * places[other];
                weights += weight;
            }
        }

        return weights > 0 ? sum / weights : places[column[0]];
    }

    private static void MoveTo(List<int> column, double place, double[] places)
    {
        foreach (int node in column)
        {
            places[node] = place;
        }
    }

    private double Distance(int left, int right) => (_widths[left] + _widths[right]) / 2 + Gap;
}
