#!/usr/bin/env python3
"""Writes distributions.json beside this script with PyTorch, see generate.py."""
import math

import torch
from torch.distributions import Bernoulli, Categorical, Normal

from generate import flat, pack, write


def differentiable(make, parameters, values):
    """Log-density of values, entropy and moments, with the gradient of their weighted sum for the parameters."""
    leaves = [p.clone().requires_grad_() for p in parameters]
    d = make(*leaves)
    logs, entropy = d.log_prob(values), d.entropy()
    total = (logs * torch.linspace(-1, 1, logs.numel()).reshape(logs.shape)).sum() + (entropy * torch.linspace(0.5, 2, entropy.numel()).reshape(entropy.shape)).sum()
    total.backward()
    return {
        "parameters": [pack(p) for p in parameters], "values": pack(values), "log_prob": pack(logs), "entropy": pack(entropy),
        "perplexity": pack(d.perplexity()), "gradients": [pack(p.grad) for p in leaves],
        # Classes have none: NaN, which JSON has not.
        "moments": [] if isinstance(d, Categorical) else [pack(d.mean), pack(d.variance), pack(d.stddev)],
    }


def inverse_error_function(x):
    """By Newton's method on the complementary error function: torch.erfinv loses digits near the ends."""
    y = torch.erfinv(torch.tensor(abs(x), dtype=torch.float64)).item()
    for _ in range(5):
        y += (math.erfc(y) - (1 - abs(x))) * math.sqrt(math.pi) / 2 * math.exp(y * y) if abs(x) > 0.5 else -(math.erf(y) - abs(x)) * math.sqrt(math.pi) / 2 * math.exp(y * y)
    return math.copysign(y, x)


def distributions():
    torch.manual_seed(31)
    loc, scale = torch.randn(3, 4), torch.rand(4) + 0.2
    p, logits = torch.rand(3, 4) * 0.9 + 0.05, torch.randn(3, 4) * 2
    classes = torch.tensor([[0, 3, 2], [1, 1, 0]])
    g = {
        "Normal": differentiable(Normal, [loc, scale], torch.randn(2, 3, 4)),
        "Bernoulli probs": differentiable(Bernoulli, [p], (torch.rand(2, 3, 4) > 0.5).float()),
        "Bernoulli logits": differentiable(lambda x: Bernoulli(logits=x), [logits], (torch.rand(2, 3, 4) > 0.5).float()),
        "Categorical probs": differentiable(Categorical, [p], classes.float()),
        "Categorical logits": differentiable(lambda x: Categorical(logits=x), [logits], classes.float()),
    }
    x = torch.linspace(-4, 4, 33)
    q = torch.tensor([1e-6, 0.001, 0.02, 0.1, 0.3, 0.5, 0.7, 0.93, 0.999])
    g["cdf"] = {"x": pack(x), "y": pack(Normal(0.5, 1.5).cdf(x))}
    g["icdf"] = {"x": pack(q), "y": pack(Normal(0.5, 1.5).icdf(q))}
    u = torch.tensor([-1 + 1e-15, -0.999, -0.86, -0.5, -1e-3, 0, 1e-12, 0.3, 0.84, 0.86, 0.97, 1 - 1e-9], dtype=torch.float64)
    g["erfinv"] = {"x": u.tolist(), "y": [inverse_error_function(v) for v in u.tolist()]}

    torch.manual_seed(32)
    g["samples"] = {
        "Normal 2": pack(Normal(loc, scale).sample((2,))),
        "Normal": pack(Normal(loc, scale).sample()),
        "Normal rsample 3": pack(Normal(loc[0], scale).rsample((3,))),
        "Bernoulli 3": pack(Bernoulli(p).sample((3,))),
        "Bernoulli logits": pack(Bernoulli(logits=logits).sample()),
        "Categorical": pack(Categorical(p).sample()),
        "Categorical 2 5": pack(Categorical(logits=logits).sample((2, 5))),
        "Categorical vector 7": pack(Categorical(p[0]).sample((7,))),
        "multinomial without replacement": pack(torch.multinomial(p, 3)),
        "multinomial with replacement": pack(torch.multinomial(p, 9, True)),
        "multinomial double": pack(torch.multinomial(p.double()[0], 6, True)),
        "exponential_": flat(torch.empty(9).exponential_(2.5)),
        "normal": pack(torch.normal(loc, scale.expand(3, 4))),
        "rand after": flat(torch.rand(3)),
    }
    write("distributions.json", g)


if __name__ == "__main__":
    distributions()
