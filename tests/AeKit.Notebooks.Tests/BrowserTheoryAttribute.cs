namespace AeKit.Notebooks.Tests;

/// <summary>A theory that needs a browser; skipped, with the reason, where there is none.</summary>
internal sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute()
    {
        if (Chromium.Program is null)
        {
            Skip = "No Chromium, Chrome or Edge on the PATH (Debian: apt-get install chromium).";
        }
    }
}
