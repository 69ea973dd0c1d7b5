using System.Collections.Generic;
using System.Linq;
using Samples.Pictures;

namespace Samples.GridWorld;

/// <summary>What the greedy policy earns over the steps of a training: a pale line for each seed, and their median.</summary>
internal static class LearningPicture
{
    public static string Draw(string title, double optimum, IReadOnlyList<Course> deepQ, IReadOnlyList<Course> policyGradient)
    {
        Course[] all = [.. deepQ, .. policyGradient];
        double first = all.Min(course => course.Points[0].Steps) / 1000.0;
        double last = all.Max(course => course.Points[^1].Steps) / 1000.0;
        double lowest = all.Min(course => course.Points.Min(point => point.Return));
        Axis steps = Axis.Logarithmic("thousand steps in the grid", first, last);
        Chart chart = new(title, steps, Axis.LinearToTicks("mean return", lowest, optimum));
        chart.Grid();
        chart.BeginPlot();
        Each(chart, deepQ, Palette.PaleBlue);
        Each(chart, policyGradient, Palette.PaleOrange);
        chart.Line([(first, optimum), (last, optimum)], Palette.Grey);
        Median(chart, deepQ, Palette.Blue);
        Median(chart, policyGradient, Palette.Orange);
        chart.EndPlot();
        chart.Axes();
        chart.Legend(
            new(Mark.Line, Palette.Blue, "deep Q"),
            new(Mark.Line, Palette.Orange, "policy gradient"),
            new(Mark.Line, Palette.Grey, "optimum"));
        return chart.Svg.ToString();
    }

    private static void Each(Chart chart, IReadOnlyList<Course> courses, string color)
    {
        foreach (Course course in courses)
        {
            chart.Line(course.Points.Select(point => (point.Steps / 1000.0, point.Return)), color);
        }
    }

    private static void Median(Chart chart, IReadOnlyList<Course> courses, string color)
        => chart.Line(courses[0].Points.Select((point, i) => (point.Steps / 1000.0, MedianAt(courses, i))), color);

    private static double MedianAt(IReadOnlyList<Course> courses, int i)
    {
        double[] returns = [.. courses.Select(course => course.Points[i].Return).Order()];
        return (returns[(returns.Length - 1) / 2] + returns[returns.Length / 2]) / 2;
    }
}
