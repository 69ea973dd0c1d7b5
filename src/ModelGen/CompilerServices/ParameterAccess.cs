using System;
using System.ComponentModel;
using System.Linq;

namespace ModelGen.CompilerServices;

/// <summary>Reads and writes named tensors of a model in their canonical shapes.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ParameterAccess
{
    /// <summary>Copies the tensor <paramref name="name"/> from a buffer in the model's layout.</summary>
    /// <exception cref="ArgumentException">No tensor has that name, the length is not the tensor's, or the values lie in the buffer.</exception>
    public static void Get<T>(string model, ReadOnlySpan<ParameterInfo> infos, string name, ReadOnlySpan<T> buffer, Span<T> values)
    {
        ParameterInfo info = Find(model, infos, name, values.Length, nameof(values));
        CheckApart<T>(model, buffer, values);
        CanonicalOrder.Read(info, buffer.Slice(info.Offset, info.Length), 0, values);
    }

    /// <summary>Copies the tensor <paramref name="name"/> into a buffer in the model's layout.</summary>
    /// <exception cref="ArgumentException">No tensor has that name, the length is not the tensor's, or the values lie in the buffer.</exception>
    public static void Set<T>(string model, ReadOnlySpan<ParameterInfo> infos, string name, Span<T> buffer, ReadOnlySpan<T> values)
    {
        ParameterInfo info = Find(model, infos, name, values.Length, nameof(values));
        CheckApart<T>(model, buffer, values);
        CanonicalOrder.Write(info, values, 0, buffer.Slice(info.Offset, info.Length));
    }

    // The layouts of the two may differ: one would be read where the other has been written.
    private static void CheckApart<T>(string model, ReadOnlySpan<T> buffer, ReadOnlySpan<T> values)
    {
        if (values.Overlaps(buffer))
        {
            throw new ArgumentException($"{model}: values lies in the model's Parameters, which have another layout; pass memory of its own.", nameof(values));
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
}
