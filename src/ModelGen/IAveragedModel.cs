using System;

namespace ModelGen;

/// <summary>A model whose optimizer keeps a running average of the parameters: <see cref="EmaAttribute"/>.</summary>
/// <typeparam name="T">The model's number type.</typeparam>
public interface IAveragedModel<T>
    where T : unmanaged
{
    /// <summary>The running average, laid out as <c>Parameters</c>; before the first step the parameters themselves.</summary>
    /// <remarks>To go on with it, or to save it as the model's parameters: <c>network.AverageParameters.CopyTo(network.Parameters)</c>.</remarks>
    Span<T> AverageParameters { get; }

    /// <summary>Whether <c>Predict</c> and <c>Evaluate</c> take <see cref="AverageParameters"/> in place of the parameters. Default <see langword="false"/>.</summary>
    bool PredictsAverage { get; set; }
}
