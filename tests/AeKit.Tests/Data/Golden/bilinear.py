"""Writes bilinear.csv: digits resized by PyTorch, the truth for Digits.Load(size) and its Bilinear.Resize.

Run with Debian's python3-torch from any folder: python3 bilinear.py
One line per case: index of the digit, new size, then the pixels row by row.
"""
import gzip
from pathlib import Path

import torch
from torch.nn.functional import interpolate

here = Path(__file__).resolve().parent
with gzip.open(here.parents[3] / "data/digits/digits.csv.gz", "rt") as file:
    digits = torch.tensor([[float(field) for field in line.split(",")[:64]] for line in file]) / 16

with open(here / "bilinear.csv", "w", encoding="ascii", newline="\n") as out:
    for index, size in [(0, 28), (1796, 28), (7, 16), (42, 5), (42, 11), (99, 1)]:
        image = digits[index].reshape(1, 1, 8, 8)
        resized = interpolate(image, size=(size, size), mode="bilinear", align_corners=False).flatten()
        out.write(",".join([str(index), str(size)] + [f"{value:.9g}" for value in resized.tolist()]) + "\n")
