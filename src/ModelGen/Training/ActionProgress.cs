using System;

namespace ModelGen.Training;

/// <summary>
/// Calls an action with every report, at once and on the thread that reports. <see cref="Progress{T}"/> does so later, and
/// in any order.
/// </summary>
/// <typeparam name="T">What is reported.</typeparam>
public sealed class ActionProgress<T> : IProgress<T>
{
    private readonly Action<T> _action;

    /// <summary>Reports to <paramref name="action"/>.</summary>
    public ActionProgress(Action<T> action)
    {
        ArgumentNullException.ThrowIfNull(action);
        _action = action;
    }

    /// <inheritdoc/>
    public void Report(T value) => _action(value);
}
