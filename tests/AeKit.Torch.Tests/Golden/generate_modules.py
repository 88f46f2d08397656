#!/usr/bin/env python3
"""Writes modules.json beside this script with PyTorch, see generate.py.

Every module: made and given an input drawn with one seed; its state, the output, and the gradients of sum(output * weight).
"""
import warnings

import torch
import torch.nn as nn

from generate import flat, pack, write

warnings.filterwarnings("ignore", message="Using padding='same'")


def run(make, *sizes, evaluate=False):
    torch.manual_seed(41)
    module = make()
    inputs = [torch.randn(s) for s in sizes]
    leaves = [x.clone().requires_grad_() for x in inputs]
    state = {k: pack(v.float()) for k, v in module.state_dict().items()}
    if evaluate:
        module(*leaves)
        module.eval()
    y = module(*leaves)
    weight = torch.linspace(-1, 1, y.numel()).reshape(y.shape) + 0.3
    (y * weight).sum().backward()
    return {
        "state": state, "inputs": [pack(x) for x in inputs], "output": pack(y), "weight": pack(weight),
        "gradients": [pack(x.grad) for x in leaves],
        "parameters": sum((flat(p.grad) for p in module.parameters()), []),
        "after": {k: pack(v.float()) for k, v in module.state_dict().items()},
    }


IMAGE, SIGNAL = (2, 4, 6, 5), (2, 4, 9)

MODULES = {
    "Conv1d": run(lambda: nn.Conv1d(4, 6, 3, 2, 1, 1, 2), SIGNAL),
    "Conv1d reflect": run(lambda: nn.Conv1d(4, 3, 4, 1, 3, padding_mode="reflect"), SIGNAL),
    "Conv1d same": run(lambda: nn.Conv1d(4, 3, 4, padding="same", dilation=3, bias=False), SIGNAL),
    "Conv2d reflect": run(lambda: nn.Conv2d(4, 3, 3, 2, (1, 2), padding_mode="reflect"), IMAGE),
    "Conv2d replicate": run(lambda: nn.Conv2d(4, 3, (3, 2), 1, (2, 1), padding_mode="replicate"), IMAGE),
    "Conv2d circular same": run(lambda: nn.Conv2d(4, 3, (3, 2), padding="same", padding_mode="circular"), IMAGE),
    "ConvTranspose1d": run(lambda: nn.ConvTranspose1d(4, 3, 4, 3, 1, 2), SIGNAL),
    "MaxPool1d": run(lambda: nn.MaxPool1d(3, 2), SIGNAL),
    "AvgPool1d": run(lambda: nn.AvgPool1d(3, 2, 1), SIGNAL),
    "AdaptiveAvgPool1d": run(lambda: nn.AdaptiveAvgPool1d(5), SIGNAL),
    "AdaptiveAvgPool2d": run(lambda: nn.AdaptiveAvgPool2d((2, 3)), IMAGE),
    "AdaptiveMaxPool1d": run(lambda: nn.AdaptiveMaxPool1d(5), SIGNAL),
    "AdaptiveMaxPool2d": run(lambda: nn.AdaptiveMaxPool2d((2, 3)), IMAGE),
    "ReflectionPad1d": run(lambda: nn.ReflectionPad1d((2, 1)), SIGNAL),
    "ReflectionPad2d": run(lambda: nn.ReflectionPad2d((2, 1, 0, 3)), IMAGE),
    "ReplicationPad1d": run(lambda: nn.ReplicationPad1d(2), SIGNAL),
    "ReplicationPad2d": run(lambda: nn.ReplicationPad2d((2, 1, 0, 3)), IMAGE),
    "ConstantPad1d": run(lambda: nn.ConstantPad1d((2, 1), 0.5), SIGNAL),
    "ConstantPad2d": run(lambda: nn.ConstantPad2d(2, 0.5), IMAGE),
    "ZeroPad2d": run(lambda: nn.ZeroPad2d((2, -1, 0, 3)), IMAGE),
    "CosineSimilarity": run(lambda: nn.CosineSimilarity(1), (3, 4), (3, 4)),
    "PairwiseDistance": run(lambda: nn.PairwiseDistance(3.0), (3, 4), (3, 4)),
}

if __name__ == "__main__":
    write("modules.json", MODULES)
