using System.Text.Json.Nodes;
using AeKit.Notebooks.Tests;

namespace AeKit.Kernel.Tests.Messaging.Clients;

/// <summary>What a user of the classic notebook does and sees, in a browser.</summary>
public sealed class ClassicNotebookTests
{
    private const string Kernel = "aekit-test";
    private const string Png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    [NotebookFact]
    public async Task A_user_types_cells_and_sees_what_they_show()
    {
        using var server = await NotebookServer.StartAsync(Kernel);
        await using var page = await BrowserPage.OpenAsync(await server.CreateNotebookAsync(Kernel));
        await page.UntilAsync("Jupyter.notebook.kernel.info_reply.status == 'ok' && Jupyter.notebook.kernel.is_connected()");

        // A value and text.
        await RunAsync(page, 0, "Console.WriteLine(\"hello\");\n6 * 7");
        await page.UntilAsync($"{Output(0)}.querySelector('.output_stdout').innerText.trim() == 'hello'");
        await page.UntilAsync($"{Output(0)}.querySelector('.output_result').innerText.trim() == '42'");

        // Pictures.
        await RunAsync(page, 1, $$"""
            display("<svg xmlns='http://www.w3.org/2000/svg' width='200' height='100'><circle cx='50' cy='50' r='40'/></svg>", "image/svg+xml");
            display(Convert.FromBase64String("{{Png}}"), "image/png");
            """);
        await page.UntilAsync($"{Output(1)}.querySelector('.output_svg svg').getBoundingClientRect().width >= 200");
        await page.UntilAsync($"{Output(1)}.querySelector('.output_png img').naturalWidth == 1");

        // A bar that changes in place.
        await RunAsync(page, 2, "var bar = display(\"0 %\");\nfor (var i = 1; i <= 500; i++) bar.Update($\"{i / 5} %\");");
        await page.UntilAsync($"{Output(2)}.innerText.trim() == '100 %'");

        // The stop button.
        await RunAsync(page, 3, "Console.WriteLine(\"running\");\nwhile (true) { }");
        await page.UntilAsync($"{Output(3)}.innerText.includes('running')");
        await page.EvaluateAsync("document.querySelector('[data-jupyter-action=\"jupyter-notebook:interrupt-kernel\"]').click()");
        await page.UntilAsync($"{Output(3)}.querySelector('.output_error').innerText.includes('interrupted')");

        // A password: asked unseen, shown as dots, stored nowhere.
        await RunAsync(page, 4, "var password = await GetPasswordAsync(\"Password:\");\nConsole.WriteLine(password.GetClearTextPassword().Length);\npassword");
        await page.UntilAsync($"{Output(4)}.querySelector('input[type=password]')");
        await page.EvaluateAsync($"{Output(4)}.querySelector('input[type=password]').focus()");
        await page.TypeAsync("s3cret");
        await page.EnterAsync();
        await page.UntilAsync($"{Output(4)}.querySelector('.output_result').innerText.trim() == '••••••••'");
        await page.UntilAsync($"{Output(4)}.innerText.split('\\n').includes('6')");

        // What a name means, in the pager.
        await RunAsync(page, 5, "Math.Sqrt?");
        await page.UntilAsync("document.querySelector('#pager').innerText.includes('Returns the square root')");

        var name = (string)(await page.EvaluateAsync("Jupyter.notebook.save_notebook().then(() => window.saved = true) && Jupyter.notebook.notebook_name"))!;
        await page.UntilAsync("window.saved");
        var stored = server.Read(name);
        Assert.Equal(".cs", (string?)stored["metadata"]!["language_info"]!["file_extension"]);
        Assert.DoesNotContain("s3cret", stored.ToJsonString(), StringComparison.Ordinal);
    }

    private static string Output(int cell) => $"document.querySelectorAll('.cell')[{cell}].querySelector('.output')";

    private static async Task RunAsync(BrowserPage page, int cell, string code)
    {
        await page.UntilAsync($"Jupyter.notebook.ncells() > {cell}");
        await page.EvaluateAsync($"Jupyter.notebook.select({cell}), Jupyter.notebook.edit_mode(), Jupyter.notebook.get_cell({cell}).focus_editor()");
        await page.TypeAsync(code);
        await page.UntilAsync($"Jupyter.notebook.get_cell({cell}).get_text() == {JsonValue.Create(code).ToJsonString()}");
        await page.EnterAsync(withShift: true);
    }
}

/// <summary>A fact that needs the classic notebook and a browser; skipped, with the reason, where one is not installed.</summary>
internal sealed class NotebookFactAttribute : FactAttribute
{
    public NotebookFactAttribute()
    {
        if (Chromium.Program is null)
            Skip = "No Chromium, Chrome or Edge on the PATH (Debian: apt-get install chromium).";
        else if (Python.Find("notebook") is null)
            Skip = "There is no Python with notebook (Debian: apt-get install jupyter-notebook).";
    }
}
