using System;

namespace ModelGen.Training;

/// <summary>How far <c>Fit</c> is. Reported at the end of every epoch, and in between at most every 100 ms.</summary>
/// <param name="Epoch">The current epoch, from 1 on.</param>
/// <param name="Epochs">The number of epochs asked for.</param>
/// <param name="Step">The finished steps of this epoch; StepsPerEpoch only in the report at its end.</param>
/// <param name="StepsPerEpoch">The steps of one epoch.</param>
/// <param name="Loss">The mean training loss of this epoch's examples so far.</param>
/// <param name="ValidationLoss">The mean loss of the validation data after the last finished epoch; null if there is none yet.</param>
/// <param name="LearningRate">The learning rate of the last step.</param>
/// <param name="ExamplesPerSecond">The speed of this epoch's steps.</param>
/// <param name="Elapsed">The time since the start of the training.</param>
public readonly record struct FitProgress(
    int Epoch,
    int Epochs,
    int Step,
    int StepsPerEpoch,
    double Loss,
    double? ValidationLoss,
    double LearningRate,
    double ExamplesPerSecond,
    TimeSpan Elapsed)
{
    /// <summary>Whether the epoch is finished.</summary>
    public bool IsEpochEnd => Step == StepsPerEpoch;

    /// <summary>The finished share of all steps, 0 to 1.</summary>
    public double Fraction => (Epoch - 1 + (double)Step / StepsPerEpoch) / Epochs;
}
