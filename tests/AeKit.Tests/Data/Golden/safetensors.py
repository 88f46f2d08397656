#!/usr/bin/env python3
"""Writes tensors.safetensors by hand, byte by byte as the format's description says (Python's standard library only)."""
import json
import os
import struct

tensors = [
    ("bias", "F64", [3], struct.pack("<3d", 0.5, -1.25, 1e300)),
    ("count", "I64", [], struct.pack("<q", -(2 ** 40))),
    ("empty", "F32", [0, 2], b""),
    ("label", "I32", [2], struct.pack("<2i", -7, 2 ** 30)),
    ("weight", "F32", [2, 3], struct.pack("<6f", 0, 1, -2, 3.5, 1e-30, float("inf"))),
    ("small", "I16", [2, 1], struct.pack("<2h", -300, 300)),
    ("image", "U8", [2, 2], bytes([0, 1, 254, 255])),
    ("mask", "BOOL", [3], bytes([1, 0, 1])),
    ("sign", "I8", [2], struct.pack("<2b", -128, 127)),
]

header, data = {}, b""
for name, dtype, shape, content in tensors:
    header[name] = {"dtype": dtype, "shape": shape, "data_offsets": [len(data), len(data) + len(content)]}
    data += content
text = json.dumps(header, separators=(",", ":")).encode()
text += b" " * (-len(text) % 8)
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "tensors.safetensors"), "wb") as f:
    f.write(struct.pack("<Q", len(text)) + text + data)
