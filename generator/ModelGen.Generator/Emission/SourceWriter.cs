using System;
using System.Buffers;
using System.Collections.Generic;

namespace ModelGen.Generator.Emission;

/// <summary>Writes indented C#, with \n on every host.</summary>
/// <remarks>A model is half a megabyte of text, copied from part to whole: the characters are in borrowed memory, given back by <see cref="Dispose"/>.</remarks>
internal sealed class SourceWriter : IDisposable
{
    private char[] _text = ArrayPool<char>.Shared.Rent(4096);
    private int _length;
    private int _indent;

    /// <summary>Compares what is written; nothing may be added to a key.</summary>
    public static IEqualityComparer<SourceWriter> ByText { get; } = new TextComparer();

    public bool IsEmpty => _length == 0;

    private ReadOnlySpan<char> Written => _text.AsSpan(0, _length);

    /// <summary>A line, or several; empty ones get no indentation. <c>~Span</c> becomes the type's full name (<see cref="FullNames"/>).</summary>
    public SourceWriter Line(string text = "")
    {
        Write(FullNames.In(text).AsSpan());
        return this;
    }

    /// <summary>The same for an interpolated line.</summary>
    public SourceWriter Line(ref LineText line)
    {
        if (line.Text.IndexOf('~') >= 0)
        {
            Line(line.Text.ToString());
        }
        else
        {
            Write(line.Text);
        }

        line.Return();
        return this;
    }

    /// <summary>A line as it is, with no name to be completed.</summary>
    public void Text(string line) => Write(line.AsSpan());

    /// <summary>What another has written.</summary>
    public void Lines(SourceWriter other)
    {
        if (!other.IsEmpty)
        {
            Lines(other, default, "");
        }
    }

    /// <summary>What another has written, with <paramref name="name"/> wherever <paramref name="placeholder"/> stands.</summary>
    public void Lines(SourceWriter other, char placeholder, string name) => Write(other._text.AsSpan(0, other._length - 1), placeholder, name);

    private void Write(ReadOnlySpan<char> text, char placeholder = default, string name = "")
    {
        while (true)
        {
            int end = text.IndexOf('\n');
            ReadOnlySpan<char> line = end < 0 ? text : text.Slice(0, end);
            if (line.Length > 0)
            {
                Grow(4 * _indent).Fill(' ');
                for (int at; name.Length > 0 && (at = line.IndexOf(placeholder)) >= 0; line = line.Slice(at + 1))
                {
                    Append(line.Slice(0, at));
                    Append(name.AsSpan());
                }

                Append(line);
            }

            Append("\n".AsSpan());
            if (end < 0)
            {
                return;
            }

            text = text.Slice(end + 1);
        }
    }

    private void Append(ReadOnlySpan<char> text) => text.CopyTo(Grow(text.Length));

    /// <summary>Room for <paramref name="count"/> more characters.</summary>
    private Span<char> Grow(int count)
    {
        if (_length + count > _text.Length)
        {
            char[] larger = ArrayPool<char>.Shared.Rent(Math.Max(2 * _text.Length, _length + count));
            Written.CopyTo(larger);
            ArrayPool<char>.Shared.Return(_text);
            _text = larger;
        }

        _length += count;
        return _text.AsSpan(_length - count, count);
    }

    /// <summary>A header and a braced block after it, closed when the result is disposed.</summary>
    public IDisposable Block(string header = "")
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
    /// <param name="header">A line before it.</param>
    public IDisposable Indent(string header = "")
    {
        if (header.Length > 0)
        {
            Line(header);
        }

        _indent++;
        return new Closer(this, null);
    }

    /// <summary>The same with lines before everything else that are known only when the rest is written; takes the place of this one.</summary>
    public SourceWriter Behind(IReadOnlyList<string> prologue)
    {
        if (prologue.Count == 0)
        {
            return this;
        }

        SourceWriter whole = new();
        foreach (string line in prologue)
        {
            whole.Line(line);
        }

        using (this)
        {
            whole.Lines(this);
        }

        return whole;
    }

    public bool HasTextOf(SourceWriter other) => Written.SequenceEqual(other.Written);

    public override string ToString() => Written.ToString();

    /// <summary>Gives the memory back; there is nothing to read any more.</summary>
    public void Dispose()
    {
        ArrayPool<char>.Shared.Return(_text);
        (_text, _length) = ([], 0);
    }

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

    private sealed class TextComparer : IEqualityComparer<SourceWriter>
    {
        public bool Equals(SourceWriter x, SourceWriter y) => x.HasTextOf(y);

        /// <summary>Of some characters: texts of one length rarely agree in all of them.</summary>
        public int GetHashCode(SourceWriter writer)
        {
            ReadOnlySpan<char> text = writer.Written;
            int hash = text.Length;
            for (int i = 0; i < text.Length; i += 61)
            {
                hash = unchecked((hash * 31) + text[i]);
            }

            return hash;
        }
    }
}
