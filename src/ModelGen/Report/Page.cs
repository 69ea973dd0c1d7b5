using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using ModelGen.Drawing;
using ModelGen.Training;

namespace ModelGen.Report;

/// <summary>The whole page: HTML that is well-formed XML too, with nothing from elsewhere and no script.</summary>
internal sealed class Page
{
    private readonly ReportContent _content;
    private readonly History _history;
    private readonly StringBuilder _page = new();

    private Page(ReportContent content)
    {
        _content = content;
        _history = content.History;
    }

    public static string Write(ReportContent content) => new Page(content).Write();

    private string Write()
    {
        string title = Markup.Escape(_content.Title);
        _page.Append("<!DOCTYPE html>\n");
        _page.Line($"<html lang='en'><head><meta charset='utf-8'/><meta name='viewport' content='width=device-width,initial-scale=1'/><meta name='color-scheme' content='light dark'/>");
        _page.Line($"<title>{title}: training report</title>");
        _page.Append("<style>\n").Append(PageStyle.Css).Append("</style></head>\n");
        _page.Line($"<body><main><header><h1>{title}</h1><p>{Outcome()}</p></header>");
        Section("figures", "Final figures", WriteFigures);
        Section("curves", "Curves", WriteCurves);
        if (_content.Confusion is { } confusion)
        {
            Section("confusion", "Confusion matrix", () => confusion.Write(_page, _content.MeasuredOn));
        }

        if (_content.Layers.Length > 0)
        {
            Section("network", "Network", () => _page.Append("<div class=\"scroll\">\n").Append(NetworkDrawing.ToSvg(_content.Layers, $"The network {_content.Title}")).Append("</div>\n"));
        }

        if (_content.Weights.Count > 0)
        {
            Section("weights", "Weights", WriteWeights);
        }

        if (_content.Settings.Count > 0)
        {
            Section("settings", "Settings", WriteSettings);
        }

        Section("epochs", "Epochs", () => EpochTable.Write(_page, _history.Epochs, Metrics));
        return _page.Append("</main></body></html>\n").ToString();
    }

    /// <summary>The metrics of any epoch: one that diverged has none.</summary>
    private Metric[] Metrics => field ??= [.. _history.Epochs.SelectMany(epoch => epoch.Metrics.Select(value => value.Metric)).Distinct()];

    private void Section(string id, string title, Action write)
    {
        _page.Line($"<section id='{id}'><h2>{title}</h2>");
        write();
        _page.Line($"</section>");
    }

    private string Outcome() => _history.StopReason switch
    {
        StopReason.Completed => _history.Epochs.Count == 1 ? "One epoch done" : $"All {Markup.Count(_history.Epochs.Count)} epochs done",
        StopReason.EarlyStopping => $"Stopped early after {Markup.Count(_history.Epochs.Count)} epochs: the loss had stopped falling",
        _ => $"Diverged in epoch {Markup.Count(_history.Epochs.Count)} and went back to the parameters "
            + $"{(_history.ParametersEpoch == 0 ? "before the training" : $"after epoch {Markup.Count(_history.ParametersEpoch)}")}: the loss was not finite",
    } + $", in {Words(_history.Duration)}.";

    private void WriteFigures()
    {
        EpochResult last = _history.Last;
        List<(string Name, string Value)> figures =
        [
            ("best epoch", $"{Markup.Count(_history.BestEpoch)} of {Markup.Count(_history.Epochs.Count)}"),
            ("training loss", NumberText.Of(last.TrainingLoss)),
        ];
        if (_history.Epochs.Any(epoch => epoch.ValidationLoss is not null))
        {
            figures.Add(("validation loss", last.ValidationLoss is { } loss ? NumberText.Of(loss) : "none"));
            figures.Add(("best validation loss", _history.Best.ValidationLoss is { } best ? NumberText.Of(best) : "none"));
        }

        figures.AddRange(last.Metrics.Select(value => (value.Metric.Name, NumberText.Of(value.Value))));
        figures.Add(("time per epoch", Words(_history.Duration / _history.Epochs.Count)));
        _page.Line($"<dl class='figures'>");
        foreach ((string name, string value) in figures)
        {
            _page.Line($"<div><dt>{Markup.Escape(name)}</dt><dd>{Markup.Escape(value)}</dd></div>");
        }

        _page.Line($"</dl>");
    }

    private void WriteCurves()
    {
        _page.Line($"<div class='charts'>");
        List<Series> losses = [new("training", "a", Values(epoch => epoch.TrainingLoss))];
        if (_history.Epochs.Any(epoch => epoch.ValidationLoss is not null))
        {
            losses.Add(new("validation", "b", Values(epoch => epoch.ValidationLoss ?? double.NaN)));
        }

        Curve.Write(_page, "Loss", losses, _history.BestEpoch);
        foreach (Metric metric in Metrics)
        {
            double Value(EpochResult epoch) => epoch.Metrics.Where(value => value.Metric == metric).Select(value => value.Value).FirstOrDefault(double.NaN);
            Curve.Write(_page, metric.Name, [new(_content.MeasuredOn.Length > 0 ? _content.MeasuredOn : "measured", "b", Values(Value))], _history.BestEpoch);
        }

        // A rate that falls by steps is to be seen at its lowest; one that glides down to nothing at its end is not.
        double[] rates = Values(epoch => epoch.LearningRate);
        bool glides = rates.Count(rate => rate > rates.Max() / 10) > rates.Length / 2;
        Curve.Write(_page, "Learning rate", [new("of the last step", "a", rates)], fromZero: glides);
        Curve.Write(_page, "Seconds per epoch", [new("with validation and metrics", "a", Values(epoch => epoch.Duration.TotalSeconds))], fromZero: true);
        _page.Line($"</div>");
    }

    private double[] Values(Func<EpochResult, double> of) => [.. _history.Epochs.Select(of)];

    private void WriteWeights()
    {
        _page.Line($"<p class='legend'>{(_content.Weights.Any(w => w.Before is not null) ? "<span><i class=\"before\"></i>before the training</span>" : "")}<span><i class='a'></i>after it</span></p>");
        _page.Line($"<div class='histograms'>");
        foreach (Histogram histogram in _content.Weights)
        {
            histogram.Write(_page);
        }

        _page.Line($"</div>");
        if (_content.OtherWeights > 0)
        {
            _page.Line($"<p class='note'>{Markup.Count(_content.OtherWeights)} more tensors are not shown.</p>");
        }
    }

    private void WriteSettings()
    {
        _page.Line($"<table class='list'>");
        foreach ((string name, string value) in _content.Settings)
        {
            _page.Line($"<tr><th scope='row'>{Markup.Escape(name)}</th><td>{Markup.Escape(value)}</td></tr>");
        }

        _page.Line($"</table>");
    }

    private static string Words(TimeSpan time) => time.TotalSeconds switch
    {
        >= 3600 => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours} h {time.Minutes} min"),
        >= 60 => string.Create(CultureInfo.InvariantCulture, $"{time.Minutes} min {time.Seconds} s"),
        >= 0.1 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:G3} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:G3} ms"),
    };
}
