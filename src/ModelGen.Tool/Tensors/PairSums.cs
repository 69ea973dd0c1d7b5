using System;

namespace ModelGen.Tool.Tensors;

/// <summary>How far the numbers of two tensors are from each other, pair by pair.</summary>
internal sealed class PairSums(double tolerance)
{
    private double _maxAbsolute, _maxRelative, _product, _squaresA, _squaresB;
    private bool _finite = true;

    /// <summary>How many pairs differ by more than the tolerance.</summary>
    public long Count { get; private set; }

    public double? MaxAbsolute => _finite && double.IsFinite(_maxAbsolute) ? _maxAbsolute : null;

    public double? MaxRelative => _finite && double.IsFinite(_maxRelative) ? _maxRelative : null;

    public double? Cosine
    {
        get
        {
            // The root of each: their product may be too small or too large.
            double cosine = _product / (Math.Sqrt(_squaresA) * Math.Sqrt(_squaresB));
            return _finite && double.IsFinite(cosine) ? Math.Clamp(cosine, -1, 1) : null;
        }
    }

    public void Add(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        for (int i = 0; i < a.Length; i++)
        {
            Add(a[i], b[i]);
        }
    }

    private void Add(double a, double b)
    {
        if (!double.IsFinite(a) || !double.IsFinite(b))
        {
            // The same infinity twice, or twice no number, is no difference.
            bool same = a.Equals(b);
            Count += same ? 0 : 1;
            _finite &= same;
            return;
        }

        double distance = Math.Abs(a - b), size = Math.Max(Math.Abs(a), Math.Abs(b));
        Count += distance > tolerance * Math.Max(1, size) ? 1 : 0;
        _maxAbsolute = Math.Max(_maxAbsolute, distance);
        _maxRelative = Math.Max(_maxRelative, size == 0 ? 0 : distance / size);
        _product += a * b;
        _squaresA += a * a;
        _squaresB += b * b;
    }
}
