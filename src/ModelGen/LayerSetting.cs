using System;
using System.Globalization;

namespace ModelGen;

/// <summary>A setting of a layer, as it is in effect.</summary>
/// <remarks>
/// Names are those of the attribute's properties. What has a form for each dimension and side has that one only: <c>StrideHeight</c> and
/// <c>StrideWidth</c>, the numbers behind <see cref="Padding.Same"/> as <c>PaddingTop</c> and its like (in one dimension <c>Stride</c>,
/// <c>PaddingLeft</c>, <c>PaddingRight</c>). What has no effect is left out: <c>Slope</c> without leaky relu.
/// </remarks>
/// <param name="Name">The name of the attribute's property.</param>
/// <param name="Value">
/// An <see cref="int"/>, <see cref="double"/>, <see cref="bool"/>, <see cref="string"/> (also for members of enums) or a <see cref="ValueArray{T}"/> of integers or texts.
/// </param>
public sealed record LayerSetting(string Name, object Value)
{
    /// <summary>Name and value, the same on every machine: <c>StrideWidth = 2</c>.</summary>
    public override string ToString() => $"{Name} = {Convert.ToString(Value, CultureInfo.InvariantCulture)}";
}
