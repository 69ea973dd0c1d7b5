using System;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace ModelGen.Training;

/// <summary>What came out of one epoch.</summary>
/// <param name="Epoch">The epoch's number, from 1 on.</param>
/// <param name="TrainingLoss">The mean loss of the epoch's examples, each as it was in its step; not finite if the training
/// diverged.</param>
/// <param name="ValidationLoss">The mean loss of the validation data after the epoch; null without such data, or if the
/// training diverged.</param>
/// <param name="Metrics">The metrics after the epoch, in the order of the options; none if the training diverged.</param>
/// <param name="LearningRate">The learning rate of the epoch's last step.</param>
/// <param name="Duration">The time the epoch took, with validation and metrics.</param>
public sealed record EpochResult(
    int Epoch,
    double TrainingLoss,
    double? ValidationLoss,
    ImmutableArray<MetricValue> Metrics,
    double LearningRate,
    TimeSpan Duration)
{
    /// <summary>
    /// The loss that early stopping and <see cref="ReduceOnPlateau"/> watch: the validation loss if there is one, otherwise
    /// the training loss.
    /// </summary>
    public double MonitoredLoss => ValidationLoss ?? TrainingLoss;

    /// <summary>The value of one metric.</summary>
    /// <exception cref="ArgumentException">The metric was not measured.</exception>
    public double this[Metric metric]
    {
        get
        {
            foreach (MetricValue value in Metrics)
            {
                if (value.Metric == metric)
                {
                    return value.Value;
                }
            }

            throw new ArgumentException($"{metric} was not measured in epoch {Epoch}; name it in FitOptions.Metrics.", nameof(metric));
        }
    }

    /// <summary>The epoch in a line: <c>epoch 3: loss 0.21, validation loss 0.25, accuracy 0.9</c>.</summary>
    public override string ToString()
    {
        StringBuilder line = new();
        line.Append(CultureInfo.InvariantCulture, $"epoch {Epoch}: loss {TrainingLoss:G6}");
        if (ValidationLoss is { } loss)
        {
            line.Append(CultureInfo.InvariantCulture, $", validation loss {loss:G6}");
        }

        foreach (MetricValue value in Metrics)
        {
            line.Append(CultureInfo.InvariantCulture, $", {value.Metric} {value.Value:G6}");
        }

        return line.ToString();
    }
}
