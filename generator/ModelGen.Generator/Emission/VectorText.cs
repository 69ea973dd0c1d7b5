using ModelGen.Generator.Kernels;

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

        // A constant below 0 is no nuint.
        return offset == "0" ? $"{type.Class}.LoadUnsafe(ref {reference})"
            : offset[0] == '-' ? $"{type.Class}.LoadUnsafe({At(reference, offset)})"
            : $"{type.Class}.LoadUnsafe(ref {reference}, {Unsigned(offset)})";
    }

    public static string Load(VectorType type, string reference, int offset) => Load(type, reference, $"{offset}");

    /// <summary>The one number at <paramref name="reference"/> + <paramref name="offset"/> in every lane.</summary>
    public static string Broadcast(VectorType type, string reference, string offset) => Fill(type, Load(type with { Bits = 0 }, reference, offset));

    /// <summary>The number <paramref name="text"/> in every lane.</summary>
    public static string Fill(VectorType type, string text) => type.IsScalar ? text : $"{type.Class}.Create({text})";

    public static string Store(VectorType type, string value, string reference, string offset)
    {
        if (type.IsScalar)
        {
            return $"{Load(type, reference, offset)} = {value};";
        }

        return offset == "0" ? $"{value}.StoreUnsafe(ref {reference});" : $"{value}.StoreUnsafe(ref {reference}, {Unsigned(offset)});";
    }

    public static string Store(VectorType type, string value, string reference, int offset) => Store(type, value, reference, $"{offset}");

    /// <summary>a · b + c.</summary>
    public static string MultiplyAdd(VectorType type, string a, string b, string c) =>
        type.IsScalar ? $"{c} + {a} * {b}" : $"{type.Class}.MultiplyAddEstimate({a}, {b}, {c})";

    /// <summary>The sum of all lanes.</summary>
    public static string Sum(VectorType type, string value) => type.IsScalar ? value : $"{type.Class}.Sum({value})";

    public static string Zero(VectorType type) => type.IsScalar ? Literal.Of(0, type.Precision) : $"{type.Name}.Zero";

    /// <summary>A reference further on: <c>ref Unsafe.Add(ref x, offset)</c>.</summary>
    public static string At(string reference, string offset) => offset == "0" ? $"ref {reference}" : $"ref Unsafe.Add(ref {reference}, {offset})";

    /// <summary>index · stride, without what changes nothing.</summary>
    public static string Scaled(string index, int stride) => (index, stride) switch
    {
        ("0", _) or (_, 0) => "0",
        (_, 1) => index,
        _ => $"{index} * {stride}",
    };

    /// <summary>a + b, without zeros.</summary>
    public static string Plus(string a, string b) => a == "0" ? b : b == "0" ? a : $"{a} + {b}";

    private static string Unsigned(string offset) => char.IsDigit(offset[0]) && int.TryParse(offset, out _) ? offset : $"(nuint)({offset})";
}
