using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;

namespace ModelGen.Generator.Tests.Harness;

/// <summary>The compiler complained about a generated source; the message shows each complaint with the numbered lines around it.</summary>
internal sealed class CompilationFailedException(IReadOnlyList<Diagnostic> complaints) : Exception(Describe(complaints))
{
    private const int MostComplaints = 12;
    private const int LinesAround = 6;

    /// <summary>What the compiler said.</summary>
    public IReadOnlyList<Diagnostic> Complaints => complaints;

    private static string Describe(IReadOnlyList<Diagnostic> complaints)
    {
        var text = new StringBuilder($"{complaints.Count} complaints of the compiler.").AppendLine();
        foreach (Diagnostic complaint in complaints.Take(MostComplaints))
        {
            text.AppendLine().AppendLine(complaint.ToString());
            if (complaint.Location.SourceTree is { } tree)
            {
                var span = complaint.Location.GetLineSpan();
                text.Append(Numbered(tree.ToString(), span.StartLinePosition.Line - LinesAround, span.EndLinePosition.Line + LinesAround));
            }
        }

        return text.ToString();
    }

    /// <summary>The lines from <paramref name="first"/> to <paramref name="last"/>, counted from 0, each with its number in the file.</summary>
    public static string Numbered(string source, int first = 0, int last = int.MaxValue)
    {
        var text = new StringBuilder();
        string[] lines = source.Split('\n');
        for (int line = Math.Max(first, 0); line <= last && line < lines.Length; line++)
        {
            text.AppendLine($"{line + 1,5}  {lines[line].TrimEnd('\r')}");
        }

        return text.ToString();
    }
}
