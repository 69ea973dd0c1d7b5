using ModelGen.Generator.Common;
using ModelGen.Generator.Graph;

namespace ModelGen.Generator.Layers;

/// <summary>The channels of a convolution: within each group g, every output o sees every input i.</summary>
/// <param name="Output">The output channel.</param>
/// <param name="Input">The input channel.</param>
/// <param name="OutputInGroup">The output channel counted from the first of its group.</param>
/// <param name="InputInGroup">The input channel counted from the first of its group.</param>
internal sealed record GroupedChannels(EquatableArray<Axis> Axes, AffineIndex Output, AffineIndex Input, AffineIndex OutputInGroup, AffineIndex InputInGroup)
{
    /// <param name="outputs">In each group.</param>
    /// <param name="inputs">In each group.</param>
    public static GroupedChannels Of(int groups, int outputs, int inputs)
    {
        Axis g = new("g", groups), o = new("o", outputs), i = new("i", inputs);
        bool hasOutputs = outputs > 1 || groups == 1, hasInputs = inputs > 1, hasGroups = groups > 1;
        return new GroupedChannels(
            [.. hasGroups ? [g] : new Axis[0], .. hasOutputs ? [o] : new Axis[0], .. hasInputs ? [i] : new Axis[0]],
            Channel(o, hasOutputs),
            Channel(i, hasInputs),
            hasOutputs ? o : AffineIndex.Zero,
            hasInputs ? i : AffineIndex.Zero);

        AffineIndex Channel(Axis within, bool hasWithin) => new([.. hasGroups ? [(g, within.Extent)] : new (Axis, int)[0], .. hasWithin ? [(within, 1)] : new (Axis, int)[0]]);
    }
}
