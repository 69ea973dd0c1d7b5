using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Vectors;

namespace ModelGen.Generator.Emission.Lanes;

/// <summary>The operands of a contraction by name: buffers, and the references that move through them.</summary>
/// <param name="NameOfA">The buffer of the first operand.</param>
/// <param name="NameOfB">The buffer of the second; null without one.</param>
/// <param name="NameOfIndex">For a routed first operand, where the largest number of each window came from.</param>
internal sealed record NestOperands(string Element, string NameOfA, string? NameOfB, string? NameOfIndex)
{
    public string A => $"{NameOfA}At";

    public string B => NameOfB is null ? "" : $"{(NameOfB == NameOfA ? $"{NameOfB}Right" : NameOfB)}At";

    public string? IndexOfA => NameOfIndex is null ? null : $"{NameOfIndex}At";

    public void DeclareA(SourceWriter writer, string place)
    {
        writer.Line($"ref {Element} {A} = {VectorText.At(NameOfA, place)};");
        if (IndexOfA is { } index)
        {
            writer.Line($"ref {Element} {index} = {VectorText.At(NameOfIndex!, place)};");
        }
    }

    public void DeclareB(SourceWriter writer, string place)
    {
        if (NameOfB is not null)
        {
            writer.Line($"ref {Element} {B} = {VectorText.At(NameOfB, place)};");
        }
    }

    /// <summary>Declares the vectors of a routed operand: the pooled gradient where it came from a cell, else 0.</summary>
    /// <returns>Their names.</returns>
    public Dictionary<(int At, int Cell), string> EmitRouted(SourceWriter writer, VectorType type, string reference, IReadOnlyList<(int At, int Cell)> wanted, int first)
    {
        Dictionary<(int, int), string> names = [];
        string index = IndexOfA + reference.Substring(A.Length);
        int[] places = [.. wanted.Select(w => w.At).Distinct()];
        foreach (int at in places)
        {
            string suffix = places.Length == 1 ? "" : $"{System.Array.IndexOf(places, at)}_";
            writer.Line($"var from{suffix} = {VectorText.Load(type, index, at - first)};");
            writer.Line($"var gradient{suffix} = {VectorText.Load(type, reference, at - first)};");
            foreach ((_, int cell) in wanted.Where(w => w.At == at))
            {
                string name = names[(at, cell)] = $"gradient{suffix}{cell}";
                string number = Literal.Of(cell, type.Precision);
                writer.Line(type.IsScalar
                    ? $"var {name} = from{suffix} == {number} ? gradient{suffix} : 0;"
                    : $"var {name} = {type.Class}.ConditionalSelect({type.Class}.Equals(from{suffix}, {VectorText.Fill(type, number)}), gradient{suffix}, {VectorText.Zero(type)});");
            }
        }

        return names;
    }
}
