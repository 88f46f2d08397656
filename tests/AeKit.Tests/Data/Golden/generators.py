"""Writes generators.csv: what NumPy draws, and the points of scikit-learn's generators written out in NumPy.

Run with Debian's python3-numpy from any folder: python3 generators.py
Lines: random_sample of seeds 0 and 4294967295; uniform, standard_normal and permutation drawn in turn from seed 42;
the first 1500 sums of 3 numbers, so that the state is generated anew; make_blobs, make_moons and make_swiss_roll.
"""
from pathlib import Path

import numpy as np

RandomState = np.random.RandomState


def make_blobs(n, features, centers, std, seed):
    g = RandomState(seed)
    middles = g.uniform(-10, 10, size=(centers, features))
    sizes = [n // centers + (i < n % centers) for i in range(centers)]
    x = np.concatenate([g.normal(loc=middles[i], scale=std, size=(size, features)) for i, size in enumerate(sizes)])
    y = np.repeat(np.arange(centers), sizes)
    order = np.arange(n)
    g.shuffle(order)
    return np.column_stack([x, y])[order]


def make_moons(n, noise, seed):
    g = RandomState(seed)
    upper = n // 2
    a, b = np.linspace(0, np.pi, upper), np.linspace(0, np.pi, n - upper)
    x = np.vstack([np.append(np.cos(a), 1 - np.cos(b)), np.append(np.sin(a), 1 - np.sin(b) - 0.5)]).T
    y = np.repeat([0, 1], [upper, n - upper])
    order = np.arange(n)
    g.shuffle(order)
    x, y = x[order], y[order]
    x = x + g.normal(scale=noise, size=x.shape)
    return np.column_stack([x, y])


def make_swiss_roll(n, noise, seed):
    g = RandomState(seed)
    t = 1.5 * np.pi * (1 + 2 * g.uniform(size=n))
    y = 21 * g.uniform(size=n)
    x = np.vstack([t * np.cos(t), y, t * np.sin(t)]) + noise * g.standard_normal(size=(3, n))
    return x.T


g = RandomState(42)
rows = [
    RandomState(0).random_sample(5),
    RandomState(4294967295).random_sample(5),
    g.uniform(-10, 10, 3),
    g.standard_normal(5),
    g.permutation(17),
    g.normal(2, 0.5, 4),
    [RandomState(7).random_sample(1500).sum()],
    make_blobs(10, 3, 4, 0.7, 3).ravel(),
    make_moons(11, 0.2, 5).ravel(),
    make_swiss_roll(7, 0.1, 6).ravel(),
]
with open(Path(__file__).resolve().parent / "generators.csv", "w", encoding="ascii", newline="\n") as out:
    out.writelines(",".join(repr(float(v)) for v in row) + "\n" for row in rows)
