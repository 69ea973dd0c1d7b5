using System;
using System.Threading;
using ModelGen.Numerics;

namespace Samples.GridWorld;

/// <summary>
/// Deep Q-learning (Mnih and others, "Human-level control through deep reinforcement learning", Nature 518, 2015): Q(cell, action) goes to
/// reward + discount · max Q′(next, ·), where Q′ is a copy of the network that stands still for a while, in batches of earlier steps
/// drawn at random.
/// </summary>
internal sealed class DeepQ(int seed)
{
    /// <summary>The steps in the grid after which it has learnt.</summary>
    public const int Steps = 30_000;

    private const int Batch = QNetwork.MaxBatch;
    private const int Memory = 5_000;
    private const int TargetInterval = 250; // steps for which the target network stands still
    private const double LeastExploration = 0.05;

    private readonly QNetwork _network = new(seed);
    private readonly QNetwork _target = new(seed); // the same seed, so the same parameters

    private readonly Transition[] _memory = new Transition[Memory];
    private readonly Transition[] _drawn = new Transition[Batch];
    private readonly float[] _states = new float[Batch * Grid.Features];
    private readonly float[] _next = new float[Batch * Grid.Features];
    private readonly float[] _nextValues = new float[Batch * Grid.Actions];
    private readonly float[] _gradients = new float[Batch * Grid.Actions];
    private readonly float[] _outputs = new float[Grid.Actions];

    private ModelRandom _random = new(seed);

    /// <summary>Takes so many steps in the grid, and learns from a batch after each.</summary>
    public Course Train(int steps, CancellationToken cancellation)
    {
        Course course = new();
        Player player = Player.At(ref _random);
        float rate = _network.LearningRate;
        for (int step = 0; step < steps; step++)
        {
            // Less and less at random for half of the time, and slower and slower to the end.
            double random = Math.Max(LeastExploration, 1 - 2.0 * step / steps);
            int action = _random.NextDouble() < random ? _random.NextInt32(Grid.Actions) : Best(player.Cell);
            _memory[step % Memory] = player.Step(action, ref _random).Transition;
            if (step + 1 >= Batch)
            {
                _network.LearningRate = rate * (1 - (float)step / steps);
                Learn(Math.Min(step + 1, Memory));
            }

            if ((step + 1) % TargetInterval == 0)
            {
                _network.Parameters.CopyTo(_target.Parameters);
            }

            if (course.IsDue(step + 1) || step + 1 == steps)
            {
                cancellation.ThrowIfCancellationRequested();
                course.Add(step + 1, Returns.Greedy(_network));
            }
        }

        return course;
    }

    /// <summary>A step on a batch of what is remembered.</summary>
    private void Learn(int remembered)
    {
        for (int b = 0; b < Batch; b++)
        {
            _drawn[b] = _memory[_random.NextInt32(remembered)];
            Grid.Encode(_drawn[b].Cell, _states.AsSpan(b * Grid.Features));
            Grid.Encode(_drawn[b].Next, _next.AsSpan(b * Grid.Features));
        }

        _target.Predict(_next, _nextValues);
        ReadOnlySpan<float> values = _network.Forward(_states);
        Array.Clear(_gradients);
        for (int b = 0; b < Batch; b++)
        {
            (_, int action, float reward, _, bool ended) = _drawn[b];
            float best = Max(_nextValues.AsSpan(b * Grid.Actions, Grid.Actions));
            float goal = ended ? reward : reward + (float)Grid.Discount * best;

            // Of the Huber loss of the taken action, averaged over the batch: the error, at most 1 either way. Other actions have no loss.
            int taken = b * Grid.Actions + action;
            _gradients[taken] = Math.Clamp(values[taken] - goal, -1, 1) / Batch;
        }

        _network.BackwardFrom(_gradients);
        _network.Update();
    }

    private int Best(int cell)
    {
        Span<float> features = stackalloc float[Grid.Features];
        Grid.Encode(cell, features);
        _network.Predict(features, _outputs);
        return Array.IndexOf(_outputs, Max(_outputs));
    }

    private static float Max(ReadOnlySpan<float> values)
    {
        float max = values[0];
        foreach (float value in values)
        {
            max = Math.Max(max, value);
        }

        return max;
    }
}
