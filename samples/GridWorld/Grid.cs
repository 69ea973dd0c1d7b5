using System;
using System.Linq;

namespace Samples.GridWorld;

/// <summary>
/// A world of cells: some are walls, in some one falls, one is the goal. Whoever is on a free cell goes one cell up, right, down or left;
/// against a wall or the edge he stays where he is. The goal is worth 1, a fall −1, and both end the episode. Cells are numbered row by row.
/// </summary>
internal sealed class Grid
{
    /// <summary>Up, right, down, left.</summary>
    public const int Actions = 4;

    public const int Rows = 6;
    public const int Columns = 8;
    public const int Cells = Rows * Columns;

    /// <summary>What tells a network where it is: which row, and which column.</summary>
    public const int Features = Rows + Columns;

    /// <summary>What a reward is worth a step later.</summary>
    public const double Discount = 0.95;

    private const char Wall = '#';
    private const char Pit = 'x';
    private const char Goal = 'G';

    /// <summary>The goal is near the right edge, and the way to it from there is the longest: past the top.</summary>
    private static readonly string[] Map =
    [
        "...#....",
        ".#.#.##.",
        ".#....x.",
        ".##x#..#",
        "........",
        ".#x#.#.G",
    ];

    /// <summary>The cells on which one can stand, in order.</summary>
    public static int[] Free { get; } = [.. Enumerable.Range(0, Cells).Where(cell => At(cell) == '.')];

    public static bool IsWall(int cell) => At(cell) == Wall;

    public static bool IsPit(int cell) => At(cell) == Pit;

    public static bool IsGoal(int cell) => At(cell) == Goal;

    /// <summary>Where an action leads from a free cell, and what that brings.</summary>
    public static (int Next, float Reward, bool Ended) Step(int cell, int action)
    {
        (int down, int right) = Direction(action);
        (int row, int column) = (cell / Columns + down, cell % Columns + right);
        if (row is < 0 or >= Rows || column is < 0 or >= Columns || Map[row][column] == Wall)
        {
            return (cell, 0, false);
        }

        int next = row * Columns + column;
        return At(next) switch
        {
            Goal => (next, 1, true),
            Pit => (next, -1, true),
            _ => (next, 0, false),
        };
    }

    /// <summary>The way of an action: rows down, columns to the right.</summary>
    public static (int Down, int Right) Direction(int action) => action switch
    {
        0 => (-1, 0),
        1 => (0, 1),
        2 => (1, 0),
        3 => (0, -1),
        _ => throw new ArgumentOutOfRangeException(nameof(action), action, "Expected 0 to 3."),
    };

    /// <summary>A cell as a network sees it: 1 for its row and for its column, 0 for all others.</summary>
    public static void Encode(int cell, Span<float> features)
    {
        features[..Features].Clear();
        features[cell / Columns] = 1;
        features[Rows + cell % Columns] = 1;
    }

    private static char At(int cell) => Map[cell / Columns][cell % Columns];
}
