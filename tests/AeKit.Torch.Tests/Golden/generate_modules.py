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
    "CELU": run(lambda: nn.CELU(0.8), IMAGE),
    "SELU": run(lambda: nn.SELU(), IMAGE),
    "ReLU6": run(lambda: nn.ReLU6(), IMAGE),
    "Hardtanh": run(lambda: nn.Hardtanh(-0.3, 0.5), IMAGE),
    "Hardsigmoid": run(lambda: nn.Hardsigmoid(), IMAGE),
    "Hardswish": run(lambda: nn.Hardswish(), IMAGE),
    "Hardshrink": run(lambda: nn.Hardshrink(0.2), IMAGE),
    "Softshrink": run(lambda: nn.Softshrink(0.2), IMAGE),
    "Softsign": run(lambda: nn.Softsign(), IMAGE),
    "Tanhshrink": run(lambda: nn.Tanhshrink(), IMAGE),
    "Threshold": run(lambda: nn.Threshold(0.4, -1), IMAGE),
    "Mish": run(lambda: nn.Mish(), IMAGE),
    "GLU": run(lambda: nn.GLU(1), IMAGE),
    "Softmin": run(lambda: nn.Softmin(2), IMAGE),
    "LogSigmoid": run(lambda: nn.LogSigmoid(), IMAGE),
    "Softmax2d": run(lambda: nn.Softmax2d(), IMAGE),
    "PReLU": run(lambda: nn.PReLU(4, 0.3), IMAGE),
    "GroupNorm": run(lambda: nn.GroupNorm(2, 4), IMAGE),
    "InstanceNorm1d": run(lambda: nn.InstanceNorm1d(4, affine=True), SIGNAL),
    "InstanceNorm2d": run(lambda: nn.InstanceNorm2d(4), IMAGE),
    "InstanceNorm2d tracking": run(lambda: nn.InstanceNorm2d(4, 1e-4, 0.3, True, True), IMAGE),
    "InstanceNorm2d evaluated": run(lambda: nn.InstanceNorm2d(4, affine=True, track_running_stats=True), IMAGE, evaluate=True),
    "Dropout1d": run(lambda: nn.Dropout1d(0.4), SIGNAL),
    "Dropout2d": run(lambda: nn.Dropout2d(0.4), IMAGE),
    "Dropout2d evaluated": run(lambda: nn.Dropout2d(0.4), IMAGE, evaluate=True),
    "PixelShuffle": run(lambda: nn.PixelShuffle(2), IMAGE),
    "PixelUnshuffle": run(lambda: nn.PixelUnshuffle(3), (1, 2, 3, 6)),
    "Upsample": run(lambda: nn.Upsample(scale_factor=2), IMAGE),
    "Upsample bilinear": run(lambda: nn.Upsample((8, 9), mode="bilinear", align_corners=True), IMAGE),
    "CosineSimilarity": run(lambda: nn.CosineSimilarity(1), (3, 4), (3, 4)),
    "PairwiseDistance": run(lambda: nn.PairwiseDistance(3.0), (3, 4), (3, 4)),
}

if __name__ == "__main__":
    write("modules.json", MODULES)
