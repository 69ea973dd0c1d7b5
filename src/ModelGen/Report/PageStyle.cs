namespace ModelGen.Report;

/// <summary>How the page looks: in one column on a narrow screen, in light and in dark.</summary>
internal static class PageStyle
{
    /// <summary>Ink on paper has a contrast of 4.5 or more everywhere, in both schemes.</summary>
    public const string Css = """
        :root{color-scheme:light dark;--paper:#fff;--plane:#f4f6f8;--ink:#15191e;--soft:#4a5461;--line:#d5dbe1;--a:#0068a3;--b:#b84a00;--bars:#7db4d8}
        *{box-sizing:border-box}
        body{margin:0;background:var(--plane);color:var(--ink);font:16px/1.5 system-ui,"Segoe UI","DejaVu Sans",sans-serif}
        main{max-width:1120px;margin:0 auto;padding:16px}
        header p{color:var(--soft);margin:0 0 16px}
        h1{font-size:1.7rem;margin:8px 0 0;overflow-wrap:anywhere}
        h2{font-size:1.15rem;margin:0 0 12px}
        section{background:var(--paper);border:1px solid var(--line);border-radius:10px;padding:16px;margin:0 0 16px}
        figure{margin:0;min-width:0}
        figcaption{font-weight:600;overflow-wrap:anywhere}
        figcaption small,.note,.legend,caption{color:var(--soft);font-weight:400}
        p{margin:0 0 8px}
        .note{font-size:.85rem}
        svg{display:block;width:100%;height:auto}
        figure>svg{max-width:560px}
        svg text{font-size:12px;fill:var(--soft)}
        svg .end{text-anchor:end}
        svg .middle{text-anchor:middle}
        .scroll{overflow-x:auto}
        .scroll svg{width:auto;max-width:none;margin:0 auto}
        .grid{stroke:var(--line);fill:none}
        .mark{stroke:var(--soft);stroke-dasharray:3 4;fill:none}
        .curve{fill:none;stroke-width:1.8;stroke-linejoin:round;stroke-linecap:round}
        .curve.a{stroke:var(--a)}
        circle.a{fill:var(--a)}
        circle.b{fill:var(--b)}
        .curve.b{stroke:var(--b)}
        .bars{fill:var(--bars)}
        .before{fill:none;stroke:var(--b);stroke-width:1.2}
        .axis{stroke:var(--soft)}
        .legend{display:flex;flex-wrap:wrap;gap:2px 18px;font-size:.9rem}
        .legend i{display:inline-block;width:18px;height:4px;border-radius:2px;margin:0 6px 3px 0}
        .legend .a{background:var(--a)}
        .legend .b,.legend .before{background:var(--b)}
        #weights .legend .a{background:var(--bars)}
        .charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,420px),1fr));gap:20px}
        .histograms{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,190px),1fr));gap:16px}
        .figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(132px,1fr));gap:12px;margin:0}
        .figures dt{color:var(--soft);font-size:.85rem}
        .figures dd{margin:0;font-size:1.3rem;font-weight:600;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
        table{border-collapse:collapse;font-variant-numeric:tabular-nums}
        caption{text-align:left;font-size:.9rem;padding:0 0 6px}
        .list th,.list td{text-align:left;padding:4px 18px 4px 0;border-bottom:1px solid var(--line);font-weight:400;overflow-wrap:anywhere;vertical-align:top}
        .list th{color:var(--soft);overflow-wrap:normal}
        .numbers th,.numbers td{text-align:right;white-space:nowrap}
        summary{cursor:pointer;color:var(--a)}
        .matrix{font-size:.85rem}
        .matrix th{color:var(--soft);font-weight:400;padding:2px 6px}
        .matrix td{min-width:34px;height:30px;padding:2px 4px;text-align:center;border:1px solid var(--paper)}
        .matrix .none{color:var(--soft)}
        .right1{background:#e3f0f8}.right2{background:#bcdcee}.right3{background:#8cc2e0}.right4{background:#0068a3;color:#fff}.right5{background:#00507d;color:#fff}
        .wrong1{background:#fdeee2}.wrong2{background:#fad7bb}.wrong3{background:#f5b98a}.wrong4{background:#b84a00;color:#fff}.wrong5{background:#8a3700;color:#fff}
        @media (prefers-color-scheme:dark){
        :root{--paper:#161b21;--plane:#0d1115;--ink:#eef2f5;--soft:#a9b4bf;--line:#333c46;--a:#5db4ea;--b:#f0914a;--bars:#2f6f9d}
        .right1{background:#1b2f3e}.right2{background:#1c3f57}.right3{background:#1d5072}.right4{background:#1e628f;color:#fff}.right5{background:#2070a6;color:#fff}
        .wrong1{background:#35271c}.wrong2{background:#50331f}.wrong3{background:#6c4020}.wrong4{background:#864c1d;color:#fff}.wrong5{background:#9c5618;color:#fff}
        }

        """;
}
