using System;
using System.Threading;
using ModelGen.Numerics;

namespace Samples.GridWorld;

/// <summary>
/// Advantage actor-critic (Mnih and others, "Asynchronous methods for deep reinforcement learning", 2016) with players side by side:
/// actions that turn out better than the value network expects become likelier, and an entropy term keeps the policy from being sure too early.
/// </summary>
internal sealed class PolicyGradient(int seed)
{
    /// <summary>The steps in the grid after which it has learnt: many, but quick ones.</summary>
    public const int Steps = 400_000;

    private const int Players = 16;
    private const int Horizon = 8; // steps of each player between two updates
    private const int Batch = Players * Horizon;
    private const float Entropy = 0.2f; // at the start; 0 in the end

    private readonly PolicyNetwork _policy = new(seed);
    private readonly ValueNetwork _value = new(seed + 1);

    private readonly Player[] _players = new Player[Players];
    private readonly Transition[] _transitions = new Transition[Batch];
    private readonly bool[] _goesOn = new bool[Batch]; // whether the step after it belongs to the same episode
    private readonly float[] _states = new float[Batch * Grid.Features];
    private readonly float[] _next = new float[Batch * Grid.Features];
    private readonly float[] _logits = new float[Players * Grid.Actions];
    private readonly float[] _values = new float[Batch];
    private readonly float[] _returns = new float[Batch];
    private readonly float[] _gradients = new float[Batch * Grid.Actions];

    private ModelRandom _random = new(seed);

    /// <summary>Takes so many steps in the grid, all players together, and learns after every 128.</summary>
    public Course Train(int steps, CancellationToken cancellation)
    {
        Course course = new();
        for (int p = 0; p < Players; p++)
        {
            _players[p] = Player.At(ref _random);
        }

        (float policyRate, float valueRate) = (_policy.LearningRate, _value.LearningRate);
        for (int step = 0; step < steps; step += Batch)
        {
            // Slower and slower, and surer and surer.
            float left = 1 - (float)step / steps;
            (_policy.LearningRate, _value.LearningRate) = (policyRate * left, valueRate * left);
            Play();
            Learn(Entropy * left);
            if (course.IsDue(step + Batch) || step + Batch >= steps)
            {
                cancellation.ThrowIfCancellationRequested();
                course.Add(step + Batch, Returns.Greedy(_policy));
            }
        }

        return course;
    }

    /// <summary>
    /// The gradient of −advantage · ln π(action) − entropy · H with respect to the logits z, where π = softmax(z) and H = −Σ π ln π:
    /// advantage · (πₖ − 1 for the action) + entropy · πₖ · (ln πₖ + H).
    /// </summary>
    public static void OutputGradient(ReadOnlySpan<float> logits, int action, float advantage, float entropy, Span<float> gradient)
    {
        Span<float> probabilities = stackalloc float[Grid.Actions];
        Softmax(logits, probabilities);
        float h = 0;
        foreach (float probability in probabilities)
        {
            h -= probability > 0 ? probability * MathF.Log(probability) : 0;
        }

        for (int k = 0; k < probabilities.Length; k++)
        {
            float probability = probabilities[k];
            gradient[k] = advantage * (probability - (k == action ? 1 : 0));
            gradient[k] += probability > 0 ? entropy * probability * (MathF.Log(probability) + h) : 0;
        }
    }

    /// <summary>Some steps of every player, by the policy as it is.</summary>
    private void Play()
    {
        for (int t = 0; t < Horizon; t++)
        {
            Span<float> states = _states.AsSpan(t * Players * Grid.Features, Players * Grid.Features);
            for (int p = 0; p < Players; p++)
            {
                Grid.Encode(_players[p].Cell, states[(p * Grid.Features)..]);
            }

            _policy.Predict(states, _logits);
            for (int p = 0; p < Players; p++)
            {
                int n = t * Players + p;
                int action = Draw(_logits.AsSpan(p * Grid.Actions, Grid.Actions));
                (_transitions[n], bool brokenOff) = _players[p].Step(action, ref _random);
                _goesOn[n] = !_transitions[n].Ended && !brokenOff && t + 1 < Horizon;
                Grid.Encode(_transitions[n].Next, _next.AsSpan(n * Grid.Features));
            }
        }
    }

    private void Learn(float entropy)
    {
        // What each step brought: its rewards up to where the episode is cut, and from there on what the value network expects.
        _value.Predict(_next, _values);
        for (int n = Batch - 1; n >= 0; n--)
        {
            float later = _transitions[n].Ended ? 0 : _goesOn[n] ? _returns[n + Players] : _values[n];
            _returns[n] = _transitions[n].Reward + (float)Grid.Discount * later;
        }

        _value.Predict(_states, _values);
        _value.TrainBatch(_states, _returns);

        ReadOnlySpan<float> logits = _policy.Forward(_states);
        for (int n = 0; n < Batch; n++)
        {
            int at = n * Grid.Actions;
            Span<float> gradient = _gradients.AsSpan(at, Grid.Actions);
            OutputGradient(logits.Slice(at, Grid.Actions), _transitions[n].Action, _returns[n] - _values[n], entropy, gradient);
        }

        // The mean over the batch is ours to take.
        foreach (ref float gradient in _gradients.AsSpan())
        {
            gradient /= Batch;
        }

        _policy.BackwardFrom(_gradients);
        _policy.Update();
    }

    /// <summary>An action, as likely as the policy has it.</summary>
    private int Draw(ReadOnlySpan<float> logits)
    {
        Span<float> probabilities = stackalloc float[Grid.Actions];
        Softmax(logits, probabilities);
        float left = (float)_random.NextDouble();
        for (int k = 0; k < Grid.Actions - 1; k++)
        {
            left -= probabilities[k];
            if (left < 0)
            {
                return k;
            }
        }

        return Grid.Actions - 1;
    }

    private static void Softmax(ReadOnlySpan<float> logits, Span<float> probabilities)
    {
        float max = float.NegativeInfinity;
        foreach (float logit in logits)
        {
            max = Math.Max(max, logit);
        }

        float sum = 0;
        for (int k = 0; k < probabilities.Length; k++)
        {
            probabilities[k] = MathF.Exp(logits[k] - max);
            sum += probabilities[k];
        }

        foreach (ref float probability in probabilities)
        {
            probability /= sum;
        }
    }
}
