using System;
using System.ComponentModel;

namespace ModelGen.CompilerServices;

/// <summary>The running average of parameters, as updates leave it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class AverageParameters
{
    /// <summary>The average with all that no step changes, which is as it is in the parameters.</summary>
    /// <param name="infos">The model's tensors.</param>
    /// <param name="frozen">Those that are left as they are, if any.</param>
    /// <param name="parameters">As they are now.</param>
    /// <param name="average">What updates made of the others.</param>
    public static Span<T> Of<T>(ReadOnlySpan<ParameterInfo> infos, FrozenTensors<T>? frozen, ReadOnlySpan<T> parameters, Span<T> average)
        where T : unmanaged
    {
        for (int i = 0; i < infos.Length; i++)
        {
            if (!infos[i].Trainable || frozen?.Contains(i) == true)
            {
                parameters.Slice(infos[i].Offset, infos[i].Length).CopyTo(average[infos[i].Offset..]);
            }
        }

        return average;
    }
}
