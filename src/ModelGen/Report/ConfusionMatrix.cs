using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using ModelGen.Drawing;

namespace ModelGen.Report;

/// <summary>How often each class was taken for which.</summary>
/// <param name="classes">The number of classes.</param>
/// <param name="counted">What has a class: examples, or positions of them.</param>
internal sealed class ConfusionMatrix(int classes, string counted = "examples")
{
    /// <summary>More classes than this are told by their errors.</summary>
    private const int LargestTable = 25;
    private const int LongestList = 20;

    private readonly Dictionary<(int Actual, int Answer), int> _counts = [];
    private readonly Dictionary<int, int> _actual = [];
    private int _total;
    private int _right;

    /// <summary>Notes an example, or a position of one.</summary>
    /// <param name="actual">Its class.</param>
    /// <param name="answer">The class that was answered, or −1 if the outputs were no numbers.</param>
    public void Add(int actual, int answer)
    {
        _total++;
        _right += actual == answer ? 1 : 0;
        _counts[(actual, answer)] = _counts.GetValueOrDefault((actual, answer)) + 1;
        _actual[actual] = _actual.GetValueOrDefault(actual) + 1;
    }

    /// <summary>Writes a table, or for many classes a list of the errors.</summary>
    /// <param name="page">Where to.</param>
    /// <param name="of">What data it is of.</param>
    public void Write(StringBuilder page, string of)
    {
        page.Line($"<p>{Markup.Count(_right)} of {Markup.Count(_total)} {counted} of the {of} right: {100.0 * _right / _total} %.{(classes > LargestTable ? $" There are {Markup.Count(classes)} classes." : "")}</p>");
        int unanswered = _counts.Where(c => c.Key.Answer < 0).Sum(c => c.Value);
        if (unanswered > 0)
        {
            page.Line($"<p class='note'>For {Markup.Count(unanswered)} {counted} the outputs were no numbers.</p>");
        }

        if (classes <= LargestTable)
        {
            WriteTable(page);
        }
        else
        {
            WriteList(page);
        }
    }

    private void WriteTable(StringBuilder page)
    {
        page.Line($"<p class='note'>Rows are actual classes, columns answers.</p><div class='scroll'><table class='matrix'>");
        page.Line($"<tr><th></th>{string.Concat(Enumerable.Range(0, classes).Select(c => $"<th scope=\"col\">{c}</th>"))}</tr>");
        for (int actual = 0; actual < classes; actual++)
        {
            page.Append($"<tr><th scope=\"row\">{actual}</th>");
            for (int answer = 0; answer < classes; answer++)
            {
                int count = _counts.GetValueOrDefault((actual, answer));
                double share = count == 0 ? 0 : (double)count / _actual[actual];
                page.Append(count == 0 ? "<td class=\"none\">·</td>" : $"<td class=\"{(actual == answer ? "right" : "wrong")}{Level(share)}\">{Markup.Count(count)}</td>");
            }

            page.Line($"</tr>");
        }

        page.Line($"</table></div>");
    }

    private void WriteList(StringBuilder page)
    {
        (int Actual, int Answer, int Count)[] errors =
        [
            .. _counts.Where(c => c.Key.Answer >= 0 && c.Key.Actual != c.Key.Answer)
                .Select(c => (c.Key.Actual, c.Key.Answer, c.Value))
                .OrderByDescending(e => e.Value).ThenBy(e => e.Actual).ThenBy(e => e.Answer),
        ];
        if (errors.Length == 0)
        {
            return;
        }

        page.Line($"<table class='list'><caption>The most frequent errors of {Markup.Count(errors.Length)} kinds</caption>");
        page.Line($"<tr><th>actual class</th><th>answer</th><th>{counted}</th><th>of the class</th></tr>");
        foreach ((int actual, int answer, int count) in errors.Take(LongestList))
        {
            page.Line($"<tr><td>{actual}</td><td>{answer}</td><td>{Markup.Count(count)}</td><td>{100.0 * count / _actual[actual]} %</td></tr>");
        }

        page.Line($"</table>");
    }

    /// <summary>How dark a share of a class is drawn, 1 to 5.</summary>
    private static int Level(double share) => share switch
    {
        < 0.1 => 1,
        < 0.3 => 2,
        < 0.6 => 3,
        < 0.9 => 4,
        _ => 5,
    };
}
