#!/usr/bin/env python3
"""Runs the generators in a temporary folder and compares what they write with the files committed here.

Text and integers must be equal, other numbers equal to 1e-6 of the largest in their list. Ends with one line; status 1
if a file is not reproduced.
"""
import glob
import json
import math
import os
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
BENCHMARKS = os.path.join(HERE, "..", "..", "..", "benchmarks")
TOLERANCE = 1e-6
# Training magnifies the rounding of a CPU's own kernels.
TRAINED = {"training.json": 1e-5, "optimizers.json": 1e-5, "optimizers_more.json": 1e-5, "convolutional.json": 1e-4, "models.json": 1e-3}


def is_number(x):
    return isinstance(x, (int, float)) and not isinstance(x, bool)


def difference(a, b, tolerance, where=""):
    """The first place where a and b differ, or None."""
    if isinstance(a, dict) and isinstance(b, dict):
        if a.keys() != b.keys():
            return f"{where}: other keys"
        pairs = ((a[k], b[k], f"{where}/{k}") for k in a)
    elif isinstance(a, list) and isinstance(b, list):
        if len(a) != len(b):
            return f"{where}: {len(b)} entries instead of {len(a)}"
        if all(map(is_number, a)) and all(map(is_number, b)):
            scale = max((abs(x) for x in a if math.isfinite(x)), default=0)
            return next((f"{where}/{i}: {y!r} instead of {x!r}" for i, (x, y) in enumerate(zip(a, b)) if not close(x, y, tolerance * scale)), None)
        pairs = ((x, y, f"{where}/{i}") for i, (x, y) in enumerate(zip(a, b)))
    elif is_number(a) and is_number(b):
        return None if close(a, b, tolerance * abs(a)) else f"{where}: {b!r} instead of {a!r}"
    else:
        return None if a == b else f"{where}: {b!r} instead of {a!r}"
    return next(filter(None, (difference(x, y, tolerance, at) for x, y, at in pairs)), None)


def close(x, y, allowed):
    if isinstance(x, int) and isinstance(y, int):
        return x == y
    return x == y or (math.isnan(x) and math.isnan(y)) or abs(x - y) <= allowed


def main():
    generators = sorted(glob.glob(os.path.join(HERE, "generate*.py")))
    committed = sorted(map(os.path.basename, glob.glob(os.path.join(HERE, "*.json"))))
    environment = dict(os.environ, PYTHONPATH=BENCHMARKS, PYTHONDONTWRITEBYTECODE="1")
    with tempfile.TemporaryDirectory() as folder:
        for generator in generators:
            shutil.copy(generator, folder)
        for generator in generators:
            command = [sys.executable, os.path.join(folder, os.path.basename(generator))]
            run = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
            if run.returncode != 0:
                sys.exit(f"Golden files: {os.path.basename(generator)} failed.\n{run.stderr}")
        written = sorted(map(os.path.basename, glob.glob(os.path.join(folder, "*.json"))))
        if written != committed:
            sys.exit(f"Golden files: the generators write {written}, committed are {committed}.")
        for name in committed:
            with open(os.path.join(HERE, name)) as a, open(os.path.join(folder, name)) as b:
                found = difference(json.load(a), json.load(b), TRAINED.get(name, TOLERANCE))
            if found:
                sys.exit(f"Golden files: {name} is not reproduced: {found}")
    print(f"Golden files: {len(committed)} reproduced by {len(generators)} generators.")


if __name__ == "__main__":
    main()
