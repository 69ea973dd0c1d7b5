using System;
using System.Globalization;
using System.Numerics;

namespace ModelGen.Files;

/// <summary>What could not be loaded is not saved either: the file of a training that failed would replace a good one.</summary>
internal static class FiniteNumbers
{
    /// <exception cref="ModelFileException">A parameter is not finite.</exception>
    public static void Check<TSelf, T>(ReadOnlySpan<T> parameters)
        where TSelf : IModel<TSelf, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        foreach (ParameterInfo info in TSelf.ParameterInfos)
        {
            Check(TSelf.ModelName, info.Name, parameters.Slice(info.Offset, info.Length));
        }
    }

    /// <exception cref="ModelFileException">A number of the tensor is not finite.</exception>
    public static void Check<T>(string model, string tensor, ReadOnlySpan<T> values)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        foreach (T value in values)
        {
            if (!T.IsFinite(value))
            {
                throw new ModelFileException(model, tensor, "finite numbers", value.ToString(null, CultureInfo.InvariantCulture));
            }
        }
    }
}
