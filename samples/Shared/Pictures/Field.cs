using System;
using System.Collections.Generic;
using System.Text;

namespace Samples.Pictures;

/// <summary>A number at each node of a grid over a rectangle: draws the area at or above a level, and that area's border.</summary>
/// <remarks>Marching squares: where a level crosses the side of a cell is interpolated linearly.</remarks>
/// <param name="values">(rows + 1, columns + 1), from the bottom left on.</param>
/// <param name="columns">The cells in a row.</param>
/// <param name="rows">The cells in a column.</param>
internal sealed class Field(double[] values, int columns, int rows)
{
    /// <summary>Path data of the area at or above a level.</summary>
    /// <param name="level">The level.</param>
    /// <param name="x">The picture's coordinate of a column, 0 to columns.</param>
    /// <param name="y">The picture's coordinate of a row, 0 to rows.</param>
    public string Area(double level, Func<double, double> x, Func<double, double> y)
    {
        StringBuilder path = new();
        for (int row = 0; row < rows; row++)
        {
            int run = 0; // whole cells that wait to be drawn as one
            for (int column = 0; column <= columns; column++)
            {
                int inside = column < columns ? CornersInside(column, row, level) : 0;
                if (inside == 4)
                {
                    run++;
                    continue;
                }

                if (run > 0)
                {
                    Append(path, [(column - run, row), (column, row), (column, row + 1), (column - run, row + 1)], x, y);
                    run = 0;
                }

                if (inside > 0)
                {
                    Append(path, Part(column, row, level), x, y);
                }
            }
        }

        return path.ToString();
    }

    /// <summary>Path data of the border between the area at or above a level and the area below it.</summary>
    /// <inheritdoc cref="Area" path="/param"/>
    public string Border(double level, Func<double, double> x, Func<double, double> y)
    {
        StringBuilder path = new();
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                if (CornersInside(column, row, level) is > 0 and < 4)
                {
                    List<(double, double)> crossings = [];
                    Walk(column, row, level, _ => { }, crossings.Add);
                    for (int i = 0; i + 1 < crossings.Count; i += 2)
                    {
                        Append(path, [crossings[i], crossings[i + 1]], x, y, closed: false);
                    }
                }
            }
        }

        return path.ToString();
    }

    private static void Append(
        StringBuilder path, IReadOnlyList<(double Column, double Row)> points, Func<double, double> x, Func<double, double> y, bool closed = true)
    {
        for (int i = 0; i < points.Count; i++)
        {
            path.Append(i == 0 ? 'M' : 'L').Append(SvgWriter.Number(x(points[i].Column))).Append(' ').Append(SvgWriter.Number(y(points[i].Row)));
        }

        path.Append(closed ? "Z" : "");
    }

    private double Value(int column, int row) => values[row * (columns + 1) + column];

    private int CornersInside(int column, int row, double level)
        => (Value(column, row) >= level ? 1 : 0) + (Value(column + 1, row) >= level ? 1 : 0)
            + (Value(column, row + 1) >= level ? 1 : 0) + (Value(column + 1, row + 1) >= level ? 1 : 0);

    private List<(double Column, double Row)> Part(int column, int row, double level)
    {
        List<(double, double)> part = [];
        Walk(column, row, level, part.Add, part.Add);
        return part;
    }

    /// <summary>Goes once around a cell, past its corners inside the area and the crossings on its sides.</summary>
    private void Walk(int column, int row, double level, Action<(double, double)> corner, Action<(double, double)> crossing)
    {
        ReadOnlySpan<(int Column, int Row)> corners = [(column, row), (column + 1, row), (column + 1, row + 1), (column, row + 1)];
        for (int i = 0; i < 4; i++)
        {
            (int Column, int Row) from = corners[i];
            (int Column, int Row) to = corners[(i + 1) % 4];
            double start = Value(from.Column, from.Row);
            double end = Value(to.Column, to.Row);
            if (start >= level)
            {
                corner((from.Column, from.Row));
            }

            if (start >= level != end >= level)
            {
                double share = (level - start) / (end - start);
                crossing((from.Column + share * (to.Column - from.Column), from.Row + share * (to.Row - from.Row)));
            }
        }
    }
}
