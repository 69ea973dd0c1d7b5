using System;
using System.Globalization;
using System.Linq;

namespace ModelGen.Onnx.Formulas;

/// <summary>
/// Reads a formula of one number x, as a custom activation's setting <c>Formula</c> has it: operators as in C#, functions by name, choices in brackets;
/// <c>x * sigmoid(2 * x)</c>, <c>(x &gt; 0 ? x : 0.5 * x)</c>.
/// </summary>
/// <remarks>
/// sum = product (("+" | "-") product)*; product = factor (("*" | "/") factor)*; factor = "-" factor | number | "x" | name "(" sum ("," sum)? ")" |
/// "(" sum (comparison sum "?" sum ":" sum)? ")".
/// </remarks>
internal sealed class FormulaReader<T>(string text, IFormula<T> formula)
{
    private static readonly string[] Comparisons = [">=", "==", ">", "<"];

    private int _at;

    /// <exception cref="FormatException">The text is no formula.</exception>
    public T Read()
    {
        T value = Sum();
        return _at == text.Length ? value : throw Fault("the end");
    }

    private T Sum()
    {
        T value = Product();
        while (Taken("+", "-") is { } op)
        {
            value = formula.Binary(op, value, Product());
        }

        return value;
    }

    private T Product()
    {
        T value = Factor();
        while (Taken("*", "/") is { } op)
        {
            value = formula.Binary(op, value, Factor());
        }

        return value;
    }

    private T Factor()
    {
        if (Taken("-") is not null)
        {
            return formula.Unary("-", Factor());
        }

        if (Taken("(") is not null)
        {
            return Bracket();
        }

        if (_at < text.Length && char.IsAsciiDigit(text[_at]))
        {
            return Number();
        }

        string name = Word();
        return name switch
        {
            "x" => formula.X,
            "NaN" => formula.Number(double.NaN),
            "Infinity" => formula.Number(double.PositiveInfinity),
            _ => Call(name),
        };
    }

    private T Bracket()
    {
        T value = Sum();
        if (Taken(Comparisons) is { } comparison)
        {
            T right = Sum();
            Expect("?");
            T ifTrue = Sum();
            Expect(":");
            value = formula.Choose(value, comparison, right, ifTrue, Sum());
        }

        Expect(")");
        return value;
    }

    private T Call(string name)
    {
        Expect("(");
        T first = Sum();
        T value = Taken(",") is not null ? formula.Binary(name, first, Sum()) : formula.Unary(name, first);
        Expect(")");
        return value;
    }

    private T Number()
    {
        int start = _at;
        while (_at < text.Length && (char.IsAsciiDigit(text[_at]) || text[_at] is '.' or 'E' || (text[_at] is '+' or '-' && text[_at - 1] == 'E')))
        {
            _at++;
        }

        string digits = text[start.._at];
        SkipSpaces();
        return double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? formula.Number(value) : throw Fault("a number");
    }

    private string Word()
    {
        int start = _at;
        while (_at < text.Length && char.IsAsciiLetter(text[_at]))
        {
            _at++;
        }

        string word = text[start.._at];
        SkipSpaces();
        return word.Length > 0 ? word : throw Fault("a number, x, a function or a bracket");
    }

    /// <summary>The first of these that stands here, which is then behind us; or null.</summary>
    private string? Taken(params string[] signs)
    {
        string? sign = signs.FirstOrDefault(s => string.CompareOrdinal(text, _at, s, 0, s.Length) == 0);
        if (sign is not null)
        {
            _at += sign.Length;
            SkipSpaces();
        }

        return sign;
    }

    private void Expect(string sign)
    {
        if (Taken(sign) is null)
        {
            throw Fault(sign);
        }
    }

    private void SkipSpaces()
    {
        while (_at < text.Length && text[_at] == ' ')
        {
            _at++;
        }
    }

    private FormatException Fault(string expected) => new($"The formula «{text}» should have {expected} at character {_at + 1}.");
}

/// <inheritdoc cref="FormulaReader{T}"/>
internal static class FormulaReader
{
    /// <exception cref="FormatException">The text is no formula.</exception>
    public static T Read<T>(string text, IFormula<T> formula) => new FormulaReader<T>(text, formula).Read();
}
