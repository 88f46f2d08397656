#!/usr/bin/env python3
"""Writes optimizers_more.json and schedules.json beside this script with PyTorch, see generate.py."""
import math

import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.optim import lr_scheduler as S

from generate import flat, write


class NAdam(torch.optim.Optimizer):
    """As PyTorch 2 and Dozat 2016 have it; PyTorch 1.13 counts the momentum of the present step twice in that of the next."""

    def __init__(self, params, lr, betas=(0.9, 0.999), eps=1e-8, weight_decay=0, momentum_decay=4e-3):
        super().__init__(params, dict(lr=lr, betas=betas, eps=eps, weight_decay=weight_decay, momentum_decay=momentum_decay))

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            (b1, b2), decay = group["betas"], group["momentum_decay"]
            for p in group["params"]:
                s = self.state[p]
                if not s:
                    s.update(t=0, product=1.0, m=torch.zeros_like(p), v=torch.zeros_like(p))
                s["t"] += 1
                g = p.grad + group["weight_decay"] * p
                mu, after = (b1 * (1 - 0.5 * 0.96 ** (t * decay)) for t in (s["t"], s["t"] + 1))
                s["product"] *= mu
                s["m"] = b1 * s["m"] + (1 - b1) * g
                s["v"] = b2 * s["v"] + (1 - b2) * g * g
                mean = after * s["m"] / (1 - s["product"] * after) + (1 - mu) * g / (1 - s["product"])
                p -= group["lr"] * mean / ((s["v"] / (1 - b2 ** s["t"])).sqrt() + group["eps"])


def optimizers():
    def run(make, steps=50):
        torch.manual_seed(3)
        model = nn.Sequential(nn.Linear(6, 5), nn.Tanh(), nn.Linear(5, 6))
        x = torch.randn(16, 6)
        optimizer = make(model.parameters())
        losses = []
        for _ in range(steps):
            loss = F.mse_loss(model(x), x)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
        return {"losses": losses, "parameters": sum((flat(p) for p in model.parameters()), [])}

    o = torch.optim
    write("optimizers_more.json", {
        "Adamax": run(lambda p: o.Adamax(p, 0.01)),
        "Adamax weight_decay": run(lambda p: o.Adamax(p, 0.02, (0.8, 0.99), 1e-6, 0.1)),
        "NAdam": run(lambda p: NAdam(p, 0.01)),
        "NAdam weight_decay": run(lambda p: NAdam(p, 0.02, (0.8, 0.99), 1e-6, 0.1, 0.01)),
        "RAdam": run(lambda p: o.RAdam(p, 0.01)),
        "RAdam weight_decay": run(lambda p: o.RAdam(p, 0.02, (0.8, 0.9), 1e-6, 0.1)),
        "Adadelta": run(lambda p: o.Adadelta(p)),
        "Adadelta weight_decay": run(lambda p: o.Adadelta(p, 0.5, 0.8, 1e-4, 0.1)),
        "ASGD": run(lambda p: o.ASGD(p, 0.1)),
        "ASGD averaging": run(lambda p: o.ASGD(p, 0.1, 0.01, 0.6, 10, 0.05)),
        "Rprop": run(lambda p: o.Rprop(p)),
        "Rprop limits": run(lambda p: o.Rprop(p, 0.02, (0.4, 1.3), (0.001, 0.05))),
    })


def schedules():
    """The rates of two groups, and the momentum, over 50 steps."""
    def run(make, lr=(0.1, 0.4), adam=False):
        groups = [{"params": [nn.Parameter(torch.zeros(1))], "lr": r} for r in lr]
        optimizer = torch.optim.Adam(groups) if adam else torch.optim.SGD(groups, lr=0.1, momentum=0.9)
        schedule = make(optimizer)
        rates, momenta = [], []
        for _ in range(50):
            rates += [g["lr"] for g in optimizer.param_groups]
            momenta.append(optimizer.param_groups[0]["betas"][0] if adam else optimizer.param_groups[0]["momentum"])
            optimizer.step()
            schedule.step()
        return {"rates": rates, "momenta": momenta}

    write("schedules.json", {
        "MultiStepLR": run(lambda o: S.MultiStepLR(o, [5, 20, 20, 33], 0.3)),
        "ExponentialLR": run(lambda o: S.ExponentialLR(o, 0.93)),
        "ConstantLR": run(lambda o: S.ConstantLR(o, 0.25, 7)),
        "LinearLR": run(lambda o: S.LinearLR(o, 0.2, 0.9, 12)),
        "PolynomialLR": run(lambda o: S.PolynomialLR(o, 30, 1.7)),
        "LambdaLR": run(lambda o: S.LambdaLR(o, lambda t: 0.95 ** t / (1 + t))),
        "MultiplicativeLR": run(lambda o: S.MultiplicativeLR(o, lambda t: 0.9 if t % 3 else 1.1)),
        "OneCycleLR": run(lambda o: S.OneCycleLR(o, 0.7, total_steps=60)),
        "OneCycleLR linear three_phase": run(lambda o: S.OneCycleLR(o, [0.7, 0.2], epochs=6, steps_per_epoch=10, pct_start=0.4, anneal_strategy="linear", div_factor=10, final_div_factor=100, three_phase=True)),
        "OneCycleLR Adam": run(lambda o: S.OneCycleLR(o, 0.7, total_steps=55, base_momentum=0.8, max_momentum=0.97), adam=True),
        "CyclicLR": run(lambda o: S.CyclicLR(o, 0.01, 0.2, 6)),
        "CyclicLR triangular2": run(lambda o: S.CyclicLR(o, [0.01, 0.1], [0.2, 0.3], 4, 9, "triangular2", base_momentum=0.7, max_momentum=0.95)),
        "CyclicLR exp_range": run(lambda o: S.CyclicLR(o, 0.01, 0.2, 5, None, "exp_range", 0.97, cycle_momentum=False)),
        "CyclicLR scale_fn": run(lambda o: S.CyclicLR(o, 0.01, 0.2, 5, scale_fn=lambda x: 1 / x, scale_mode="cycle", cycle_momentum=False)),
        "SequentialLR": run(lambda o: S.SequentialLR(o, [S.ConstantLR(o, 0.1, 4), S.ExponentialLR(o, 0.9), S.MultiStepLR(o, [3], 0.2)], [6, 25])),
        "ChainedLR": run(lambda o: S.ChainedScheduler([S.ConstantLR(o, 0.1, 4), S.ExponentialLR(o, 0.9)])),
        "warm-up": run(lambda o: S.SequentialLR(o, [S.LinearLR(o, 0.1, 1.0, 10), S.CosineAnnealingLR(o, 40)], [10])),
    })


if __name__ == "__main__":
    optimizers()
    schedules()
