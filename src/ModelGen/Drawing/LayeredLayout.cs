using System;
using System.Collections.Generic;
using System.Linq;

namespace ModelGen.Drawing;

/// <summary>
/// Places nodes in ranks from top to bottom, every edge going down (Sugiyama, Tagawa and Toda 1981). An edge over several ranks has a bend in each of those
/// between, which is placed as if it were a narrow node, so that edges pass beside nodes.
/// </summary>
internal sealed class LayeredLayout
{
    private const double BendWidth = 18;
    private const int Sweeps = 24;

    private readonly List<int> _rankOf = [];
    private readonly List<double> _widths = [];
    private readonly List<int>[] _above;
    private readonly List<int>[] _below;
    private readonly List<int>[] _ranks;
    private double[] _places = [];

    private LayeredLayout(NetworkGraph graph, ReadOnlySpan<double> widths)
    {
        _rankOf.AddRange(RanksOf(graph));
        foreach (double width in widths)
        {
            _widths.Add(width);
        }

        List<int[]> paths = [];
        foreach ((int from, int to) in graph.Edges)
        {
            List<int> path = [from];
            for (int rank = _rankOf[from] + 1; rank < _rankOf[to]; rank++)
            {
                path.Add(_rankOf.Count);
                _rankOf.Add(rank);
                _widths.Add(BendWidth);
            }

            path.Add(to);
            paths.Add([.. path]);
        }

        Paths = paths;
        _above = [.. _rankOf.Select(_ => new List<int>())];
        _below = [.. _rankOf.Select(_ => new List<int>())];
        foreach (int[] path in paths)
        {
            for (int i = 1; i < path.Length; i++)
            {
                _below[path[i - 1]].Add(path[i]);
                _above[path[i]].Add(path[i - 1]);
            }
        }

        _ranks = [.. Enumerable.Range(0, _rankOf.Max() + 1).Select(_ => new List<int>())];
        for (int node = 0; node < _rankOf.Count; node++)
        {
            _ranks[_rankOf[node]].Add(node);
        }
    }

    /// <summary>The nodes in each rank, bends included, from left to right.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Ranks => _ranks;

    /// <summary>For each edge the nodes and bends that it joins, from its upper end to its lower one.</summary>
    public IReadOnlyList<int[]> Paths { get; }

    /// <summary>The rank of a node or bend.</summary>
    public int RankOf(int node) => _rankOf[node];

    /// <summary>The middle of a node or bend.</summary>
    public double X(int node) => _places[node];

    /// <summary>The left and right ends of all there is.</summary>
    public (double Left, double Right) Extent()
    {
        double left = double.PositiveInfinity;
        double right = double.NegativeInfinity;
        for (int node = 0; node < _places.Length; node++)
        {
            left = Math.Min(left, _places[node] - _widths[node] / 2);
            right = Math.Max(right, _places[node] + _widths[node] / 2);
        }

        return (left, right);
    }

    public static LayeredLayout Of(NetworkGraph graph, ReadOnlySpan<double> widths)
    {
        LayeredLayout layout = new(graph, widths);
        layout.Order();
        layout._places = ColumnPlacement.Of(layout._ranks, layout._widths, layout._above, layout._below, node => node >= graph.Layers.Length);
        return layout;
    }

    /// <summary>Each node just below the lowest that it takes; but what comes from short side inputs alone stands just above who takes it.</summary>
    private static int[] RanksOf(NetworkGraph graph)
    {
        int count = graph.Layers.Length;
        List<int>[] takers = [.. Enumerable.Range(0, count).Select(_ => new List<int>())];
        int[] earliest = new int[count];
        foreach ((int from, int to) in graph.Edges)
        {
            takers[from].Add(to);
            earliest[to] = Math.Max(earliest[to], earliest[from] + 1);
        }

        int[] latest = [.. earliest];
        for (int node = count - 1; node >= 0; node--)
        {
            latest[node] = takers[node].Select(taker => latest[taker] - 1).DefaultIfEmpty(earliest[node]).Min();
        }

        bool[] isFromMain = [.. Enumerable.Range(0, count).Select(node => graph.Layers[node].Inputs.Length == 0 && latest[node] == earliest[node])];
        foreach ((int from, int to) in graph.Edges)
        {
            isFromMain[to] |= isFromMain[from];
        }

        int[] ranks = [.. earliest];
        for (int node = count - 1; node >= 0; node--)
        {
            if (!isFromMain[node] && takers[node].Count > 0)
            {
                ranks[node] = takers[node].Min(taker => ranks[taker]) - 1;
            }
        }

        int first = ranks.Min();
        return [.. ranks.Select(rank => rank - first)];
    }

    /// <summary>Orders each rank by the middle of its neighbours above, then below, and keeps the order with the fewest crossings.</summary>
    private void Order()
    {
        int[][] best = [.. _ranks.Select(rank => rank.ToArray())];
        int fewest = Crossings();
        for (int sweep = 0; sweep < Sweeps && fewest > 0; sweep++)
        {
            bool down = sweep % 2 == 0;
            for (int i = 1; i < _ranks.Length; i++)
            {
                int rank = down ? i : _ranks.Length - 1 - i;
                Dictionary<int, int> beside = Positions(_ranks[down ? rank - 1 : rank + 1]);
                Dictionary<int, int> own = Positions(_ranks[rank]);
                List<int>[] neighbours = down ? _above : _below;
                List<int> sorted = [.. _ranks[rank].OrderBy(n => neighbours[n].Count == 0 ? own[n] : neighbours[n].Average(m => beside[m]))];
                _ranks[rank].Clear();
                _ranks[rank].AddRange(sorted);
            }

            int crossings = Crossings();
            if (crossings < fewest)
            {
                fewest = crossings;
                best = [.. _ranks.Select(rank => rank.ToArray())];
            }
        }

        for (int rank = 0; rank < best.Length; rank++)
        {
            _ranks[rank].Clear();
            _ranks[rank].AddRange(best[rank]);
        }
    }

    private int Crossings()
    {
        int crossings = 0;
        for (int rank = 1; rank < _ranks.Length; rank++)
        {
            Dictionary<int, int> upper = Positions(_ranks[rank - 1]);
            (int Upper, int Lower)[] segments = [.. _ranks[rank].SelectMany((node, lower) => _above[node].Select(a => (upper[a], lower)))];
            for (int i = 0; i < segments.Length; i++)
            {
                for (int j = 0; j < i; j++)
                {
                    crossings += (segments[i].Upper - segments[j].Upper) * (segments[i].Lower - segments[j].Lower) < 0 ? 1 : 0;
                }
            }
        }

        return crossings;
    }

    private static Dictionary<int, int> Positions(List<int> rank)
    {
        Dictionary<int, int> positions = [];
        for (int i = 0; i < rank.Count; i++)
        {
            positions[rank[i]] = i;
        }

        return positions;
    }
}
