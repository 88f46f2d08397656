#!/usr/bin/env python3
"""Writes init.json beside this script with PyTorch, see generate.py: initialisations, one after the other from one seed."""
import torch
import torch.nn.init as I

from generate import flat, write


def initialisations():
    torch.manual_seed(51)
    e = torch.empty
    write("init.json", {
        "orthogonal_ wide": flat(I.orthogonal_(e(3, 7))),
        "orthogonal_ tall": flat(I.orthogonal_(e(6, 2), 1.7)),
        "orthogonal_ square": flat(I.orthogonal_(e(4, 4))),
        "orthogonal_ kernels": flat(I.orthogonal_(e(4, 2, 3, 3))),
        "trunc_normal_": flat(I.trunc_normal_(e(5, 6))),
        "trunc_normal_ shifted": flat(I.trunc_normal_(e(40), 0.5, 2.0, -1.0, 0.7)),
        "sparse_": flat(I.sparse_(e(5, 4), 0.3, 0.2)),
        "dirac_ 1d": flat(I.dirac_(e(3, 2, 5))),
        "dirac_ 2d": flat(I.dirac_(e(2, 3, 4, 3))),
        "eye_": flat(I.eye_(e(3, 5))),
        "xavier_uniform_": flat(I.xavier_uniform_(e(4, 3, 2), 1.3)),
        "xavier_normal_": flat(I.xavier_normal_(e(4, 6), 0.7)),
        "kaiming_uniform_ fan_out": flat(I.kaiming_uniform_(e(4, 3, 2), 0.2, "fan_out")),
        "kaiming_normal_ tanh": flat(I.kaiming_normal_(e(4, 6), nonlinearity="tanh")),
        "gains": [I.calculate_gain(n) for n in ("linear", "conv2d", "sigmoid", "tanh", "relu")] + [I.calculate_gain("leaky_relu", 0.3)],
    })


if __name__ == "__main__":
    initialisations()
