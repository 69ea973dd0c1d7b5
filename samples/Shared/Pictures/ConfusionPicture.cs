namespace Samples.Pictures;

/// <summary>A confusion matrix as squares, the darker the more examples of a class got an answer.</summary>
internal static class ConfusionPicture
{
    private const double Cell = 46;
    private const double Left = 96;
    private const double Top = 92;

    /// <summary>Draws the picture as SVG.</summary>
    public static string Draw(string title, ConfusionMatrix matrix)
    {
        int count = matrix.Names.Length;
        double side = count * Cell;
        SvgWriter svg = new(Left + side + 24, Top + side + 24, title);
        svg.Text(Left, 32, title, $"font-size='21' font-weight='600' fill='#1a1a1a'");
        svg.Text(Left, 58, "answered", $"font-size='15' fill='#555555'");
        svg.Text(12, Top - 8, "actual", $"font-size='15' fill='#555555'");
        for (int actual = 0; actual < count; actual++)
        {
            int examples = 0;
            for (int answered = 0; answered < count; answered++)
            {
                examples += matrix[actual, answered];
            }

            double y = Top + actual * Cell;
            svg.Text(Left + (actual + 0.5) * Cell, Top - 8, Short(matrix.Names[actual]), $"font-size='15' text-anchor='middle' fill='{Palette.Ink}'");
            svg.Text(Left - 10, y + 0.62 * Cell, matrix.Names[actual], $"font-size='15' text-anchor='end' fill='{Palette.Ink}'");
            for (int answered = 0; answered < count; answered++)
            {
                int given = matrix[actual, answered];
                double share = examples > 0 ? (double)given / examples : 0;
                string color = actual == answered ? Palette.Blue : Palette.Orange;
                // Few mistakes should still show.
                double strength = actual == answered ? share : given == 0 ? 0 : 0.15 + 0.85 * share;
                double x = Left + answered * Cell;
                svg.Element("rect", $"x='{x + 1}' y='{y + 1}' width='{Cell - 2}' height='{Cell - 2}' fill='#f2f4f6'");
                svg.Element("rect", $"x='{x + 1}' y='{y + 1}' width='{Cell - 2}' height='{Cell - 2}' fill='{color}' fill-opacity='{strength}'");
                if (given > 0)
                {
                    string ink = strength > 0.5 ? "#ffffff" : Palette.Ink;
                    svg.Text(x + Cell / 2, y + 0.62 * Cell, given.ToString(), $"font-size='14' text-anchor='middle' fill='{ink}'");
                }
            }
        }

        return svg.ToString();
    }

    private static string Short(string name) => name.Length <= 6 ? name : name[..5] + "…";
}
