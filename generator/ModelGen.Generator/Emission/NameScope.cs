using System.Collections.Generic;

namespace ModelGen.Generator.Emission;

/// <summary>The names taken in a method.</summary>
internal sealed class NameScope
{
    private static readonly HashSet<string> Keywords =
    [
        "abstract", "as", "base", "bool", "break", "byte", "case", "catch", "char", "checked", "class", "const", "continue", "decimal", "default",
        "delegate", "do", "double", "else", "enum", "event", "explicit", "extern", "false", "finally", "fixed", "float", "for", "foreach", "goto", "if",
        "implicit", "in", "int", "interface", "internal", "is", "lock", "long", "namespace", "new", "null", "object", "operator", "out", "override",
        "params", "private", "protected", "public", "readonly", "ref", "return", "sbyte", "sealed", "short", "sizeof", "stackalloc", "static", "string",
        "struct", "switch", "this", "throw", "true", "try", "typeof", "uint", "ulong", "unchecked", "unsafe", "ushort", "using", "virtual", "void",
        "volatile", "while", "field", "nint", "nuint", "var",
    ];

    private readonly HashSet<string> _taken = [];

    /// <summary>The name itself, or with a number if it is taken; a keyword gets its @.</summary>
    public string Reserve(string name)
    {
        string unique = name;
        for (int n = 2; !_taken.Add(unique); n++)
        {
            unique = name + n;
        }

        return Escape(unique);
    }

    public static string Escape(string name) => Keywords.Contains(name) ? "@" + name : name;

    /// <summary>dense1Weight → Dense1Weight.</summary>
    public static string Pascal(string name) => char.ToUpperInvariant(name[0]) + name.Substring(1);
}
