"""Compares exported models with the kit: for each folder, the codes, reconstructions, losses and gradients of model.py
with those in expected.safetensors. Prints the largest differences as JSON, relative to values above 1.

Also sends weights back: a third of each, as safetensors and as npz.
"""
import importlib.util
import json
import sys
from pathlib import Path

import numpy
import torch


def difference(actual, expected):
    scale = max(1.0, expected.abs().max().item())
    return (actual.detach() - expected).abs().max().item() / scale if actual.shape == expected.shape else float("inf")


def compare(folder):
    specification = importlib.util.spec_from_file_location(folder.name.replace("-", "_"), folder / "model.py")
    exported = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(exported)
    expected = exported.read_tensors(folder / "expected.safetensors")
    model = exported.load(folder / "weights.safetensors")
    back = {name: tensor / 3 if tensor.is_floating_point() else tensor.clone() for name, tensor in model.state_dict().items()}
    x, labels = expected["x"], expected["labels"]
    conditional = [labels] if "Conditional" in type(model).__name__ else []
    latent = model.encode(x, *conditional)
    differences = {
        "latent": difference(latent, expected["latent"]),
        "reconstruction": difference(model.decode(latent, *conditional), expected["reconstruction"]),
    }
    for mode in "eval", "train":
        model.train(mode == "train")
        torch.manual_seed(7)
        loss = model.objective(x, labels)
        differences[f"{mode} loss"] = difference(torch.stack(list(loss)), expected[f"{mode} loss"])
    loss.total.backward()
    for name, parameter in model.named_parameters():
        if parameter.grad is not None:
            differences[f"gradient of {name}"] = difference(parameter.grad, expected[f"gradient of {name}"])
        elif f"gradient of {name}" in expected:
            differences[f"gradient of {name}"] = float("inf")
    exported.write_tensors(folder / "back.safetensors", back)
    numpy.savez_compressed(folder / "back.npz", **{name: tensor.numpy() for name, tensor in back.items()})
    return differences


torch.set_num_threads(1)
print(json.dumps({folder.name: compare(folder) for folder in sorted(Path(sys.argv[1]).iterdir())}))
