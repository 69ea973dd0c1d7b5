using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Nests;

/// <summary>
/// The normal form of a contraction with examples in the lanes of vectors: loops over <paramref name="Axes"/> around result += a · b, with every address a
/// literal. Convolutions, dense layers, their gradients and sums over examples are all of this form.
/// </summary>
/// <param name="Axes">Results outermost first, then what is summed, outermost first: the order of the loops.</param>
/// <param name="Indices">What is not a plain sum of strides: indices that may lie outside their tensor, where a point counts nothing.</param>
/// <param name="Origin">Where the point with all axes 0 is.</param>
/// <param name="A">The form of the first operand; it has lanes.</param>
/// <param name="B">The form of the second; null if the result is a sum of the first alone.</param>
/// <param name="SumsLanes">Whether the result has no lanes: then every sum is added up over its lanes in the end.</param>
internal sealed record LaneNest(EquatableArray<NestAxis> Axes, EquatableArray<DerivedIndex> Indices, Offsets Origin, OperandForm A, OperandForm? B, bool SumsLanes)
{
    /// <summary>Whether a is the gradient of a pooled tensor, read where it goes to; null if it is read as it is.</summary>
    public Routing? Routing { get; init; }

    /// <summary>Whether results may be computed twice: none is added to, and none lies where something is read.</summary>
    public bool MayRepeat { get; init; }

    public int IndexOf(string axis)
    {
        for (int i = 0; i < Axes.Count; i++)
        {
            if (Axes[i].Name == axis)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>How far the operands move with one step of an axis; only for axes whose steps move every derived index by whole numbers.</summary>
    public Offsets StrideOf(int axis)
    {
        Offsets stride = Axes[axis].Strides;
        foreach (DerivedIndex index in Indices)
        {
            stride += index.Coefficient(axis) * index.Strides / index.Divisor;
        }

        return stride;
    }

    /// <summary>Where a point is.</summary>
    public Offsets At(int[] point)
    {
        Offsets at = Origin;
        for (int i = 0; i < point.Length; i++)
        {
            at += point[i] * Axes[i].Strides;
        }

        foreach (DerivedIndex index in Indices)
        {
            at += index.Value(point) * index.Strides;
        }

        return at;
    }

    /// <summary>Whether all indices of a point lie inside their tensors.</summary>
    public bool Contains(int[] point)
    {
        foreach (DerivedIndex index in Indices)
        {
            if (!index.Contains(point))
            {
                return false;
            }
        }

        return true;
    }

    public override string ToString() =>
        $"{string.Join(" ", Axes)}{string.Concat(Indices.Select(i => $"; {i.Text(Axes)}"))}";
}

/// <summary>One loop of a contraction.</summary>
/// <param name="Name">The letter of the op's axis, or of what replaced it.</param>
/// <param name="Extent">How many values it takes; <see cref="Shape.Batch"/> for the blocks of examples.</param>
/// <param name="Strides">How far a step goes in each tensor, but for derived indices.</param>
internal sealed record NestAxis(string Name, int Extent, AxisRole Role, Offsets Strides)
{
    public bool IsDynamic => Extent == Shape.Batch;

    /// <summary>Whether it is the examples of a block.</summary>
    public bool IsLane => Name == LaneLayout.Lane;

    public override string ToString() => $"{(Role == AxisRole.Result ? "" : Role == AxisRole.Sum ? "Σ" : "max ")}{Name}<{(IsDynamic ? "blocks" : $"{Extent}")}";
}

internal enum AxisRole
{
    /// <summary>Each value has results of its own.</summary>
    Result,

    /// <summary>The results of a pooling window, of which the largest is kept.</summary>
    Window,

    /// <summary>Summed over.</summary>
    Sum,
}

/// <summary>
/// The gradient of what was pooled, without storing it: at cell c of a window it is the pooled gradient where the largest number came from c, else 0.
/// </summary>
/// <param name="Axes">The axes within the window, the outer first, with the distance of their cells.</param>
/// <param name="Cells">How many cells a window has.</param>
internal sealed record Routing(EquatableArray<(int Axis, int Stride)> Axes, int Cells)
{
    public int Cell(int[] point) => Axes.Sum(a => a.Stride * point[a.Axis]);
}

/// <summary>How an operand is read.</summary>
internal enum OperandForm
{
    /// <summary>A vector of examples.</summary>
    Lanes,

    /// <summary>One number in every lane.</summary>
    Number,
}

/// <summary>
/// (Σ coefficient · axis + offset) / divisor, an index that must be whole and within 0..extent: the row of an image under a window, and the other way round
/// the window over a row.
/// </summary>
internal sealed record DerivedIndex(EquatableArray<(int Axis, int Coefficient)> Terms, int Offset, int Divisor, int Extent, Offsets Strides)
{
    public int Coefficient(int axis)
    {
        foreach ((int a, int coefficient) in Terms)
        {
            if (a == axis)
            {
                return coefficient;
            }
        }

        return 0;
    }

    public int Numerator(int[] point)
    {
        int n = Offset;
        foreach ((int axis, int coefficient) in Terms)
        {
            n += coefficient * point[axis];
        }

        return n;
    }

    public int Value(int[] point) => Numerator(point) / Divisor;

    public bool Contains(int[] point) => Reaches(point) && Numerator(point) % Divisor == 0;

    /// <summary>Whether a point lies between the ends of the tensor, if not always on a row.</summary>
    public bool Reaches(int[] point)
    {
        int n = Numerator(point);
        return n >= 0 && n / Divisor < Extent;
    }

    public string Text(IReadOnlyList<NestAxis> axes)
    {
        string sum = string.Join(" + ", Terms.Select(t => t.Coefficient == 1 ? axes[t.Axis].Name : $"{t.Coefficient}{axes[t.Axis].Name}")) + (Offset == 0 ? "" : $" + {Offset}");
        return $"0 ≤ {(Divisor == 1 ? sum : $"({sum}) / {Divisor}")} < {Extent}";
    }
}
