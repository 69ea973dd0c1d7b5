using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Layers;
using ModelGen.Generator.Networks;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Kernels;

/// <summary>What a tensor's name says: the layer it belongs to, and what it is there: dense1Weight is the Weight of dense1, dense1 itself its output.</summary>
internal sealed class TensorWords
{
    // Where in its layer a tensor is: before the activation, and before the bias.
    private static readonly string[] Places = ["PreActivations", "Sums"];

    // Longest first: dense10 is no part of dense1.
    private readonly (string Stem, ShapedLayer? Layer)[] _stems;

    public TensorWords(Network network) => _stems =
    [
        .. network.Layers.Select(l => (StemOf(l.Layer.Name), (ShapedLayer?)l))
            .Concat(network.Layers.Where(l => l.Layer is ActivatedLayer).Select(l => ($"{StemOf(l.Layer.Name)}{((ActivatedLayer)l.Layer).Activation.Kind}", (ShapedLayer?)l)))
            .Concat(network.Inputs.Select(i => (StemOf(i.Name), (ShapedLayer?)null)))
            .OrderByDescending(s => s.Item1.Length),
    ];

    /// <summary>The layer of a tensor, null for an input; and the rest of the name. Without either it is no layer's: all of the name is the rest.</summary>
    public (ShapedLayer? Layer, bool IsOfNode, string Part) Of(Value value)
    {
        foreach ((string stem, ShapedLayer? layer) in _stems)
        {
            if (value.Name.StartsWith(stem, System.StringComparison.Ordinal) && (value.Name.Length == stem.Length || char.IsUpper(value.Name[stem.Length])))
            {
                return (layer, true, value.Name.Substring(stem.Length));
            }
        }

        return (null, false, value.Name);
    }

    /// <summary>What a tensor is to a step: its input or output, the gradient of either, or a weight, a bias, a sum by that name.</summary>
    /// <param name="isComputed">Whether the step computes it.</param>
    public string RoleOf(Value value, bool isComputed)
    {
        (_, bool isOfNode, string part) = Of(value);
        string side = isComputed ? "output" : "input", bare = Bare(part);
        string role = !isOfNode ? part
            : bare.Length == 0 ? side
            : bare == "Gradient" ? isComputed ? "inputGradient" : "outputGradient"
            : bare == "GradientPooled" && !isComputed ? "outputGradient"
            : char.ToLowerInvariant(bare[0]) + bare.Substring(1);
        return !isOfNode || !ReservedNames.IsReserved(role) ? role : side + bare;
    }

    /// <summary>A part without what does not matter to a kernel: a number that made it unique, the layout of a copy, and where in its layer a gradient was taken.</summary>
    private static string Bare(string part)
    {
        part = part.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        part = Without(Without(part, "Lanes"), "Rows");
        string? place = Places.FirstOrDefault(p => part.StartsWith(p, System.StringComparison.Ordinal) && part.Length > p.Length);
        return place is null ? part : part.Substring(place.Length);
    }

    private static string Without(string part, string ending) =>
        part.EndsWith(ending, System.StringComparison.Ordinal) ? part.Substring(0, part.Length - ending.Length) : part;

    private static string StemOf(string name) => ReservedNames.IsReserved(name) ? $"{name}Layer" : name;
}
