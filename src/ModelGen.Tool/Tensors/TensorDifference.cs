using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Serialization;
using ModelGen.Files;

namespace ModelGen.Tool.Tensors;

/// <summary>What became of a tensor from one file to another.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TensorChange>))]
internal enum TensorChange
{
    /// <summary>All numbers are the same, as far as the tolerance asks.</summary>
    Equal,

    /// <summary>Some numbers are not.</summary>
    Different,

    /// <summary>It has another shape.</summary>
    Shape,

    /// <summary>It has a type whose numbers cannot be compared with the other's.</summary>
    Type,

    /// <summary>It is only in the first file.</summary>
    OnlyInA,

    /// <summary>It is only in the second.</summary>
    OnlyInB,
}

/// <summary>One tensor in two files.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Change">Whether it is the same.</param>
/// <param name="A">Its type and shape in the first file; null if it is not there.</param>
/// <param name="B">The same in the second.</param>
/// <param name="Count">How many pairs of numbers differ by more than the tolerance.</param>
/// <param name="MaxAbsolute">The largest |a − b|; null if numbers were not compared, or where one of a pair is finite and the other not.</param>
/// <param name="MaxRelative">The largest |a − b| / max(|a|, |b|); null as the one before.</param>
/// <param name="Cosine">a · b / (|a| |b|); null also if one of them is all zeros.</param>
internal sealed record TensorDifference(
    string Name, TensorChange Change, TensorForm? A, TensorForm? B, long Count, double? MaxAbsolute, double? MaxRelative, double? Cosine)
{
    /// <summary>All tensors of both files: those of the first in its order, then those that only the second has.</summary>
    /// <param name="a">The first file.</param>
    /// <param name="b">The second.</param>
    /// <param name="tolerance">Two numbers are the same if |a − b| ≤ tolerance · max(1, |a|, |b|), or if they are both not numbers.</param>
    public static IEnumerable<TensorDifference> Between(TensorFile a, TensorFile b, double tolerance) =>
        a.Tensors.Select(tensor => b.Find(tensor.Name) is { } other ? Compare(a, tensor, b, other, tolerance) : new(tensor.Name, TensorChange.OnlyInA, TensorForm.Of(tensor), null, 0, null, null, null))
            .Concat(b.Tensors.Where(tensor => a.Find(tensor.Name) is null).Select(tensor => new TensorDifference(tensor.Name, TensorChange.OnlyInB, null, TensorForm.Of(tensor), 0, null, null, null)));

    private static TensorDifference Compare(TensorFile fileA, SafetensorsTensor a, TensorFile fileB, SafetensorsTensor b, double tolerance)
    {
        TensorDifference difference = new(a.Name, TensorChange.Equal, TensorForm.Of(a), TensorForm.Of(b), 0, null, null, null);
        if (!a.Shape.SequenceEqual(b.Shape))
        {
            return difference with { Change = TensorChange.Shape };
        }

        if (!TensorNumbers.CanDecode(a.Type) || !TensorNumbers.CanDecode(b.Type))
        {
            return difference with { Change = TensorChange.Type };
        }

        PairSums sums = new(tolerance);
        foreach ((ReadOnlyMemory<double> First, ReadOnlyMemory<double> Second) piece in fileA.Read(a).Zip(fileB.Read(b)))
        {
            sums.Add(piece.First.Span, piece.Second.Span);
        }

        return difference with
        {
            Change = sums.Count == 0 ? TensorChange.Equal : TensorChange.Different,
            Count = sums.Count,
            MaxAbsolute = sums.MaxAbsolute,
            MaxRelative = sums.MaxRelative,
            Cosine = sums.Cosine,
        };
    }
}

/// <summary>Type and shape.</summary>
internal sealed record TensorForm(string Type, IReadOnlyList<long> Shape)
{
    public static TensorForm Of(SafetensorsTensor tensor) => new(tensor.Type, tensor.Shape);
}
