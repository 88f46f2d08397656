namespace AeKit.Notebooks.Tests.Explorer;

/// <summary>Explorers in a browser: what they show after real clicks and keys, against what the engine decodes from the same code.</summary>
public sealed class LatentExplorerPageTests(ExplorerSession session) : IClassFixture<ExplorerSession>
{
    private const double Tolerance = 1e-3;

    // The plane's place in the map, from map.js: 44 … 332 of 340 across, 8 … 276 of 310 down.
    private const double PlaneLeft = 44 / 340.0, PlaneRight = 332 / 340.0, PlaneTop = 8 / 310.0, PlaneBottom = 276 / 310.0;

    [BrowserFact]
    public async Task In_the_page_of_the_runner_sliders_map_and_labels_decode_as_the_engine_does() =>
        await UseAsync(await session.RunnerPageAsync(await ThreeModelsAsync()));

    [NbconvertFact]
    public async Task In_a_page_of_nbconvert_they_do_so_too() =>
        await UseAsync(await session.NbconvertPageAsync(await ThreeModelsAsync()));

    [BrowserFact]
    public async Task Clients_that_run_the_script_of_an_output_in_their_own_way_start_the_right_explorer()
    {
        // Twins but for their weights, so that nothing but the place tells them apart.
        await session.RunAsync("""
            var twins = new[] { 1, 2 }.Select(seed => { manual_seed(seed); return Fit(new VariationalAutoencoder([64, 16, 2], Likelihood.Bernoulli)); }).ToArray();
            """);
        var outputs = new List<string>();
        for (var i = 0; i < 2; i++)
            outputs.Add((await session.RunAsync($"Explore.Latent(twins[{i}], digits)")).Text("text/html")!);
        string[] clients = ["vscode", "lab", "classic"];
        await using var page = await ExplorerPage.OpenAsync(await session.WriteAsync(ClientPage([.. outputs], clients)), 2 * 2 * clients.Length);

        for (var i = 0; i < 2 * 2 * clients.Length; i++)
        {
            var state = await page.StateAsync(i);
            Assert.True(Distance(await session.TensorAsync($"twins[{i % 2}].Decode({state.Tensor})"), state.Output) < Tolerance, $"{clients[i / 4]}, explorer {i % 4}");
        }
    }

    [BrowserFact]
    public async Task Every_model_and_activation_decodes_as_in_the_engine()
    {
        string[] activations = ["Linear", "ReLU", "LeakyReLU", "ELU", "GELU", "SiLU", "Sigmoid", "Tanh"];
        await session.RunAsync($$"""
            var models = new List<EncoderDecoder>
            {
                {{string.Concat(activations.Select(name => $"Fit(new VariationalAutoencoder([64, 16, 3], Likelihood.Bernoulli, activation: Activation.{name})), "))}}
                Fit(new Autoencoder([64, 32, 16, 5], dropout: 0.2, batchNorm: true)),
                Fit(new Autoencoder([64, 20, 4], Likelihood.Bernoulli, tied: true, latentActivation: Activation.Tanh)),
                Fit(new DenoisingAutoencoder([64, 20, 4], noise: 0.2)),
                Fit(new ContractiveAutoencoder([64, 20], contraction: 0.01, tied: true), 1),
                Fit(new SparseAutoencoder([64, 20], Sparsity.KL(target: 0.05, weight: 1))),
                Fit(new ConvolutionalAutoencoder([1, 8, 8], [4, 6], 3, Likelihood.Bernoulli, Activation.ELU)),
                Fit(new CompressiveAutoencoder([64, 20, 6], lambda: 100)),
            };
            var collapsed = Fit(new CollapsedVae([64, 20, 3], 0.1, Likelihood.Gaussian(0.1)));
            collapsed.FitDensity(collapsed.Encode(digits.Features), 4);
            models.Add(collapsed);
            models.Add(Fit(new VariationalAutoencoder([64, 4, 1], Likelihood.Gaussian(1))));
            """);
        var count = 17;
        var path = await session.RunnerPageAsync([.. Enumerable.Range(0, count).Select(i => $"Explore.Latent(models[{i}], digits)")]);
        await using var page = await ExplorerPage.OpenAsync(path, count);

        for (var i = 0; i < count; i++)
        {
            // First the start, then what each button gives.
            var buttons = await page.EvaluateAsync(i, "root.querySelectorAll('button').length");
            for (var button = 0; button <= (int)buttons!; button++)
            {
                if (button > 0)
                    await page.ClickAsync(i, $"button:nth-of-type({button})");
                var state = await page.StateAsync(i);
                Assert.True(Distance(await session.TensorAsync($"models[{i}].Decode({state.Tensor})"), state.Output) < Tolerance, $"model {i}, button {button}");
            }
        }
    }

    // How the clients render text/html: none of them parses it as part of a page, where scripts would run by themselves.
    // Each shows both outputs, and both once more, as after a second run or in a second view.
    private static string ClientPage(string[] outputs, string[] clients) => $$"""
        <!DOCTYPE html><meta charset="utf-8"><body><script>
        const outputs = {{System.Text.Json.JsonSerializer.Serialize(outputs)}};
        const copy = script => Object.assign(document.createElement("script"), { text: script.textContent });
        const render = {
            // The renderer of VS Code appends a copy of each script to the output and takes it out again.
            vscode(host, html) {
                document.body.append(host);
                host.innerHTML = html;
                for (const script of [...host.getElementsByTagName("script")]) host.appendChild(copy(script)).remove();
            },
            // JupyterLab puts copies in the place of scripts before the output is part of the page.
            lab(host, html) {
                host.innerHTML = html;
                for (const script of [...host.querySelectorAll("script")]) script.replaceWith(copy(script));
                document.body.append(host);
            },
            // The classic notebook's jQuery runs them from the head of the page.
            classic(host, html) {
                host.innerHTML = html;
                const scripts = [...host.querySelectorAll("script")];
                document.body.append(host);
                for (const script of scripts) document.head.appendChild(copy(script)).remove();
            },
        };
        for (const client of {{System.Text.Json.JsonSerializer.Serialize(clients)}})
            for (const html of [...outputs, ...outputs]) render[client](document.createElement("div"), html);
        </script></body>
        """;

    private async Task<string[]> ThreeModelsAsync()
    {
        await session.RunAsync("""
            var dense = Fit(new VariationalAutoencoder([64, 64, 2], Likelihood.Bernoulli), 10);
            var convolutional = Fit(new ConvolutionalVae([1, 8, 8], [6, 8], 5, Likelihood.Bernoulli), 10);
            var conditional = Fit(new ConditionalVae([64, 64, 2], 10, Likelihood.Bernoulli), 10);
            """);
        return ["Explore.Latent(dense, digits)", "Explore.Latent(convolutional, digits, start: 7)", "Explore.Latent(conditional, digits)", "Explore.Latent(dense, digits)"];
    }

    private async Task UseAsync(string path)
    {
        await using var page = await ExplorerPage.OpenAsync(path, 4);
        string[] decoders = ["dense.Decode({0})", "convolutional.Decode({0})", "conditional.Decode({0}, tensor(new[] {{ {1}L }}))"];
        var untouched = await page.StateAsync(3);
        for (var i = 0; i < decoders.Length; i++)
        {
            var before = await AgreesAsync(page, i, decoders[i]);

            // A press on the slider's line moves it there; an arrow key a step further.
            await page.ClickAsync(i, "input", across: 0.85);
            await page.UntilAsync(i, $"code[0] > 1");
            var moved = await AgreesAsync(page, i, decoders[i]);
            Assert.Equal(before.Code[1..], moved.Code[1..]);
            Assert.True(Distance(before.Output, moved.Output) > 0.05, "The picture hardly changed.");
            await page.PressAsync("ArrowLeft", 37);
            await page.UntilAsync(i, $"code[0] < {moved.Code[0]}");
            await AgreesAsync(page, i, decoders[i]);

            // A place on the map near the upper left corner, away from all points.
            await page.ClickAsync(i, ".map", PlaneLeft + (0.04 * (PlaneRight - PlaneLeft)), PlaneTop + (0.1 * (PlaneBottom - PlaneTop)));
            await page.UntilAsync(i, $"code[0] < -2");
            var placed = await AgreesAsync(page, i, decoders[i]);
            var range = (await page.EvaluateAsync(i, "[...root.querySelectorAll('input')].slice(0, 2).flatMap(input => [Number(input.min), Number(input.max)])"))!.AsArray().Select(value => (double)value!).ToArray();
            Assert.Equal(range[0] + (0.04 * (range[1] - range[0])), placed.Code[0], 0.05);
            Assert.Equal(range[3] - (0.1 * (range[3] - range[2])), placed.Code[1], 0.05);
            Assert.Equal(before.Code[2..], placed.Code[2..]);
        }

        // Another class, by the keyboard, changes the picture of the same code.
        var seven = await page.StateAsync(2);
        await page.FocusAsync(2, "select");
        await page.PressAsync("ArrowDown", 40);
        await page.UntilAsync(2, $"label === {seven.Label + 1}");
        var eight = await AgreesAsync(page, 2, decoders[2]);
        Assert.Equal(seven.Code, eight.Code);
        Assert.True(Distance(seven.Output, eight.Output) > 0.05, "The class hardly changes the picture.");

        // The twin of the first explorer has stayed where it was.
        Assert.Equal(untouched.Output, (await page.StateAsync(3)).Output);
        await page.ClickAsync(3, "button:last-of-type");
        Assert.Equal(untouched.Output, (await page.StateAsync(3)).Output);
    }

    private async Task<ExplorerPage.State> AgreesAsync(ExplorerPage page, int explorer, string decoder)
    {
        var state = await page.StateAsync(explorer);
        var expected = await session.TensorAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, decoder, state.Tensor, state.Label));
        Assert.True(Distance(expected, state.Output) < Tolerance, $"explorer {explorer} is {Distance(expected, state.Output)} off");

        // Grey pixels of 256 steps, black at 0 and white at 1: as in the data.
        var pixels = await page.PixelsAsync(explorer);
        Assert.Equal(4 * expected.Length, pixels.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], pixels[4 * i] / 255.0, 0.003);
            Assert.Equal((pixels[4 * i], pixels[4 * i], 255), (pixels[(4 * i) + 1], pixels[(4 * i) + 2], pixels[(4 * i) + 3]));
        }
        return state;
    }

    private static double Distance(IEnumerable<float> expected, IReadOnlyList<double> actual) => Distance(expected.Select(value => (double)value), actual);

    private static double Distance(IEnumerable<double> expected, IReadOnlyList<double> actual)
    {
        var values = expected.ToArray();
        return values.Length == actual.Count ? values.Zip(actual, (a, b) => Math.Abs(a - b)).Max() : double.PositiveInfinity;
    }
}
