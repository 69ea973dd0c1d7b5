using ModelGen.Numerics;

namespace Samples.GridWorld;

/// <summary>Someone who walks through the grid, from a random cell on, and again from another one when an episode is over.</summary>
internal struct Player(int cell)
{
    /// <summary>The steps after which an episode is broken off. It has not ended then: what would have followed still counts.</summary>
    private const int LongestEpisode = 50;

    private int _steps;

    public int Cell { get; private set; } = cell;

    public static Player At(ref ModelRandom random) => new(RandomCell(ref random));

    /// <summary>Takes a step.</summary>
    /// <returns>What there is to learn from it, and whether the episode was broken off after it.</returns>
    public (Transition Transition, bool BrokenOff) Step(int action, ref ModelRandom random)
    {
        (int next, float reward, bool ended) = Grid.Step(Cell, action);
        Transition transition = new(Cell, action, reward, next, ended);
        bool brokenOff = !ended && ++_steps == LongestEpisode;
        if (ended || brokenOff)
        {
            _steps = 0;
            Cell = RandomCell(ref random);
        }
        else
        {
            Cell = next;
        }

        return (transition, brokenOff);
    }

    private static int RandomCell(ref ModelRandom random) => Grid.Free[random.NextInt32(Grid.Free.Length)];
}

/// <summary>A step: on which cell which action brought what, where it led, and whether the episode ended there.</summary>
internal readonly record struct Transition(int Cell, int Action, float Reward, int Next, bool Ended);
