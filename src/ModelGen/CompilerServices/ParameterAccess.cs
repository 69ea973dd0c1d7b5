using System;
using System.ComponentModel;
using System.Linq;

namespace ModelGen.CompilerServices;

/// <summary>Reads and writes named tensors of a model in their canonical shapes.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ParameterAccess
{
    /// <summary>Copies the tensor <paramref name="name"/> from a buffer in the model's layout.</summary>
    /// <exception cref="ArgumentException">No tensor has that name, or the length is not the tensor's.</exception>
    public static void Get<T>(string model, ReadOnlySpan<ParameterInfo> infos, string name, ReadOnlySpan<T> buffer, Span<T> values)
    {
        ParameterInfo info = Find(model, infos, name, values.Length, nameof(values));
        ReadOnlySpan<T> stored = buffer.Slice(info.Offset, info.Length);
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = stored[PlaceOf(info, i)];
        }
    }

    /// <summary>Copies the tensor <paramref name="name"/> into a buffer in the model's layout.</summary>
    /// <exception cref="ArgumentException">No tensor has that name, or the length is not the tensor's.</exception>
    public static void Set<T>(string model, ReadOnlySpan<ParameterInfo> infos, string name, Span<T> buffer, ReadOnlySpan<T> values)
    {
        ParameterInfo info = Find(model, infos, name, values.Length, nameof(values));
        Span<T> stored = buffer.Slice(info.Offset, info.Length);
        for (int i = 0; i < values.Length; i++)
        {
            stored[PlaceOf(info, i)] = values[i];
        }
    }

    private static ParameterInfo Find(string model, ReadOnlySpan<ParameterInfo> infos, string name, int length, string parameter)
    {
        foreach (ParameterInfo info in infos)
        {
            if (info.Name == name)
            {
                return info.Length == length
                    ? info
                    : throw new ArgumentException($"{model}: {name} has {info.Length} numbers ({string.Join(" × ", info.Shape)}), but {parameter} has {length}.", parameter);
            }
        }

        string known = string.Join(", ", infos.ToArray().Select(i => i.Name));
        throw new ArgumentException($"{model} has no parameter {name}; it has {(known.Length == 0 ? "none" : known)}.", nameof(name));
    }

    /// <summary>Where the element <paramref name="index"/> of a row-major tensor lies in the model's layout.</summary>
    private static int PlaceOf(ParameterInfo info, int index)
    {
        int place = 0, stride = 1;
        for (int k = info.Order.Length - 1; k >= 0; k--)
        {
            // The index along this dimension: what is left of the whole index by the dimensions inside it.
            int inside = 1;
            for (int d = info.Order[k] + 1; d < info.Shape.Length; d++)
            {
                inside *= info.Shape[d];
            }

            int extent = info.Shape[info.Order[k]];
            place += index / inside % extent * stride;
            stride *= extent;
        }

        return place;
    }
}
