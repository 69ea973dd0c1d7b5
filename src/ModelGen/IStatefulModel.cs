using System;

namespace ModelGen;

/// <summary>A model whose recurrent layers begin in training where the batch before ended: <see cref="ModelAttribute.Stateful"/>.</summary>
/// <typeparam name="T">The model's number type.</typeparam>
public interface IStatefulModel<T>
    where T : unmanaged
{
    /// <summary>Where recurrent layers begin in the next Forward or TrainBatch, a row for each example; 0 in a new model.</summary>
    Span<T> State { get; }

    /// <summary>Lets recurrent layers begin at 0 again: what comes next does not go on from what came before.</summary>
    void ResetState();
}
