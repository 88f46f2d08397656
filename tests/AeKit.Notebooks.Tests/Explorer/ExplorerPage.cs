using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using AeKit.Kernel.Tests.Messaging.Clients;

namespace AeKit.Notebooks.Tests.Explorer;

/// <summary>A page with explorers, looked at and used as a reader does.</summary>
internal sealed class ExplorerPage : IAsyncDisposable
{
    private readonly BrowserPage _browser;

    private ExplorerPage(BrowserPage browser) => _browser = browser;

    public static async Task<ExplorerPage> OpenAsync(string path, int explorers)
    {
        var browser = await BrowserPage.OpenAsync(new Uri(path));
        await browser.UntilAsync($"[...document.querySelectorAll('.aekit-explorer')].filter(host => host.explorer).length === {explorers}");
        return new ExplorerPage(browser);
    }

    public ValueTask DisposeAsync() => _browser.DisposeAsync();

    /// <summary>Code, label and output of an explorer of the page, by its place.</summary>
    public async Task<State> StateAsync(int explorer) =>
        (await _browser.EvaluateAsync($"{Host(explorer)}.explorer")).Deserialize<State>(JsonSerializerOptions.Web)!;

    /// <summary>The pixels of an explorer's image as they are on the screen, red, green, blue and opacity.</summary>
    public async Task<int[]> PixelsAsync(int explorer) => (await _browser.EvaluateAsync(
        $"(canvas => [...canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data])({Root(explorer)}.querySelector('canvas'))")).Deserialize<int[]>()!;

    /// <summary>Presses the mouse in an element of an explorer, at a share of its width and height.</summary>
    public async Task ClickAsync(int explorer, string selector, double across = 0.5, double down = 0.5)
    {
        var box = (await _browser.EvaluateAsync(
            $"(element => {{ element.scrollIntoView({{ block: 'center', behavior: 'instant' }}); const box = element.getBoundingClientRect(); return [box.x, box.y, box.width, box.height]; }})({Root(explorer)}.querySelector({JsonSerializer.Serialize(selector)}))")).Deserialize<double[]>()!;
        await _browser.ClickAsync(box[0] + (across * box[2]), box[1] + (down * box[3]));
    }

    public Task PressAsync(string key, int code) => _browser.PressAsync(key, code);

    public Task UntilAsync(int explorer, FormattableString condition) =>
        _browser.UntilAsync($"(({{code, label, output}}) => {FormattableString.Invariant(condition)})({Host(explorer)}.explorer)");

    public async Task FocusAsync(int explorer, string selector) =>
        await _browser.EvaluateAsync($"{Root(explorer)}.querySelector({JsonSerializer.Serialize(selector)}).focus()");

    public async Task<JsonNode?> EvaluateAsync(int explorer, string expressionOfRoot) =>
        await _browser.EvaluateAsync($"(root => {expressionOfRoot})({Root(explorer)})");

    private static string Host(int explorer) => string.Create(CultureInfo.InvariantCulture, $"document.querySelectorAll('.aekit-explorer')[{explorer}]");

    private static string Root(int explorer) => $"{Host(explorer)}.shadowRoot";

    internal sealed record State(double[] Code, int Label, double[] Output)
    {
        /// <summary>The code as C#.</summary>
        public string Tensor => $"tensor(new[] {{ {string.Join(", ", Code.Select(value => value.ToString("R", CultureInfo.InvariantCulture) + "f"))} }}).reshape(1, {Code.Length})";
    }
}
