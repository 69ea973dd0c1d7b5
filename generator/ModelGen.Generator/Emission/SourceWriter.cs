using System;
using System.Text;

namespace ModelGen.Generator.Emission;

/// <summary>Writes indented C#, with \n on every host.</summary>
internal sealed class SourceWriter
{
    private readonly StringBuilder _text = new();
    private int _indent;

    /// <summary>A line, or several; empty ones get no indentation. <c>~Span</c> becomes the type's full name (<see cref="FullNames"/>).</summary>
    public SourceWriter Line(string text = "")
    {
        foreach (string line in FullNames.In(text).Split('\n'))
        {
            if (line.Length > 0)
            {
                _text.Append(' ', 4 * _indent).Append(line);
            }

            _text.Append('\n');
        }

        return this;
    }

    /// <summary>A header and a braced block after it, closed when the result is disposed.</summary>
    public IDisposable Block(string header)
    {
        if (header.Length > 0)
        {
            Line(header);
        }

        Line("{");
        _indent++;
        return new Closer(this, "}");
    }

    /// <summary>Deeper indentation until the result is disposed.</summary>
    public IDisposable Indent()
    {
        _indent++;
        return new Closer(this, null);
    }

    public override string ToString() => _text.ToString();

    private sealed class Closer(SourceWriter writer, string? closing) : IDisposable
    {
        public void Dispose()
        {
            writer._indent--;
            if (closing is not null)
            {
                writer.Line(closing);
            }
        }
    }
}
