"""Writes permutations.csv: torch.randperm as PyTorch draws it, the truth for Dataset.Split and Dataset.Batches.

Run with Debian's python3-torch from any folder: python3 permutations.py
First line: randperm(20) of a generator with seed 5. Then two draws of randperm(10) after manual_seed(1).
"""
from pathlib import Path

import torch

torch.manual_seed(1)
rows = [torch.randperm(20, generator=torch.Generator().manual_seed(5)), torch.randperm(10), torch.randperm(10)]
with open(Path(__file__).resolve().parent / "permutations.csv", "w", encoding="ascii", newline="\n") as out:
    out.writelines(",".join(map(str, row.tolist())) + "\n" for row in rows)
