using System;
using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace ModelGen.Generator.Emission;

/// <summary>An interpolated line, put together in borrowed memory: most of a model's text are such lines, and as strings they would be most of the garbage.</summary>
[InterpolatedStringHandler]
internal ref struct LineText(int literalLength, int formattedCount)
{
    private char[] _text = ArrayPool<char>.Shared.Rent(literalLength + (32 * formattedCount));
    private int _length;

    public readonly ReadOnlySpan<char> Text => _text.AsSpan(0, _length);

    public void AppendLiteral(string text) => AppendFormatted(text);

    public void AppendFormatted(string? text)
    {
        ReadOnlySpan<char> added = text.AsSpan();
        if (_length + added.Length > _text.Length)
        {
            char[] larger = ArrayPool<char>.Shared.Rent(2 * (_length + added.Length));
            Text.CopyTo(larger);
            Return();
            _text = larger;
        }

        added.CopyTo(_text.AsSpan(_length));
        _length += added.Length;
    }

    public void AppendFormatted(int number) => AppendFormatted(number.ToString(CultureInfo.InvariantCulture));

    public void AppendFormatted<T>(T value) => AppendFormatted(value is IFormattable formattable ? formattable.ToString(null, CultureInfo.InvariantCulture) : value?.ToString());

    /// <summary>Gives the memory back.</summary>
    public readonly void Return() => ArrayPool<char>.Shared.Return(_text);
}
