using System;
using System.Linq;
using ModelGen;

namespace Samples.GridWorld;

/// <summary>What a policy earns: the discounted sum of the rewards, 0 where it never arrives.</summary>
internal static class Returns
{
    /// <summary>
    /// The best that can be had, from each cell: V(cell) = max over actions of reward + discount · V(next), until nothing changes (value
    /// iteration).
    /// </summary>
    public static double[] Optimal()
    {
        double[] values = new double[Grid.Cells];
        bool changes = true;
        while (changes)
        {
            changes = false;
            foreach (int cell in Grid.Free)
            {
                double best = Enumerable.Range(0, Grid.Actions).Max(action => After(cell, action, values));
                changes |= best != values[cell];
                values[cell] = best;
            }
        }

        return values;
    }

    /// <summary>What always following <paramref name="actions"/>, one for each cell, earns from each cell.</summary>
    public static double[] Of(ReadOnlySpan<int> actions)
    {
        double[] values = new double[Grid.Cells];
        foreach (int start in Grid.Free)
        {
            int cell = start;
            double worth = 1;
            for (int step = 0; step < Grid.Cells; step++, worth *= Grid.Discount)
            {
                (cell, float reward, bool ended) = Grid.Step(cell, actions[cell]);
                values[start] += worth * reward;
                if (ended)
                {
                    break;
                }
            }
        }

        return values;
    }

    /// <summary>The mean over all cells on which an episode may begin.</summary>
    public static double Mean(double[] values) => Grid.Free.Average(cell => values[cell]);

    /// <summary>For each cell the action with the largest output of a network.</summary>
    public static int[] Greedy<TModel>(TModel network)
        where TModel : IModel<TModel, float>
    {
        float[] features = new float[Grid.Features];
        float[] outputs = new float[Grid.Actions];
        int[] actions = new int[Grid.Cells];
        foreach (int cell in Grid.Free)
        {
            Grid.Encode(cell, features);
            network.Predict(features, outputs);
            actions[cell] = Array.IndexOf(outputs, outputs.Max());
        }

        return actions;
    }

    private static double After(int cell, int action, double[] values)
    {
        (int next, float reward, bool ended) = Grid.Step(cell, action);
        return ended ? reward : reward + Grid.Discount * values[next];
    }
}
