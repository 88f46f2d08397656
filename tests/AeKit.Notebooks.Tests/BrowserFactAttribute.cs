namespace AeKit.Notebooks.Tests;

/// <summary>A fact that needs a browser; skipped, with the reason, where there is none.</summary>
internal sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute()
    {
        if (Chromium.Program is null)
        {
            Skip = "No Chromium, Chrome or Edge on the PATH (Debian: apt-get install chromium).";
        }
    }
}
