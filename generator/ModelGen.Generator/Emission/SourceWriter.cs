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
        string full = FullNames.In(text);
        return Write(full, full.Length);
    }

    /// <summary>Lines of which each ends with \n.</summary>
    public SourceWriter Lines(string text) => text.Length == 0 ? this : Write(text, text.Length - 1);

    /// <summary>Lines of which each ends with \n, with <paramref name="name"/> wherever <paramref name="placeholder"/> stands.</summary>
    public SourceWriter Lines(string text, char placeholder, string name) => Write(text, text.Length - 1, placeholder, name);

    private SourceWriter Write(string text, int length, char placeholder = default, string? name = null)
    {
        for (int start = 0; start <= length;)
        {
            int end = text.IndexOf('\n', start, length - start);
            end = end < 0 ? length : end;
            if (end > start)
            {
                _text.Append(' ', 4 * _indent);
                for (int at; name is not null && (at = text.IndexOf(placeholder, start, end - start)) >= 0; start = at + 1)
                {
                    _text.Append(text, start, at - start).Append(name);
                }

                _text.Append(text, start, end - start);
            }

            _text.Append('\n');
            start = end + 1;
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
