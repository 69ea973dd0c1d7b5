namespace ModelGen.Training;

/// <summary>Why a training ended.</summary>
public enum StopReason
{
    /// <summary>All epochs are done.</summary>
    Completed,

    /// <summary>The loss had stopped falling, as <see cref="Training.EarlyStopping"/> defines it.</summary>
    EarlyStopping,

    /// <summary>
    /// The loss of a training step was infinite or not a number, or parameters were after the epoch. The last epoch of the history ends with that step; the model
    /// has the parameters of <see cref="History.ParametersEpoch"/>.
    /// </summary>
    Diverged,
}
