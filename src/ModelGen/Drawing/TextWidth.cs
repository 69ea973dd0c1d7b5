namespace ModelGen.Drawing;

/// <summary>How wide text is likely to be, to leave room for it: the font is the reader's.</summary>
internal static class TextWidth
{
    /// <summary>A little more than common sans-serif fonts need.</summary>
    public static double Of(string text, double fontSize)
    {
        double width = 0;
        foreach (char c in text)
        {
            width += c switch
            {
                'i' or 'j' or 'l' or 'I' or '.' or ',' or ':' or ';' or '\'' or '|' or '!' or '(' or ')' or '[' or ']' or ' ' or '·' or 'f' or 't' or 'r' => 0.38,
                'm' or 'w' or 'M' or 'W' or '@' or '%' => 0.95,
                >= 'A' and <= 'Z' => 0.72,
                < '\u0100' => 0.62,
                < '\u2e80' => 0.75,
                _ => 1.05,
            };
        }

        return width * fontSize;
    }
}
