using System;
using System.Text;

namespace ModelGen.Generator.Emission;

/// <summary>Breaks the lines of a file that a page or a small screen could not show: behind a comma or before an operator, as far out in the brackets as possible; behind an assignment rather than within an index.</summary>
internal static class LongLines
{
    public const int Most = 140;

    // Of two places a shorter line is worth it if it lies further out.
    private const int Least = 60;

    private const string Constraint = " where ", Assignment = " = ";

    private const int LongestSign = 7;

    private static readonly string[] Before = [" + ", " - ", " * ", " / ", " ? ", " : ", " && ", " || ", " => ", " += "];

    public static string Break(string file)
    {
        StringBuilder text = new(file.Length + (file.Length / 50));
        bool isInText = false;
        for (int start = 0, end; start < file.Length; start = end + 1)
        {
            end = file.IndexOf('\n', start);
            end = end < 0 ? file.Length : end;
            bool opens = HasRawQuotes(file, start, end);
            if (end - start <= Most || isInText || opens)
            {
                text.Append(file, start, end - start);
            }
            else
            {
                BreakLine(text, file.Substring(start, end - start));
            }

            isInText ^= opens;
            if (end < file.Length)
            {
                text.Append('\n');
            }
        }

        return text.ToString();
    }

    /// <summary>Whether a text of several lines begins or ends here: what it says stays as it is.</summary>
    private static bool HasRawQuotes(string file, int start, int end)
    {
        int count = 0;
        for (int at = file.IndexOf("\"\"\"", start, end - start, StringComparison.Ordinal); at >= 0; at = file.IndexOf("\"\"\"", at + 3, end - at - 3, StringComparison.Ordinal))
        {
            count++;
        }

        return count % 2 == 1;
    }

    private static void BreakLine(StringBuilder text, string line)
    {
        int indent = line.Length - line.TrimStart(' ').Length;
        string start = line.Substring(indent);
        string comment = start.StartsWith("///", StringComparison.Ordinal) ? "/// " : start.StartsWith("//", StringComparison.Ordinal) ? "// " : "";
        string next = new string(' ', indent) + (comment.Length > 0 ? comment : "    ");
        if (start.StartsWith("#", StringComparison.Ordinal))
        {
            text.Append(line);
            return;
        }

        // A line may be as long as a file: only what a place can depend on is looked at and copied.
        int from = 0;
        string before = "";
        while (before.Length + line.Length - from > Most)
        {
            string head = before + line.Substring(from, Math.Min(line.Length - from, Most + LongestSign));
            int place = PlaceIn(head, comment.Length > 0, next.Length);
            if (place == 0)
            {
                break;
            }

            text.Append(head, 0, head[place - 1] == ' ' ? place - 1 : place).Append('\n');
            for (from += place - before.Length; from < line.Length && line[from] == ' '; from++)
            {
            }

            before = next;
        }

        text.Append(before).Append(line, from, line.Length - from);
    }

    /// <summary>Where a line may end; 0 if nowhere.</summary>
    private static int PlaceIn(string line, bool isComment, int indent)
    {
        int best = 0, bestDepth = int.MaxValue, depth = 0, angles = 0, bracket = 0, index = 0, assignment = 0;
        bool isQuoted = false, isInIndex = false, isConstraint = !isComment && IsAt(line, indent - 1, Constraint);
        for (int i = indent; i < Math.Min(line.Length, Most); i++)
        {
            char c = line[i];
            if (c == '"' && (i == 0 || line[i - 1] != '\\'))
            {
                isQuoted = !isQuoted;
            }
            else if (!isQuoted)
            {
                depth += c is '(' or '[' or '{' ? 1 : c is ')' or ']' or '}' ? -1 : 0;
                index += c == '[' ? 1 : c == ']' ? -1 : 0;
                assignment = depth + angles == 0 && IsAt(line, i, Assignment) ? i + Assignment.Length : assignment;

                // Type arguments: what compares has spaces around it.
                angles += c == '<' && i > 0 && char.IsLetterOrDigit(line[i - 1]) ? 1 : c == '>' && angles > 0 ? -1 : 0;
                if (!isComment && c == '/' && line[i - 1] == '/')
                {
                    break;
                }

                bracket = (c == '(' || (c == '<' && angles == 1)) && i + 1 < Most ? i + 1 : bracket;
                // A constraint stays together.
                bool startsConstraint = !isComment && IsAt(line, i, Constraint);
                isConstraint |= startsConstraint;
                bool isPlace = c == ' ' && (startsConstraint || (!isConstraint && (isComment || line[i - 1] == ',' || IsBefore(line, i))));
                int own = isComment ? 0 : depth + angles;
                if (isPlace && (own <= bestDepth || best < Least))
                {
                    (best, bestDepth, isInIndex) = (i + 1, own, index > 0);
                }
            }
        }

        return isInIndex && !isComment && assignment is > 0 and < Most ? assignment : best > 0 || isComment ? best : bracket;
    }

    private static bool IsAt(string line, int i, string sign) => string.CompareOrdinal(line, i, sign, 0, sign.Length) == 0;

    private static bool IsBefore(string line, int i)
    {
        foreach (string sign in Before)
        {
            if (IsAt(line, i, sign))
            {
                return true;
            }
        }

        return false;
    }
}
