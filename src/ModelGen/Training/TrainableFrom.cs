using System;

namespace ModelGen.Training;

/// <summary>From an epoch on, tensors are trained, or frozen: gradual unfreezing of a network that was loaded.</summary>
/// <param name="Epoch">The first epoch, from 1, before whose first step it happens.</param>
/// <param name="Pattern">A tensor, a layer, or several with <c>*</c>, as <see cref="TrainableTensors.SetTrainable"/> takes them.</param>
/// <param name="Trainable">Whether they are trained from then on; true unless set.</param>
public sealed record TrainableFrom(int Epoch, string Pattern, bool Trainable = true)
{
    /// <summary>The first epoch, from 1.</summary>
    public int Epoch { get; } = Epoch >= 1 ? Epoch : throw new ArgumentOutOfRangeException(nameof(Epoch), Epoch, "Expected 1 or more: epochs count from 1.");

    /// <summary>A tensor, a layer, or several.</summary>
    public string Pattern { get; } = Pattern ?? throw new ArgumentNullException(nameof(Pattern));
}
