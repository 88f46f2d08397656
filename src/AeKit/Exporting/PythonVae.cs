using AeKit.Models;
using TorchSharp;
using static AeKit.Exporting.PythonNetwork;

namespace AeKit.Exporting;

/// <summary>The Python classes of variational autoencoders.</summary>
internal static class PythonVae
{
    public static string Classes(VariationalAutoencoder model) => Class(model, model, model.GetType().Name, "");

    /// <summary>The conditional VAE holds a variational one, whose networks also see the label.</summary>
    public static string Classes(ConditionalVae model) => $$""""
        {{Class(model, model.Vae, "VariationalAutoencoder", "vae.")}}


        class ConditionalVae(nn.Module):
            """Encoder and decoder know the label y: minimises E_q −log p(x | z, y) + β KL(q(z | x, y) ‖ p(z)) (Sohn et al., 2015)."""

            def __init__(self):
                super().__init__()
                self.vae = VariationalAutoencoder()

            def with_labels(self, values, labels):
                """(N, L) and labels (N) → (N, L + {{model.Classes}}), the label as a one-hot vector."""
                return torch.cat([values, F.one_hot(labels, {{model.Classes}}).to(values.dtype)], 1)

            def encode(self, x, labels):
                """The mean of q(z | x, y), (N, K)."""
                return self.vae.encode(self.with_labels(x, labels))

            def decode(self, z, labels):
                """The mean of p(x | z, y), (N, D)."""
                return self.vae.decode(self.with_labels(z, labels))

            def forward(self, x, labels):
                return self.vae(self.with_labels(x, labels), lambda z: self.with_labels(z, labels))

            def loss(self, x, output):
                return self.vae.loss(x, output)

            def objective(self, x, labels):
                """What training minimises."""
                return self.loss(x, self(x, labels))

            def sample(self, labels):
                """New examples of given classes: z from the prior, then the mean of p(x | z, y)."""
                return self.decode(torch.randn(len(labels), {{model.LatentSize}}, device=labels.device), labels)
        """";

    private static string Class(torch.nn.Module whole, VariationalAutoencoder model, string name, string path)
    {
        var collapsed = model as CollapsedVae;
        var conditional = path.Length > 0;
        string[] members =
        [
            Constructor(whole, model, path),
            $$""""
            def posterior(self, x):
                """The mean and log variance of q(z | x), (N, K) each."""
                hidden = self.encoder(x)
                mean = self.mean(hidden)
                return mean, {{(collapsed is null
                    ? $"self.logVariance(hidden).clamp({Number(VariationalAutoencoder.MinimumLogVariance)}, {Number(VariationalAutoencoder.MaximumLogVariance)})"
                    : $"torch.full_like(mean, {Number(2 * Math.Log(collapsed.StandardDeviation))})")}}

            def encode(self, x):
                """The mean of q(z | x), (N, K)."""
                return self.mean(self.encoder(x))

            def decode(self, z):
                """The mean of p(x | z), (N, D)."""
                return likelihood_mean(self.decoder(z))

            def forward(self, x{{(conditional ? ", to_decoder" : "")}}):
                """One sample of the posterior of each example, and its reconstruction; always random."""
            {{CountStep(model)}}    mean, log_variance = self.posterior(x)
                latent = mean + (0.5 * log_variance).exp() * torch.randn_like(mean)
                output = self.decoder({{(conditional ? "to_decoder(latent)" : "latent")}})
                return Output(likelihood_mean(output), latent, output, mean, log_variance)
            """",
            Beta(model),
            """"
            def loss(self, x, output):
                """−log p(x | z) at the sample, and β KL(q(z | x) ‖ N(0, I)); at β = 1 together −ELBO."""
                reconstruction = negative_log_likelihood(x, output.output).mean()
                kl = 0.5 * (output.mean.pow(2) + output.log_variance.exp() - 1 - output.log_variance)
                regularization = self.current_beta() * kl.sum(1).mean()
                return Loss(reconstruction + regularization, reconstruction, regularization)
            """",
        ];
        if (!conditional)
        {
            members = [.. members,
                """"
                def objective(self, x, labels=None):
                    """What training minimises."""
                    return self.loss(x, self(x))
                """"];
            if (collapsed is null)
            {
                members = [.. members,
                    $$""""
                    def sample(self, count):
                        """New examples: z from the prior N(0, I), then the mean of p(x | z)."""
                        return self.decode(torch.randn(count, {{model.LatentSize}}, device=self.mean.weight.device))
                    """"];
            }
        }

        return $$""""
            Output = namedtuple("Output", "reconstruction latent output mean log_variance")


            class {{name}}(nn.Module):
                """q(z | x) = N(μ(x), {{(collapsed is null ? "diag σ²(x)" : $"{Number(collapsed.StandardDeviation)}² I")}}): minimises E_q −log p(x | z) + β KL(q(z | x) ‖ N(0, I)) ({{(collapsed is null ? "Kingma and Welling, 2014" : "Ghosh et al., 2020")}})."""

            {{PythonModel.Indent(string.Join("\n\n", members), 4)}}
            """";
    }

    private static string Constructor(torch.nn.Module whole, VariationalAutoencoder model, string path)
    {
        string[] parts = model is CollapsedVae ? ["encoder", "mean", "decoder"] : ["encoder", "mean", "logVariance", "decoder"];
        var networks = string.Join('\n', parts.Select(part => $"self.{part} = {Text(whole, path + part)}"));
        return $$"""
            def __init__(self):
                super().__init__()
            {{PythonModel.Indent(networks, 4)}}
                # Counts the training steps for the warm-up of β; it is stored with the weights.
                self.register_buffer("steps", torch.zeros(1, dtype=torch.int64))
            """;
    }

    private static string CountStep(VariationalAutoencoder model) => model.WarmUpSteps == 0
        ? ""
        : """
            if self.training:
                self.steps += 1

        """;

    private static string Beta(VariationalAutoencoder model) => model.WarmUpSteps == 0
        ? $$""""
        def current_beta(self):
            """The weight of KL."""
            return {{Number(model.Beta)}}
        """"
        : $$""""
        def current_beta(self):
            """The weight of KL: while training, what its growth over the first {{model.WarmUpSteps}} steps has reached."""
            return {{Number(model.Beta)}} * (min(1.0, self.steps.item() / {{model.WarmUpSteps}}) if self.training else 1)
        """";
}
