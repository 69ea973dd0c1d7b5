using System;
using System.Collections.Generic;
using Samples.Pictures;

namespace Samples.GridWorld;

/// <summary>Policies on the grid: an arrow on each cell, orange where another action earns more; bluer where the way earns more.</summary>
internal static class PolicyPicture
{
    private const double Cell = 50;
    private const double Gap = 36;
    private const double Top = 84;
    private const double Width = Grid.Columns * Cell;

    public static string Draw(string title, params IReadOnlyList<(string Name, int[] Policy)> policies)
    {
        SvgWriter svg = new(Gap + policies.Count * (Width + Gap), Top + Grid.Rows * Cell + Gap, title);
        svg.Text(Gap, 34, title, $"font-size='21' font-weight='600' fill='#1a1a1a'");
        double[] optimal = Returns.Optimal();
        for (int i = 0; i < policies.Count; i++)
        {
            double left = Gap + i * (Width + Gap);
            svg.Text(left, Top - 14, policies[i].Name, $"font-size='17' fill='{Palette.Ink}'");
            double[] values = Returns.Of(policies[i].Policy);
            for (int cell = 0; cell < Grid.Cells; cell++)
            {
                DrawCell(svg, left + cell % Grid.Columns * Cell, Top + cell / Grid.Columns * Cell, cell, values[cell]);
            }

            foreach (int cell in Grid.Free)
            {
                bool best = values[cell] >= optimal[cell] - 1e-9;
                Arrow(
                    svg,
                    left + (cell % Grid.Columns + 0.5) * Cell,
                    Top + (cell / Grid.Columns + 0.5) * Cell,
                    policies[i].Policy[cell],
                    best ? Palette.Ink : Palette.Orange);
            }
        }

        return svg.ToString();
    }

    private static void DrawCell(SvgWriter svg, double x, double y, int cell, double value)
    {
        string color = Grid.IsWall(cell) ? "#4a4a4a" : Grid.IsPit(cell) ? Palette.Orange : Palette.Blue;
        bool free = !Grid.IsWall(cell) && !Grid.IsPit(cell) && !Grid.IsGoal(cell);
        double percent = free ? Math.Clamp(55 * value, 3, 55) : 100;
        svg.Element(
            "rect", $"x='{x + 1}' y='{y + 1}' width='{Cell - 2}' height='{Cell - 2}' rx='4' fill='{color}' fill-opacity='{percent}%'");
        string text = Grid.IsPit(cell) ? "pit" : Grid.IsGoal(cell) ? "goal" : "";
        if (text.Length > 0)
        {
            svg.Text(x + Cell / 2, y + Cell / 2 + 6, text, $"font-size='17' text-anchor='middle' fill='#ffffff'");
        }
    }

    private static void Arrow(SvgWriter svg, double x, double y, int action, string color)
    {
        (int down, int right) = Grid.Direction(action);
        (double tipX, double tipY) = (x + 15 * right, y + 15 * down);
        (double neckX, double neckY) = (x + 3 * right, y + 3 * down);
        svg.Element(
            "path", $"d='M{x - 14 * right} {y - 14 * down}L{neckX} {neckY}' stroke='{color}' stroke-width='3' stroke-linecap='round'");
        svg.Element(
            "path",
            $"d='M{tipX} {tipY}L{neckX + 7 * down} {neckY + 7 * right}L{neckX - 7 * down} {neckY - 7 * right}Z' fill='{color}'");
    }
}
