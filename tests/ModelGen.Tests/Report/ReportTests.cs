using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using ModelGen.Data;
using ModelGen.Report;
using ModelGen.Tests.Training;
using ModelGen.Training;
using Samples.Moons;
using Xunit;

namespace ModelGen.Tests.Report;

/// <summary>What is on the page, and that it is written whatever happens and never at the training's cost.</summary>
public sealed class ReportTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("modelgen-report-").FullName;

    public static TheoryData<string> Pages => [.. Reports.All];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Pages))]
    public void ThePageIsWellFormedAndNeedsNothingFromElsewhere(string name)
    {
        string page = Page.Write(Reports.Of(name));

        XElement html = Parse(page);
        Assert.DoesNotContain(html.Descendants(), e => e.Name.LocalName is "script" or "link" or "img" or "iframe");
        Assert.DoesNotContain(html.Descendants().Attributes(), a => a.Name.LocalName is "src" or "href" || a.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
        Assert.DoesNotMatch(@"https?://|url\(|@import", page.Replace("http://www.w3.org/2000/svg", ""));
        Assert.DoesNotMatch(@"\b(NaN|Infinity|∞)\b", string.Join(" ", html.Descendants().Attributes().Where(a => a.Name.LocalName is not "class" and not "aria-label").Select(a => a.Value)));
        Assert.InRange(page.Length, 5_000, 400_000);
    }

    [Fact]
    public void AllFiguresAreThere()
    {
        XElement html = Parse(Page.Write(Reports.Of("Whole")));

        Assert.Equal(["figures", "curves", "confusion", "network", "weights", "settings", "epochs"], html.Descendants("section").Select(s => s.Attribute("id")!.Value));
        Assert.Equal(
            ["Loss", "accuracy", "mean squared error", "Learning rate", "Seconds per epoch", "dense1.weight 125 × 4", "dense1.bias 4 × 4"],
            html.Descendants("figcaption").Select(caption => caption.Value));
        Assert.Equal(20, html.Descendants("details").Single().Descendants("tr").Count() - 1);
        Assert.Contains("epoch done", Page.Write(Reports.Of("OneEpoch")));
    }

    [Fact]
    public void CurvesOfManyEpochsKeepTheirPeaks()
    {
        double[] values = [.. Enumerable.Range(0, 10_000).Select(i => i == 4_321 ? 9.0 : 1.0)];

        var runs = new Series("loss", "a", values).Runs();

        Assert.Single(runs);
        Assert.InRange(runs[0].Count, 250, 502);
        Assert.Contains((4_322, 9.0), runs[0]);
        Assert.Equal((1, 10_000), (runs[0][0].Epoch, runs[0][^1].Epoch));
        Assert.Equal(runs[0].OrderBy(point => point.Epoch), runs[0]);
    }

    [Fact]
    public void NumbersThatAreNoneLeaveGaps()
    {
        Series series = new("loss", "a", [1, double.NaN, 2, 3, double.PositiveInfinity]);

        Assert.Equal([[(1, 1.0)], [(3, 2.0), (4, 3.0)]], series.Runs());
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(5, 5)]
    [InlineData(-1e308, 1e308)]
    [InlineData(1e-308, 1e308)]
    [InlineData(double.Epsilon, double.Epsilon)]
    [InlineData(1e17, 1.0000000000000002e17)]
    [InlineData(0.001, 0.3)]
    public void AxesBearAnyRange(double low, double high)
    {
        Axis axis = Axis.Of([high, low]);

        Assert.InRange(axis.Ticks.Count, 1, 12);
        Assert.All([low, high, .. axis.Ticks], value => Assert.InRange(axis.Place(value), -1e-9, 1 + 1e-9));
        Assert.Equal(axis.Ticks.Order(), axis.Ticks);
    }

    [Fact]
    public void ManyClassesAreToldByTheirErrors()
    {
        XElement confusion = Parse(Page.Write(Reports.Of("ManyClasses"))).Descendants("section").Single(s => s.Attribute("id")!.Value == "confusion");

        Assert.Equal(20, confusion.Descendants("tr").Count() - 1);
        Assert.Contains("1,000 classes", confusion.Value);
    }

    [Fact]
    public void NumbersAreWrittenInTheInvariantCulture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        string expected = Page.Write(Reports.Of("Whole"));
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("", useUserOverride: false) { NumberFormat = { NumberDecimalSeparator = ",", NumberGroupSeparator = "." } };
            Assert.Equal(expected, Page.Write(Reports.Of("Whole")));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void FitWritesAReportOfANetwork()
    {
        string path = Path.Combine(_folder, "deeper", "moons.html");
        MoonsNetwork network = new(1);
        (ClassDataset<float> training, ClassDataset<float> validation) = TwoMoons.Make<float>(300, 0.1, 1).Split(200, 1);

        History history = network.Fit(
            training.ToOneHot(2), validation.ToOneHot(2), new FitOptions { Epochs = 30, BatchSize = 1, Metrics = [Metric.Accuracy], Report = path });

        Assert.Null(history.ReportFailure);
        XElement html = Parse(File.ReadAllText(path));
        Assert.Equal("MoonsNetwork", html.Descendants("h1").Single().Value);
        Assert.Equal(["Loss", "accuracy", "Learning rate", "Seconds per epoch"], html.Descendants("figcaption").Select(c => c.Value).Take(4));
        Assert.Equal(4 + MoonsNetwork.ParameterInfos.Length, html.Descendants("figure").Count());
        int right = (int)Math.Round(history.Last[Metric.Accuracy] * 100);
        Assert.Contains($"{right} of 100 examples of the validation data right", html.Value);
        Assert.Contains(MoonsNetwork.ArchitectureHash, html.Value);
        Assert.Equal(MoonsNetwork.LayerInfos.Length, html.Descendants(XName.Get("rect", "http://www.w3.org/2000/svg")).Count(r => r.Attribute("class")!.Value.StartsWith("mg-card", StringComparison.Ordinal)));
    }

    [Fact]
    public void TheConfusionMatrixCountsAnswers()
    {
        ConfusionMatrix? matrix = Answers.Count<SoftmaxLine, float, int>(Trained(), Classes(), null);
        Assert.NotNull(matrix);
        System.Text.StringBuilder page = new();
        matrix.Write(page, "data");
        int[] cells = [.. Regex.Matches(page.ToString(), "<td[^>]*>([^<]*)").Select(m => m.Groups[1].Value == "·" ? 0 : int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture))];

        double accuracy = Trained().Measure(Classes(), Metric.Accuracy);
        Assert.Equal(9, cells.Length);
        Assert.Equal(Classes().Count, cells.Sum());
        Assert.Equal(accuracy, (double)(cells[0] + cells[4] + cells[8]) / Classes().Count, 1e-12);
        for (int c = 0; c < 3; c++)
        {
            Assert.Equal(Classes().Targets.ToArray().Count(t => t == c), cells[(3 * c)..(3 * c + 3)].Sum());
        }
    }

    [Fact]
    public void NumbersAsTargetsAreNoClasses()
        => Assert.Null(Answers.Count<Line, double, double>(new Line(), Training.Samples.OfLine(9), null));

    [Fact]
    public void AReportThatCannotBeWrittenCostsNoTraining()
    {
        string file = Path.Combine(_folder, "file");
        File.WriteAllText(file, "kept");
        Line net = new();

        History history = net.Fit(Training.Samples.OfLine(24), new FitOptions { Epochs = 2, Report = Path.Combine(file, "report.html") });

        Assert.Equal(6, net.Steps);
        Assert.Equal(2, history.Epochs.Count);
        Assert.IsAssignableFrom<IOException>(history.ReportFailure);
        Assert.Equal("kept", File.ReadAllText(file));
    }

    [Fact]
    public void StepsAllocateNothingWithAReport()
    {
        Line net = new();
        FitOptions options = new() { BatchSize = 4, Report = Path.Combine(_folder, "line.html") };
        new Line().Fit(Training.Samples.OfLine(101), options);

        net.Fit(Training.Samples.OfLine(101), options);

        Assert.Equal(0, net.LastBytes - net.FirstBytes);
        Assert.True(File.Exists(options.Report));
    }

    [Fact]
    public void WhoTrainsByHandWritesItToo()
    {
        SoftmaxLine net = Trained();
        History history = new([new(1, 0.9, null, [], 0.5, TimeSpan.FromSeconds(1)), new(2, 0.7, null, [], 0.5, TimeSpan.FromSeconds(1))], StopReason.Completed, TimeSpan.FromSeconds(2));
        string path = Path.Combine(_folder, "hand.html");

        net.WriteReport(history, path, Classes(), new float[9]);

        Assert.Contains("id=\"confusion\"", File.ReadAllText(path));
        Assert.Equal(2, history.BestEpoch);
        Assert.Throws<ArgumentException>(() => net.WriteReport(history, path, Classes(), new float[8]));
        Assert.Throws<ArgumentException>(() => net.WriteReport(history, "", Classes()));
        Assert.Throws<ArgumentException>(() => new History([], StopReason.Completed, default));
        Assert.Throws<ArgumentException>(() => new History([history.Last], StopReason.Completed, default));
        Assert.Throws<ArgumentException>(() => new FitOptions { Report = "" });
    }

    private static XElement Parse(string page) => XElement.Parse(page.Replace("<!DOCTYPE html>", ""));

    private static ClassDataset<float> Classes()
    {
        float[] inputs = [.. Enumerable.Range(0, 120).Select(i => MathF.Sin(i * 7.1f))];
        int[] classes = [.. Enumerable.Range(0, 60).Select(i => inputs[2 * i] > 0.3f ? 0 : inputs[2 * i + 1] > 0 ? 1 : 2)];
        return new(inputs, classes, 2);
    }

    private static SoftmaxLine Trained()
    {
        SoftmaxLine net = new();
        net.Fit(Classes(), new FitOptions { Epochs = 5 });
        return net;
    }
}
