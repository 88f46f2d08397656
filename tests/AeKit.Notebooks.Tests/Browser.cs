using System.Diagnostics;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace AeKit.Notebooks.Tests;

/// <summary>What a page looks like to a headless Chromium.</summary>
internal static partial class Browser
{
    // Asked once the page is laid out; a formula or picture without a size is one that nobody sees.
    private const string Probe = """
        <script>
        window.addEventListener('load', () => {
            const flat = element => { const box = element.getBoundingClientRect(); return box.width < 1 || box.height < 1; };
            // A picture is not to be seen where a live form has taken its place.
            const pictures = [...document.images].filter(picture => !picture.parentElement.shadowRoot), formulas = [...document.querySelectorAll('math')];
            document.body.dataset.probe = JSON.stringify({
                Pictures: pictures.length,
                BrokenPictures: pictures.filter(picture => !picture.complete || picture.naturalWidth === 0 || flat(picture)).length,
                Formulas: formulas.length,
                InvisibleFormulas: formulas.filter(flat).length,
                PageWidth: document.documentElement.scrollWidth,
                WindowWidth: window.innerWidth,
            });
        });
        </script>
        """;

    public static Sight Look(string page)
    {
        var folder = Directory.CreateTempSubdirectory("aekit-browser-").FullName;
        try
        {
            var probed = Path.Combine(folder, "page.html");
            File.WriteAllText(probed, File.ReadAllText(page).Replace("</body>", Probe + "</body>", StringComparison.Ordinal));
            var (document, log) = Run(probed, Path.Combine(folder, "profile"));
            var json = WebUtility.HtmlDecode(ProbeAttribute().Match(document).Groups[1].Value);
            Assert.True(json.Length > 0, $"The browser did not show the page.\n{log}");
            return JsonSerializer.Deserialize<Sight>(json)! with { ConsoleMessages = [.. ConsoleLine().Matches(log).Select(match => match.Value)] };
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static (string Document, string Log) Run(string page, string profile)
    {
        var start = new ProcessStartInfo(Chromium.Program!)
        {
            ArgumentList =
            {
                "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync", $"--user-data-dir={profile}", "--virtual-time-budget=10000",
                "--enable-logging=stderr", "--dump-dom", new Uri(page).AbsoluteUri,
            },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var browser = Process.Start(start)!;
        var log = browser.StandardError.ReadToEndAsync();
        var document = browser.StandardOutput.ReadToEndAsync();
        if (!browser.WaitForExit(TimeSpan.FromMinutes(2)))
        {
            browser.Kill(entireProcessTree: true);
            throw new TimeoutException($"{Chromium.Program} did not show {page} within two minutes.");
        }

        return (document.GetAwaiter().GetResult(), log.GetAwaiter().GetResult());
    }

    [GeneratedRegex("data-probe=\"([^\"]*)\"")]
    private static partial Regex ProbeAttribute();

    [GeneratedRegex(@"\bCONSOLE\b.*")]
    private static partial Regex ConsoleLine();
}

/// <summary>What the probe found.</summary>
internal sealed record Sight(int Pictures, int BrokenPictures, int Formulas, int InvisibleFormulas, double PageWidth, double WindowWidth)
{
    public IReadOnlyList<string> ConsoleMessages { get; init; } = [];
}
