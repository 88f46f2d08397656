#!/usr/bin/env python3
"""Writes arrays.npz, matrix.npy and scalar.npy with NumPy (made with 1.24; needs numpy only)."""
import os

import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
grid = np.arange(24).reshape(2, 3, 4)
np.save(os.path.join(HERE, "matrix.npy"), np.array([[0.5, -1.25, 3], [1e-30, np.inf, 7]], np.float32))
np.save(os.path.join(HERE, "scalar.npy"), np.array(-2.0 ** 40))
np.savez_compressed(
    os.path.join(HERE, "arrays.npz"),
    columns=np.asfortranarray(grid.astype(np.float64)),
    swapped=grid.astype(">i4"),
    large=np.array([-(2 ** 40), 5]),
    short=np.array([-300, 300], np.int16),
    small=np.array([-128, 127], np.int8),
    image=np.array([[0, 255]], np.uint8),
    mask=np.array([True, False, True]),
    empty=np.zeros((0, 2), np.float32),
)
