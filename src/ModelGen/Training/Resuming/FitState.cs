using System.Collections.Generic;

namespace ModelGen.Training.Resuming;

/// <summary>How far a training had come after an epoch, beside what model and optimizer hold.</summary>
/// <param name="Epochs">What came out of the epochs so far.</param>
/// <param name="Plateau">Where <see cref="ReduceOnPlateau"/> stood.</param>
/// <param name="Best">Where early stopping stood; null without it.</param>
internal sealed record FitState(IReadOnlyList<EpochResult> Epochs, ReduceOnPlateau.State Plateau, BestState? Best);

/// <summary>Where early stopping stands.</summary>
/// <param name="Lowest">The lowest loss.</param>
/// <param name="Reference">The loss that a new best is measured by.</param>
/// <param name="Waited">The epochs since then.</param>
/// <param name="Epoch">The epoch with the lowest loss; 0 if none was finite.</param>
internal readonly record struct BestState(double Lowest, double Reference, int Waited, int Epoch);
