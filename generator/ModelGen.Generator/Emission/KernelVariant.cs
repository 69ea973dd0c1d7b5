using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Vectors;

namespace ModelGen.Generator.Emission;

/// <summary>What a machine of one width runs.</summary>
/// <param name="Calls">The statements that run it.</param>
/// <param name="Body">The method of its own that they call; null for what all widths share.</param>
internal sealed record KernelVariant(VectorWidth Width, IReadOnlyList<string> Calls, SourceWriter? Body)
{
    /// <summary>Widest first; a width that runs what the next narrower one does is left out.</summary>
    public static List<KernelVariant> Distinct(IEnumerable<KernelVariant> variants)
    {
        List<KernelVariant> distinct = [];
        foreach (KernelVariant variant in variants.Reverse())
        {
            if (distinct.Count > 0 && variant.Equal(distinct[distinct.Count - 1]))
            {
                variant.Body?.Dispose();
                continue;
            }

            distinct.Add(variant);
        }

        distinct.Reverse();
        return distinct;
    }

    /// <summary>The method that asks what the machine has.</summary>
    public static void WriteDispatch(SourceWriter writer, string signature, IReadOnlyList<KernelVariant> variants)
    {
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        using (writer.Block(signature))
        {
            for (int i = 0; i < variants.Count; i++)
            {
                string condition = variants.Count == 1 ? ""
                    : i == variants.Count - 1 ? "else "
                    : $"{(i == 0 ? "" : "else ")}if (Vector{variants[i].Width.Bits}.IsHardwareAccelerated) ";
                if (variants[i].Calls.Count == 1)
                {
                    writer.Line($"{condition}{variants[i].Calls[0]}");
                    continue;
                }

                using (variants.Count == 1 ? null : writer.Block(condition.TrimEnd()))
                {
                    foreach (string call in variants[i].Calls)
                    {
                        writer.Line(call);
                    }
                }
            }
        }
    }

    private bool Equal(KernelVariant other) => Body is null || other.Body is null
        ? Body == other.Body && Calls.SequenceEqual(other.Calls)
        : Body.HasTextOf(other.Body);
}
