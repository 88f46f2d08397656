using AeKit.Models;
using static AeKit.Exporting.PythonNetwork;

namespace AeKit.Exporting;

/// <summary>The Python classes of deterministic autoencoders and of the compressive one.</summary>
internal static class PythonAutoencoder
{
    public static string Classes(Autoencoder model) => model is CompressiveAutoencoder compressive
        ? $"{Class(compressive)}\n\n\n{EntropyModel(compressive)}"
        : Class(model);

    private static string Class(Autoencoder model)
    {
        var outputs = model is CompressiveAutoencoder ? "reconstruction latent output rate" : "reconstruction latent output";
        string[] members =
        [
            Constructor(model),
            $$""""
            def encode(self, x):
                """Examples (N, D) → codes (N, K)."""
                {{Encode(model)}}

            def decode(self, z):
                """Codes (N, K) → the mean of p(x | z), (N, D)."""
                return likelihood_mean(self.decoder(z))
            """",
            Pass(model),
            Objective(model),
        ];
        return $$"""
            Output = namedtuple("Output", "{{outputs}}")


            class {{model.GetType().Name}}(nn.Module):
                {{Description(model)}}

            {{PythonModel.Indent(string.Join("\n\n", members), 4)}}
            """;
    }

    private static string Description(Autoencoder model)
    {
        const string Quote = "\"\"\"";
        return Quote + model switch
        {
            DenoisingAutoencoder => "Learns to undo noise: minimises E −log p(x | g(f(x̃))), x̃ = m (x + σ ε) (Vincent et al., 2008).",
            SparseAutoencoder => "Few units of its code are active: minimises E −log p(x | g(f(x))) + Ω(f(x)).",
            ContractiveAutoencoder => "Its code hardly moves with its input: minimises E −log p(x | g(f(x))) + λ E ‖∂f/∂x‖² (Rifai et al., 2011).",
            CompressiveAutoencoder => "Learns to compress: minimises R + λ D = E −ln P(z) + λ E −log p(x | g(z)), z = round(f(x)) (Theis et al., 2017).",
            _ => "z = f(x), and x again from g(z): minimises E −log p(x | g(f(x))).",
        } + Quote;
    }

    private static string Constructor(Autoencoder model)
    {
        var compressive = model as CompressiveAutoencoder;
        var entropy = compressive is null ? "" : "\nself.entropyModel = EntropyModel()";
        if (compressive is { Quantization: Quantization.None })
        {
            entropy += "\nself.entropyModel.requires_grad_(False)  # nothing to learn: real codes have no rate";
        }

        return $$"""
            def __init__(self):
                super().__init__()
            {{PythonModel.Indent($"self.encoder = {Text(model, "encoder")}\nself.decoder = {Text(model, "decoder")}{entropy}", 4)}}
            """;
    }

    private static string Encode(Autoencoder model) =>
        model is CompressiveAutoencoder { Quantization: not Quantization.None } ? "return self.encoder(x).round()" : "return self.encoder(x)";

    private static string Pass(Autoencoder model) => model switch
    {
        DenoisingAutoencoder denoising => $$""""
            def corrupt(self, x):
                """x̃: the input with fresh noise of standard deviation {{Number(denoising.Noise)}}, and a share of {{Number(denoising.Masking)}} of it set to zero."""
            {{Corruption(denoising)}}    return x

            def forward(self, x):
                latent = self.encode(self.corrupt(x) if self.training else x)
                output = self.decoder(latent)
                return Output(likelihood_mean(output), latent, output)
            """",
        CompressiveAutoencoder compressive => $$"""
            def forward(self, x):
                code = self.encoder(x)
            {{Quantized(compressive.Quantization)}}
                output = self.decoder(latent)
                return Output(likelihood_mean(output), latent, output, rate)
            """,
        _ => """
            def forward(self, x):
                latent = self.encode(x)
                output = self.decoder(latent)
                return Output(likelihood_mean(output), latent, output)
            """,
    };

    private static string Corruption(DenoisingAutoencoder model) =>
        (model.Noise > 0 ? $"    x = x + {Number(model.Noise)} * torch.randn_like(x)\n" : "")
        + (model.Masking > 0 ? $"    x = x * (torch.rand_like(x) >= {Number(model.Masking)})\n" : "");

    private static string Quantized(Quantization quantization) => quantization switch
    {
        Quantization.None => """
                latent = code
                rate = torch.zeros(len(x), dtype=code.dtype, device=code.device)
            """,
        Quantization.UniformNoise => """
                # While training, noise stands for rounding, whose derivative is zero (Ballé et al., 2017).
                latent = code + torch.rand_like(code) - 0.5 if self.training else code.round()
                rate = -self.entropyModel(latent).sum(1)
            """,
        _ => """
                # Rounding, backwards as if it were the identity (Theis et al., 2017).
                latent = code + (code.round() - code).detach() if self.training else code.round()
                rate = -self.entropyModel(latent).sum(1)
            """,
    };

    private static string Objective(Autoencoder model) => model switch
    {
        SparseAutoencoder sparse => $$""""
            def loss(self, x, output):
                """−log p(x | z), and the penalty on codes that are not sparse."""
                reconstruction = negative_log_likelihood(x, output.output).mean()
            {{PythonModel.Indent(Penalty(sparse.Penalty), 4)}}
                return Loss(reconstruction + regularization, reconstruction, regularization)

            {{Call}}
            """",
        ContractiveAutoencoder contractive => $$""""
            {{Contraction(contractive)}}

            def loss(self, x, output):
                """−log p(x | z) + λ ‖J‖², with λ = {{Number(contractive.Contraction)}}."""
                reconstruction = negative_log_likelihood(x, output.output).mean()
                regularization = {{Number(contractive.Contraction)}} * self.penalty(x, output.latent).mean()
                return Loss(reconstruction + regularization, reconstruction, regularization)

            {{Call}}
            """",
        CompressiveAutoencoder compressive => $$""""
            def loss(self, x, output):
                """λ D as the reconstruction and R as the regularization, with λ = {{Number(compressive.Lambda)}}."""
                distortion = {{Number(compressive.Lambda)}} * negative_log_likelihood(x, output.output).mean()
                rate = output.rate.mean()
                return Loss(rate + distortion, distortion, rate)

            {{Call}}
            """",
        _ => $$""""
            def loss(self, x, output):
                """−log p(x | z)."""
                reconstruction = negative_log_likelihood(x, output.output).mean()
                return Loss(reconstruction, reconstruction, torch.zeros_like(reconstruction))

            {{Call}}
            """",
    };

    private static string Penalty(Sparsity penalty) => penalty.Target is { } target
        ? $$"""
        # weight · Σₖ KL(ρ ‖ ρ̂ₖ), ρ̂ₖ the mean of unit k over the batch (Ng, 2011).
        rho, activity = {{Number(target)}}, output.latent.mean(0).clamp(1e-6, 1 - 1e-6)
        divergence = rho * (rho / activity).log() + (1 - rho) * ((1 - rho) / (1 - activity)).log()
        regularization = {{Number(penalty.Weight)}} * divergence.sum()
        """
        : $"regularization = {Number(penalty.Weight)} * output.latent.abs().sum(1).mean()";

    private static string Contraction(ContractiveAutoencoder model) => model.HasOneSigmoidLayer
        ? """"
        def penalty(self, x, latent):
            """‖J‖² of one sigmoid layer: Σⱼ (hⱼ (1 − hⱼ))² Σᵢ Wⱼᵢ² (eq. 5), (N)."""
            slope = latent * (1 - latent)
            return (slope * slope) @ self.encoder[0].weight.pow(2).sum(1)
        """"
        : """"
        def penalty(self, x, latent):
            """‖J(x)‖², J = ∂f/∂x, with one backward pass for each unit of the code, (N)."""
            differentiable = torch.is_grad_enabled()
            with torch.enable_grad():
                x = x.detach().requires_grad_()
                latent = self.encode(x)
                # Codes of one example do not depend on another, so the gradient of a column's sum is a row of every Jacobian.
                rows = [
                    torch.autograd.grad(unit.sum(), x, retain_graph=True, create_graph=differentiable)[0]
                    for unit in latent.unbind(1)
                ]
            return torch.stack(rows, 1).pow(2).sum((1, 2))
        """";

    private const string Call = """"
        def objective(self, x, labels=None):
            """What training minimises."""
            return self.loss(x, self(x))
        """";

    private static string EntropyModel(CompressiveAutoencoder model)
    {
        var shape = model.EntropyModel.state_dict()["logits"].shape;
        return $$""""
            class EntropyModel(nn.Module):
                """ln P(z): for each unit a mixture of logistic distributions over bins of width 1 (Salimans et al., 2017)."""

                def __init__(self):
                    super().__init__()
                    self.logits = nn.Parameter(torch.zeros({{shape[0]}}, {{shape[1]}}))
                    self.means = nn.Parameter(torch.linspace(-1, 1, {{shape[1]}}).repeat({{shape[0]}}, 1))
                    self.logScales = nn.Parameter(torch.zeros({{shape[0]}}, {{shape[1]}}))

                def forward(self, z):
                    """Codes (N, K) → ln P of each unit, (N, K)."""
                    inverse = (-self.logScales.clamp({{Number(FactorizedEntropyModel.MinimumLogScale)}}, {{Number(FactorizedEntropyModel.MaximumLogScale)}})).exp()
                    centred = z.unsqueeze(2) - self.means
                    # With a < b, σ(b) − σ(a) = σ(b) σ(−a) (1 − e^(a−b)), exact in both tails.
                    terms = (
                        F.logsigmoid((centred + 0.5) * inverse)
                        + F.logsigmoid((0.5 - centred) * inverse)
                        + (-(-inverse).expm1()).log()
                    )
                    return (self.logits.log_softmax(1) + terms).logsumexp(2)
            """";
    }
}
