using System;
using System.Collections.Generic;
using System.Linq;

namespace ModelGen.Generator.Emission;

/// <summary>
/// A kernel's lines as a person would set them: loops that hold nothing but a loop stand under each other with the braces of the innermost, sums that start together
/// share a line, and so do a result and its store. Every emitter prints what it does one step a line, and leaves this to here.
/// </summary>
internal static class CompactText
{
    // Sums that start as something longer say enough to have a line of their own.
    private const int MostOfSum = 48;

    // References share a line as far as an eye takes them in at once.
    private const int MostOfReferences = 118;

    public static SourceWriter Of(SourceWriter body)
    {
        string[] lines = body.ToString().TrimEnd('\n').Split('\n');
        int next = 0;
        List<Node> nodes = Read(lines, ref next);
        HashSet<string> storedOnce = StoredOnce(lines);
        SourceWriter writer = new();
        Write(writer, nodes, storedOnce);
        return writer;
    }

    /// <summary>Lines and blocks up to the end of the block that they are in.</summary>
    private static List<Node> Read(string[] lines, ref int next)
    {
        List<Node> nodes = [];
        for (; next < lines.Length; next++)
        {
            string line = lines[next].Trim(' ');
            if (line == "}")
            {
                break;
            }

            if (line != "{")
            {
                nodes.Add(new Node(line, null));
                continue;
            }

            next++;
            bool hasHead = nodes.Count > 0 && nodes[nodes.Count - 1] is { Inner: null, Text: var before } && IsHead(before);
            Node block = new(hasHead ? nodes[nodes.Count - 1].Text : "", Read(lines, ref next));
            if (hasHead)
            {
                nodes.RemoveAt(nodes.Count - 1);
            }

            nodes.Add(block);
        }

        return nodes;
    }

    private static bool IsHead(string line) => line.Length > 0 && line[line.Length - 1] is ')' or 'e' && !line.StartsWith("//", StringComparison.Ordinal);

    private static void Write(SourceWriter writer, List<Node> nodes, HashSet<string> storedOnce)
    {
        for (int i = 0; i < nodes.Count; i++)
        {
            Node node = nodes[i];
            if (node.Inner is null)
            {
                (string text, int lines) = LineOf(nodes, i, storedOnce);
                writer.Text(text);
                i += lines - 1;
                continue;
            }

            if (node.Text.Length > 0)
            {
                writer.Text(node.Text);
            }

            if (IsLoop(node) && node.Inner is [var only] && IsLoop(only))
            {
                Write(writer, node.Inner, storedOnce);
                continue;
            }

            bool isOneLine = IsLoop(node) && node.Inner is [{ Inner: null, Text: var statement }] && !IsDeclaration(statement);
            using (isOneLine ? writer.Indent() : writer.Block())
            {
                Write(writer, node.Inner, storedOnce);
            }
        }
    }

    /// <summary>A line, and how many of the lines it was made of.</summary>
    private static (string Text, int Lines) LineOf(List<Node> nodes, int first, HashSet<string> storedOnce)
    {
        int together = Together(nodes, first);
        return together > 1 ? (Joined(nodes, first, together), together)
            : first + 1 < nodes.Count && StoreOf(nodes[first].Text, nodes[first + 1], storedOnce) is { } store ? (store, 2)
            : (nodes[first].Text, 1);
    }

    private static bool IsLoop(Node node) => node.Inner is not null && node.Text.StartsWith("for (", StringComparison.Ordinal);

    private static bool IsDeclaration(string line) => line.StartsWith("var ", StringComparison.Ordinal) || line.StartsWith("ref ", StringComparison.Ordinal) || line.StartsWith("nint ", StringComparison.Ordinal);

    /// <summary>How many lines from <paramref name="first"/> on declare blocks that are sums, or references: they become one declaration.</summary>
    private static int Together(List<Node> nodes, int first)
    {
        string kind = KindOf(nodes[first]);
        int count = 1, length = nodes[first].Text.Length;
        while (kind.Length > 0 && first + count < nodes.Count && KindOf(nodes[first + count]) == kind)
        {
            length += nodes[first + count].Text.Length + 1 - kind.Length;
            if (kind != "var " && length > MostOfReferences)
            {
                break;
            }

            count++;
        }

        return count;
    }

    /// <summary>What a declaration that may share its line begins with; empty for other lines.</summary>
    private static string KindOf(Node node)
    {
        string text = node.Text;
        if (node.Inner is not null || text.Length == 0 || text[text.Length - 1] != ';')
        {
            return "";
        }

        if (text.StartsWith("var sum", StringComparison.Ordinal))
        {
            return text.Length <= MostOfSum && (text.Contains(" = B.Zero;") || text.Contains(" = B.Load(") || text.EndsWith(" = sum0;", StringComparison.Ordinal)) ? "var " : "";
        }

        int space = text.StartsWith("ref ", StringComparison.Ordinal) ? text.IndexOf(' ', "ref ".Length) : -1;
        return space > 0 && text.Contains(" = ref ") ? text.Substring(0, space + 1) : "";
    }

    private static string Joined(List<Node> nodes, int first, int count)
    {
        string kind = KindOf(nodes[first]);
        IEnumerable<string> declared = nodes.Skip(first).Take(count).Select(n => n.Text.Substring(kind.Length, n.Text.Length - kind.Length - 1));
        return $"{(kind == "var " ? "B " : kind)}{string.Join(", ", declared)};";
    }

    /// <summary><c>E.Store(…)</c> for <c>var x = E;</c> and <c>x.Store(…)</c> where nothing else reads x; null for other lines.</summary>
    private static string? StoreOf(string declaration, Node next, HashSet<string> storedOnce)
    {
        if (next.Inner is not null || NameOf(declaration) is not { } name || !storedOnce.Contains(name) || !IsStoreOf(name, next.Text))
        {
            return null;
        }

        int start = "var ".Length + name.Length + " = ".Length;
        string formula = declaration.Substring(start, declaration.Length - start - 1);
        return $"{(HasOperator(formula) ? $"({formula})" : formula)}{next.Text.Substring(name.Length)}";
    }

    private static string? NameOf(string declaration)
    {
        int end = declaration.StartsWith("var ", StringComparison.Ordinal) ? declaration.IndexOf(" = ", StringComparison.Ordinal) : -1;
        return end < 0 || declaration[declaration.Length - 1] != ';' ? null : declaration.Substring("var ".Length, end - "var ".Length);
    }

    private static bool IsStoreOf(string name, string line) =>
        line.StartsWith(name, StringComparison.Ordinal) && string.CompareOrdinal(line, name.Length, ".Store", 0, ".Store".Length) == 0;

    /// <summary>The names that are nothing but declared and stored in the next line, wherever they occur.</summary>
    private static HashSet<string> StoredOnce(string[] lines)
    {
        Dictionary<string, int> pairs = [];
        for (int i = 0; i + 1 < lines.Length; i++)
        {
            if (NameOf(lines[i].Trim(' ')) is { } name && IsStoreOf(name, lines[i + 1].TrimStart(' ')))
            {
                pairs[name] = pairs.TryGetValue(name, out int known) ? known + 1 : 1;
            }
        }

        Dictionary<string, int> uses = pairs.Keys.ToDictionary(name => name, _ => 0);
        foreach (string line in lines)
        {
            for (int start = 0, end; start < line.Length; start = end + 1)
            {
                for (end = start; end < line.Length && (char.IsLetterOrDigit(line[end]) || line[end] == '_'); end++)
                {
                }

                if (end > start && line.Substring(start, end - start) is var word && uses.TryGetValue(word, out int count))
                {
                    uses[word] = count + 1;
                }
            }
        }

        return [.. pairs.Where(p => uses[p.Key] == 2 * p.Value).Select(p => p.Key)];
    }

    /// <summary>Whether an operator stands outside of all brackets.</summary>
    private static bool HasOperator(string formula)
    {
        int depth = 0;
        for (int i = 0; i < formula.Length; i++)
        {
            depth += formula[i] is '(' or '[' ? 1 : formula[i] is ')' or ']' ? -1 : 0;
            if (depth == 0 && (formula[i] == ' ' || (i == 0 && formula[i] == '-')))
            {
                return true;
            }
        }

        return false;
    }

    /// <param name="Text">A line, or what stands before a block; empty if nothing does.</param>
    /// <param name="Inner">What is in the block; null for a line.</param>
    private sealed record Node(string Text, List<Node>? Inner);
}
