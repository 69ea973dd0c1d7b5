using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;

namespace ModelGen.Generator.Emission.ReferenceForm;

/// <summary>Loops whose text differs in sizes only, as one text with a parameter for each size that differs.</summary>
internal static class SizedText
{
    // A size is the end of a loop, the extent of a dimension before an index, or a border; beside them a number such as one over the number of positions.
    private static readonly Regex Sizes = new(
        """
        (?<=for\ \(int\ )(?<axis>\w+)\ =\ 0;\ \w+\ <\ (batch\ \*\ )?(?<size>\d+)(?=;)
        | \*\ (?<size>\d+)(?=\ \+\ (?<axis>\w+))
        | (?<axis>row|column)\d*\ <\ (?<size>\d+)
        | (?<![\w.])(?<number>\d+(\.\d+)?(E[-+−]?\d+)?f?)(?![\w.])
        """,
        RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace);

    private const int MostSizes = 6, MostNumbers = 2;

    /// <summary>What all texts that differ in sizes only have in common.</summary>
    public static string KeyOf(string text) => Replace(text, (token, _) => token.IsPlain ? token.Text : token.IsNumber ? "\u0002" : "\u0001");

    /// <param name="texts">Texts with one key.</param>
    /// <param name="taken">Names that parameters cannot have.</param>
    /// <returns>The text with the parameters, each with its type and the argument for each of <paramref name="texts"/>; null if there would be too many.</returns>
    public static (string Text, IReadOnlyList<SizeParameter> Parameters)? Unite(IReadOnlyList<string> texts, string element, IEnumerable<string> taken)
    {
        List<Token>[] all = [.. texts.Select(TokensOf)];
        Token[][] columns = [.. Enumerable.Range(0, all[0].Count).Select(k => all.Select(tokens => tokens[k]).ToArray())];
        Token[][] different = [.. columns.Where(c => !c[0].IsPlain && c.Any(t => t.Text != c[0].Text))];

        // In a comment a number has fewer digits.
        IGrouping<string, Token[]>[] groups = [.. different.Where(c => !c[0].IsComment).GroupBy(c => KeyOf(c))];
        if (different.Any(c => c[0].IsComment && !groups.Any(g => IsRounded(g.First(), c)))
            || groups.Count(g => !g.First()[0].IsNumber) > MostSizes
            || groups.Count(g => g.First()[0].IsNumber) > MostNumbers)
        {
            return null;
        }

        HashSet<string> names = [.. taken];
        SizeParameter[] parameters =
        [
            .. groups.Select(g => new SizeParameter(
                g.First()[0].IsNumber ? element : "int",
                Unique(NameOf([.. g.Select(c => c[0])]), names),
                [.. g.First().Select(t => t.Text)])),
        ];
        return (Replace(texts[0], (token, k) => NameAt(columns[k]) ?? token.Text), parameters);

        string? NameAt(Token[] column)
        {
            int at = !different.Contains(column) ? -1 : Array.FindIndex(groups, g => column[0].IsComment ? IsRounded(g.First(), column) : g.Contains(column));
            return at < 0 ? null : parameters[at].Name;
        }
    }

    private static string KeyOf(Token[] column) => $"{column[0].Kind} {string.Join(" ", column.Select(t => t.Text))}";

    private static bool IsRounded(Token[] code, Token[] comment) => code.Zip(comment, (a, b) => Rounded(a) == Rounded(b)).All(same => same);

    private static string Rounded(Token token) =>
        double.Parse(token.Text.TrimEnd('f').Replace("−", "-"), CultureInfo.InvariantCulture).ToString("G6", CultureInfo.InvariantCulture);

    /// <summary>What a size is called: by the loops that go so far.</summary>
    private static string NameOf(IReadOnlyList<Token> tokens)
    {
        bool Has(params string[] axes) => tokens.Any(t => axes.Contains(t.Axis));
        string side = tokens.Any(t => t.IsLoop) || tokens[0].Kind != SizeKind.Side ? "" : "input";
        string name = tokens[0].Kind switch
        {
            SizeKind.Number => "factor",
            SizeKind.Length => Has("p") || Has("q") ? "positions" : "length",
            SizeKind.Side => Has("y", "row") == Has("x", "column") ? "size" : Has("y", "row") ? "rows" : "columns",
            _ => Has("c") || (Has("o") && Has("i")) ? "channels" : Has("o") ? "outputs" : Has("i") ? "inputs" : Has("g") ? "groups" : Has("p") || Has("q") ? "positions" : "length",
        };
        return side.Length == 0 ? name : side + Identifier.Pascal(name);
    }

    private static string Unique(string name, HashSet<string> taken) => Enumerable.Range(1, int.MaxValue - 1).Select(n => n == 1 ? name : $"{name}{n}").First(taken.Add);

    private static List<Token> TokensOf(string text)
    {
        List<Token> tokens = [];
        Replace(text, (token, _) =>
        {
            tokens.Add(token);
            return token.Text;
        });
        return tokens;
    }

    private static string Replace(string text, Func<Token, int, string> with)
    {
        int count = 0;
        return string.Join("\n", text.Split('\n').Select(line =>
        {
            bool isComment = line.TrimStart().StartsWith("//", StringComparison.Ordinal);
            return Sizes.Replace(line, match =>
            {
                Group size = match.Groups["size"].Success ? match.Groups["size"] : match.Groups["number"];
                string written = with(new Token(match, size, isComment), count++);
                int at = size.Index - match.Index;
                return match.Value.Substring(0, at) + written + match.Value.Substring(at + size.Length);
            });
        }));
    }

    private enum SizeKind
    {
        Channels,
        Side,
        Length,
        Number,
    }

    private sealed class Token(Match match, Group size, bool isComment)
    {
        public string Text => size.Value;

        public string Axis { get; } = match.Groups["axis"].Value;

        public bool IsComment => isComment;

        public bool IsNumber => match.Groups["number"].Success;

        public bool IsLoop => size.Value.Length > 0 && match.Value.IndexOf(" = 0; ", StringComparison.Ordinal) > 0;

        // A whole number that is no size, a kernel's extent, and whatever stands in a comment but is no fraction, belong to what is computed.
        public bool IsPlain => IsNumber ? !Text.Contains('.') && !Text.Contains('E') : isComment || Axis is "ky" or "kx" or "w";

        public SizeKind Kind => IsNumber ? SizeKind.Number
            : Axis is "" || (Axis is "n" or "p" or "q" && match.Value.Contains("batch")) ? SizeKind.Length
            : Axis is "y" or "x" or "row" or "column" || char.IsDigit(Axis[0]) ? SizeKind.Side
            : SizeKind.Channels;
    }
}

/// <summary>A size that differs between layers that share a method.</summary>
/// <param name="Arguments">What it is in each.</param>
internal sealed record SizeParameter(string Type, string Name, IReadOnlyList<string> Arguments);
