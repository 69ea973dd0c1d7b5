using System;
using System.ComponentModel;

namespace ModelGen.CompilerServices;

/// <summary>
/// What a model asks of examples beside their lengths, and what its loss makes of their targets. Generated models with embeddings, or with a loss for probabilities or that counts targets
/// differently, implement it, so that all of a data set is checked before any of it is used.
/// </summary>
/// <typeparam name="T">The model's number type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IExampleChecks<T>
    where T : unmanaged
{
    /// <summary>The class index that the loss ignores; <see cref="int.MinValue"/> if there is none.</summary>
    int IgnoredClass => int.MinValue;

    /// <summary>What each class counts in the loss; empty where all count the same.</summary>
    ReadOnlySpan<double> ClassWeights => default;

    /// <summary>Checks any number of examples; <paramref name="parameter"/> is what messages call them.</summary>
    /// <exception cref="ArgumentException">An index is none of its layer's.</exception>
    void CheckInputs(ReadOnlySpan<T> inputs, string parameter)
    {
    }

    /// <summary>Checks the targets of any number of examples; <paramref name="parameter"/> is what messages call them.</summary>
    /// <exception cref="ArgumentException">One is not in the range that its loss is made for.</exception>
    void CheckTargets(ReadOnlySpan<T> targets, string parameter)
    {
    }
}
