using AeKit.Kernel.Tests.Messaging.Clients;

namespace AeKit.Notebooks.Tests.Explorer;

/// <summary>A fact that needs a browser and Jupyter's nbconvert; skipped, with the reason, where one is missing.</summary>
internal sealed class NbconvertFactAttribute : FactAttribute
{
    public NbconvertFactAttribute()
    {
        if (Chromium.Program is null)
            Skip = "No Chromium, Chrome or Edge on the PATH (Debian: apt-get install chromium).";
        else if (Python.Find("nbconvert") is null)
            Skip = "There is no Python with nbconvert (Debian: apt-get install jupyter-nbconvert).";
    }
}
