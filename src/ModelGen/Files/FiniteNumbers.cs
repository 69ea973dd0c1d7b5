using System;
using System.Globalization;
using System.Numerics;

namespace ModelGen.Files;

/// <summary>What could not be loaded is not frozen either.</summary>
internal static class FiniteNumbers
{
    /// <exception cref="ModelFileException">A parameter is not finite.</exception>
    public static void Check<TSelf, T>(ReadOnlySpan<T> parameters)
        where TSelf : IModel<TSelf, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        foreach (ParameterInfo info in TSelf.ParameterInfos)
        {
            foreach (T value in parameters.Slice(info.Offset, info.Length))
            {
                if (!T.IsFinite(value))
                {
                    throw new ModelFileException(TSelf.ModelName, info.Name, "finite numbers", value.ToString(null, CultureInfo.InvariantCulture));
                }
            }
        }
    }
}
