using System.Linq;
using System.Text.RegularExpressions;
using ModelGen.Generator.Declarations;

namespace ModelGen.Generator.Emission;

/// <summary>Fits a file into a project where names mean something else than usual; almost everywhere it stays as it is.</summary>
internal static class Surroundings
{
    // The type, not a name of the user's: these have an @, or stand behind a namespace, or in texts, which are matched first and left alone.
    private static readonly Regex NativeInteger = new(
        """"
        (?<text>"""[\s\S]*?"""|"(?:[^"\\\n]|\\.)*"|//[^\n]*)|(?<![@.:]|namespace )\bnu?int\b
        """",
        RegexOptions.CultureInvariant);

    public static string Adapt(string file, ModelSpec model)
    {
        if (model.Target.HasOwnNativeInteger)
        {
            file = NativeInteger.Replace(file, match => match.Groups["text"].Success ? match.Value : match.Value == "nint" ? "global::System.IntPtr" : "global::System.UIntPtr");
        }

        if (model.Target.LibraryAlias is { } alias)
        {
            // What is generated lies in a namespace of the project, under the same first name.
            file = Regex.Replace(file, @"\bglobal::ModelGen\.(?!Generated\.)", $"{alias}::ModelGen.");
            file = After(file, $"extern alias {alias};\n");
        }

        if (model.Target.HasObsoleteBase)
        {
            file = After(file, "#pragma warning disable CS0612, CS0618 // the base class is obsolete\n");
        }

        return IsLowerCase(model.Type) ? After(file, "#pragma warning disable CS8981 // a class of lower-case letters\n") : file;
    }

    /// <summary>The file with a text behind its first two lines, which say that it is generated and whether nulls are looked for.</summary>
    private static string After(string file, string text) => file.Insert(file.IndexOf('\n', file.IndexOf('\n') + 1) + 1, text);

    /// <summary>Whether the class or one around it has a name that C# warns of wherever it is declared.</summary>
    private static bool IsLowerCase(TypeSpec type) =>
        type.Containers.Append(type.Declaration).Select(d => d.Split(' ', '<').SkipWhile(w => w != "class" && w != "struct" && w != "record" && w != "interface").Last())
            .Concat([type.Name.TrimStart('@')])
            .Any(name => name.All(c => c is >= 'a' and <= 'z'));
}
