#!/usr/bin/env python3
"""Writes models.json: the losses of 200 training steps of the six benchmark models, which benchmarks/pytorch.py defines."""
import json
import os
import sys

import torch

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.append(os.path.join(HERE, "..", "..", "..", "benchmarks"))
import pytorch  # noqa: E402

torch.set_num_threads(1)

STEPS = 200
BATCHES = 4
SMALLER = {"m6": 16}  # examples in a batch, where the benchmark's would take too long for a test


def losses(name):
    batch, shape, create = pytorch.MODELS[name]
    batch = SMALLER.get(name, batch)
    torch.manual_seed(1)
    model = create()
    optimizer = torch.optim.Adam(model.parameters())
    x = torch.rand(BATCHES * batch, *shape)
    result = []
    for step in range(STEPS):
        first = step % BATCHES * batch
        loss = model.loss(x[first:first + batch])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        result.append(float(f"{loss.item():.7g}"))
    return {"batch": batch, "losses": result}


if __name__ == "__main__":
    with open(os.path.join(HERE, "models.json"), "w") as f:
        json.dump({name: losses(name) for name in pytorch.MODELS}, f, separators=(",", ":"))
        f.write("\n")
