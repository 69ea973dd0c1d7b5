using Xunit;

namespace ModelGen.Tests.Report;

/// <summary>A test that needs Chromium: skipped, with the reason, where there is none.</summary>
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute()
    {
        if (Browser.Program is null)
        {
            Skip = "Chromium is not installed: none of chromium, chromium-browser, google-chrome is on the PATH, and CHROMIUM names none.";
        }
    }
}
