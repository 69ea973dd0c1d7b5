using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Vectors;

namespace ModelGen.Generator.Emission;

/// <summary>Loads, stores and sums in C#, for vectors and for single numbers.</summary>
internal static class VectorText
{
    /// <summary>The numbers at <paramref name="reference"/> + <paramref name="offset"/>.</summary>
    public static string Load(VectorType type, string reference, string offset)
    {
        if (type.IsScalar)
        {
            return offset == "0" ? reference : $"Unsafe.Add(ref {reference}, {offset})";
        }

        if (type.IsBlock)
        {
            return offset == "0" ? $"{type.Class}.Load(ref {reference})" : $"{type.Class}.Load(ref {reference}, {offset})";
        }

        // A constant below 0 is no nuint.
        return offset == "0" ? $"{type.Class}.LoadUnsafe(ref {reference})"
            : offset[0] == '-' ? $"{type.Class}.LoadUnsafe({At(reference, offset)})"
            : $"{type.Class}.LoadUnsafe(ref {reference}, {Unsigned(offset)})";
    }

    public static string Load(VectorType type, string reference, int offset) => Load(type, reference, "" + offset);

    /// <summary>The one number at <paramref name="reference"/> + <paramref name="offset"/> in every lane.</summary>
    public static string Broadcast(VectorType type, string reference, string offset) => type.IsBlock
        ? $"{type.Class}.Broadcast({At(reference, offset)})"
        : Fill(type, Load(type with { Bits = 0 }, reference, offset));

    /// <summary>The number <paramref name="text"/> in every lane.</summary>
    public static string Fill(VectorType type, string text) => type.IsScalar ? text : $"{type.Class}.Create({text})";

    public static string Store(VectorType type, string value, string reference, string offset)
    {
        if (type.IsScalar)
        {
            return $"{Load(type, reference, offset)} = {value};";
        }

        if (type.IsBlock)
        {
            return offset == "0" ? $"{value}.Store(ref {reference});" : $"{value}.Store(ref {reference}, {offset});";
        }

        return offset == "0" ? $"{value}.StoreUnsafe(ref {reference});" : $"{value}.StoreUnsafe(ref {reference}, {Unsigned(offset)});";
    }

    public static string Store(VectorType type, string value, string reference, int offset) => Store(type, value, reference, "" + offset);

    /// <summary>a · b + c.</summary>
    public static string MultiplyAdd(VectorType type, string a, string b, string c) =>
        type.IsScalar ? $"{c} + {a} * {b}" : $"{type.Class}.MultiplyAddEstimate({a}, {b}, {c})";

    /// <summary>The larger of two vectors or numbers, not a number where one of the two is none.</summary>
    public static string Max(string a, string b) => $"VectorMath.Max({a}, {b})";

    /// <summary>The sum of all lanes.</summary>
    public static string Sum(VectorType type, string value) => type.IsScalar ? value : $"{type.Class}.Sum({value})";

    public static string Zero(VectorType type) => type.IsScalar ? Literal.Of(0, type.Precision) : $"{type.Name}.Zero";

    /// <summary>A mask of all lanes but the first <paramref name="overlap"/>.</summary>
    public static string LastLanes(VectorType type, int overlap)
    {
        bool isDouble = type.Precision == Precision.Double;
        IEnumerable<string> lanes = Enumerable.Range(0, type.Lanes).Select(lane => lane < overlap ? "0" : isDouble ? "-1L" : "-1");
        return $"{type.Class}.Create({string.Join(", ", lanes)}).As{(isDouble ? "Double" : "Single")}()";
    }

    /// <summary>A vector with zeros behind it.</summary>
    public static string Widen(string value, VectorType source, VectorType to) =>
        source.Bits == to.Bits ? value : Widen($"{value}.ToVector{2 * source.Bits}()", source with { Bits = 2 * source.Bits }, to);

    /// <summary>A vector of single numbers; those that are not given are 0.</summary>
    public static string Create(VectorType type, IReadOnlyList<string> numbers) => numbers.Count == 1
        ? $"{type.Class}.CreateScalar({numbers[0]})"
        : $"{type.Class}.Create({string.Join(", ", numbers.Concat(Enumerable.Repeat(Literal.Of(0, type.Precision), type.Lanes - numbers.Count)))})";

    /// <summary>A reference further on: <c>ref Unsafe.Add(ref x, offset)</c>.</summary>
    public static string At(string reference, string offset) => offset == "0" ? $"ref {reference}" : $"ref Unsafe.Add(ref {reference}, {offset})";

    /// <summary>index · stride, without what changes nothing.</summary>
    public static string Scaled(string index, int stride) => (index, stride) switch
    {
        ("0", _) or (_, 0) => "0",
        (_, 1) => index,
        (_, < 0) => $"-{Scaled(index, -stride)}",
        _ => $"{index} * {stride}",
    };

    /// <summary>a + b, without zeros.</summary>
    public static string Plus(string a, string b) => a == "0" ? b : b == "0" ? a : b[0] == '-' ? $"{a} - {b.Substring(1)}" : $"{a} + {b}";

    private static string Unsigned(string offset) => offset.All(c => c is >= '0' and <= '9') ? offset : $"(nuint)({offset})";
}
