using System;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Xunit;

namespace ModelGen.Tests.Report;

/// <summary>The page in Chromium, wide and narrow, light and dark.</summary>
public sealed class BrowserTests
{
    /// <summary>What WCAG 2.2 asks of text (1.4.3).</summary>
    private const double LeastContrast = 4.5;

    /// <summary>
    /// Every element with text of its own, its contrast with what is behind it (relative luminance as in WCAG 2.2): the nearest background, or the layer's
    /// card in the network's drawing.
    /// </summary>
    private const string Measure = """
        (() => {
          const parse = text => { const n = text.match(/[\d.]+/g).map(Number); return { rgb: n.slice(0, 3), alpha: n.length > 3 ? n[3] : 1 }; };
          const light = rgb => { const [r, g, b] = rgb.map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4)); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
          const behind = element => {
            const card = element.closest('.mg-net') && element.parentElement.querySelector('.mg-card');
            if (card) return parse(getComputedStyle(card).fill).rgb;
            for (let e = element; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor); if (c.alpha === 1) return c.rgb; }
            return [255, 0, 255];
          };
          const texts = [];
          for (const element of document.querySelectorAll('body *')) {
            if (element.closest('title, style') || ![...element.childNodes].some(n => n.nodeType === 3 && n.data.trim())) continue;
            const style = getComputedStyle(element);
            const ink = parse(element instanceof SVGElement ? style.fill : style.color).rgb;
            const [a, b] = [light(ink), light(behind(element))];
            texts.push({ text: element.textContent.trim().slice(0, 40), contrast: (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) });
          }
          const sections = [...document.querySelectorAll('section, figure, section > h2')].map(e => {
            const box = e.getBoundingClientRect();
            return { name: e.id || e.textContent.trim().slice(0, 30), width: box.width, height: box.height, left: box.left, right: box.right };
          });
          return { scrollWidth: document.documentElement.scrollWidth, innerWidth, texts, sections, paper: light(behind(document.querySelector('section'))) };
        })()
        """;

    [BrowserFact]
    public async Task EverythingIsVisibleAndReadableWideAndNarrowLightAndDark()
    {
        string folder = Directory.CreateTempSubdirectory("modelgen-report-").FullName;
        try
        {
            string[] pages = [.. Reports.All.Select(report => Reports.Write(report, folder))];
            await using Browser browser = await Browser.Start();
            foreach (string page in pages)
            {
                foreach ((int width, bool dark) in ((int, bool)[])[(1280, false), (1280, true), (360, false), (360, true)])
                {
                    string where = $"{Path.GetFileName(page)} at {width}{(dark ? " in the dark" : "")}";
                    await browser.Show(page, width, dark);
                    await Check(browser, where, width, dark);
                    await Keep(browser, where);
                }
            }

            Assert.Empty(browser.Errors);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task Check(Browser browser, string where, int width, bool dark)
    {
        JsonNode seen = await browser.Evaluate(Measure);
        Assert.Equal(width, seen["innerWidth"]!.GetValue<double>());
        Assert.True(seen["scrollWidth"]!.GetValue<double>() <= width, $"{where}: {seen["scrollWidth"]} wide");
        Assert.Equal(dark, seen["paper"]!.GetValue<double>() < 0.5);
        Assert.All(seen["sections"]!.AsArray(), section =>
        {
            bool isVisible = section!["width"]!.GetValue<double>() > 40 && section["height"]!.GetValue<double>() > 10
                && section["left"]!.GetValue<double>() >= 0 && section["right"]!.GetValue<double>() <= width;
            Assert.True(isVisible, $"{where}: {section.ToJsonString()}");
        });
        Assert.True(seen["texts"]!.AsArray().Count > 10, where);
        Assert.All(seen["texts"]!.AsArray(), text => Assert.True(text!["contrast"]!.GetValue<double>() >= LeastContrast, $"{where}: {text.ToJsonString()}"));
    }

    /// <summary>With MODELGEN_PICTURES, a folder, the pages can be looked at afterwards.</summary>
    private static async Task Keep(Browser browser, string where)
    {
        if (Environment.GetEnvironmentVariable("MODELGEN_PICTURES") is { Length: > 0 } folder)
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, $"{where}.png"), await browser.Picture());
        }
    }
}
