using System;

namespace ModelGen.Training;

/// <summary>
/// Ends the training when the loss of the epochs has stopped falling: of the validation data if there is any, otherwise of
/// the training. A loss below best − MinDelta is a new best (Keras's EarlyStopping).
/// </summary>
public sealed record EarlyStopping
{
    /// <summary>The number of epochs in a row without a new best after which training stops, 1 or more; 10 unless set.</summary>
    public int Patience
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(Patience), value, "Expected 1 or more epochs.");
    } = 10;

    /// <summary>How far below the best loss a new best must be, 0 or more; 0 unless set.</summary>
    public double MinDelta
    {
        get;
        init => field = value >= 0 && double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(MinDelta), value, "Expected a finite difference of 0 or more.");
    }

    /// <summary>
    /// Whether the model gets the parameters of its epoch with the lowest loss back in the end, if any was finite and unless
    /// an exception ends the training; true unless set. The optimizer's state stays as it is.
    /// </summary>
    public bool RestoreBest { get; init; } = true;
}
