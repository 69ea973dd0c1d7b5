using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Samples.GridWorld;
using Xunit;

namespace ModelGen.Tests.Systems;

/// <summary>Deep Q-learning and a policy gradient through gradients from outside (samples/GridWorld).</summary>
public sealed class GridWorldTests
{
    [Fact]
    public void DeepQFindsTheBestPolicy()
        => IsBest(new DeepQ(seed: 1).Train(DeepQ.Steps, CancellationToken.None));

    [Fact]
    public void PolicyGradientFindsTheBestPolicy()
        => IsBest(new PolicyGradient(seed: 1).Train(PolicyGradient.Steps, CancellationToken.None));

    /// <summary>A goal that is n steps away is worth 0.95ⁿ⁻¹: breadth first from the goal.</summary>
    [Fact]
    public void TheBestReturnIsThatOfTheShortestWay()
    {
        Dictionary<int, int> steps = Enumerable.Range(0, Grid.Cells).Where(Grid.IsGoal).ToDictionary(cell => cell, _ => 0);
        for (int length = 1; length < Grid.Cells; length++)
        {
            foreach (int cell in Grid.Free.Where(cell => !steps.ContainsKey(cell)).ToArray())
            {
                IEnumerable<int> next = Enumerable.Range(0, 4).Select(action => Grid.Step(cell, action).Next);
                if (next.Any(one => steps.TryGetValue(one, out int left) && left == length - 1))
                {
                    steps[cell] = length;
                }
            }
        }

        double[] values = Returns.Optimal();
        Assert.All(Grid.Free, cell => Assert.Equal(Math.Pow(0.95, steps[cell] - 1), values[cell], 1e-12));

        // Right of the upper pit the goal is three rows below, and the way past the top the longest of all.
        Assert.Equal(13, steps.Values.Max());
        Assert.Equal(13, steps[2 * Grid.Columns + 7]);
    }

    [Fact]
    public void PoliciesEarnWhatTheyMeet()
    {
        // Always to the right: the row of the goal has one cell before it.
        double[] right = Returns.Of([.. Enumerable.Repeat(1, Grid.Cells)]);
        Assert.Equal(1, right[5 * Grid.Columns + 6]);
        Assert.Equal(-Math.Pow(0.95, 3), right[2 * Grid.Columns + 2], 1e-12);
        Assert.Equal(0, right[4 * Grid.Columns]);
    }

    private static void IsBest(Course course) => Assert.Equal(Returns.Mean(Returns.Optimal()), course.Last, 1e-9);

    [Theory]
    [InlineData(0, 1.5f, 0f)]
    [InlineData(2, -0.7f, 0f)]
    [InlineData(3, 0f, 0.2f)]
    [InlineData(1, 0.4f, 0.05f)]
    public void OutputGradientIsThatOfItsFormula(int action, float advantage, float entropy)
    {
        double[] logits = [0.3, -1.2, 0.8, 2.1];
        float[] gradient = new float[4];
        PolicyGradient.OutputGradient([.. logits.Select(z => (float)z)], action, advantage, entropy, gradient);
        for (int k = 0; k < 4; k++)
        {
            const double Step = 1e-5;
            double[] more = [.. logits], less = [.. logits];
            (more[k], less[k]) = (logits[k] + Step, logits[k] - Step);
            Assert.Equal((Loss(more) - Loss(less)) / (2 * Step), gradient[k], 1e-6);
        }

        double Loss(double[] z)
        {
            double sum = z.Sum(Math.Exp);
            double[] p = [.. z.Select(one => Math.Exp(one) / sum)];
            return -advantage * Math.Log(p[action]) + entropy * p.Sum(one => one * Math.Log(one));
        }
    }
}
