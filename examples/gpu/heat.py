"""Heat that spreads in a plate, as kernels: one thread for each point of a grid.

    python examples/gpu/heat.py [heat.png]

Runs on an NVIDIA GPU where there is one, else on the CPU. Prints a picture of the plate, and writes
one in colours to the file that is named.
"""

import os
import struct
import sys
import zlib

import numpy as np

from jitscript import Array2, Array3, cuda, f32, u8

if not cuda.is_available():
    os.environ["JITSCRIPT_CUDA"] = "cpu"  # kernels run there instead


@cuda.kernel
def step(t: Array2[f32], new: Array2[f32], rate: f32) -> None:
    """One step of time. The edges keep their temperature."""
    x, y = cuda.grid(2)
    if 0 < y < t.shape[0] - 1 and 0 < x < t.shape[1] - 1:
        around = t[y - 1, x] + t[y + 1, x] + t[y, x - 1] + t[y, x + 1]
        new[y, x] = t[y, x] + rate * (around - f32(4.0) * t[y, x])


@cuda.kernel
def colour(t: Array2[f32], pixels: Array3[u8]) -> None:
    """Black, red, yellow, white: four pixels by four for each point."""
    x, y = cuda.grid(2)
    if y < pixels.shape[0] and x < pixels.shape[1]:
        heat = t[y // 4, x // 4] / f32(100.0)
        for c in range(3):
            pixels[y, x, c] = u8(
                min(max(f32(3.0) * heat - f32(c), f32(0.0)), f32(1.0)) * f32(255.0)
            )


def show(plate: np.ndarray) -> None:
    """A picture of it, the hotter the denser."""
    for row in plate[::4]:
        print("".join(" .:-=+*#%@"[min(int(t / 10.0), 9)] for t in row[::2]))


def write_png(path: str, pixels: np.ndarray) -> None:
    height, width, _ = pixels.shape
    rows = b"".join(b"\0" + row.tobytes() for row in pixels)

    def part(kind: bytes, data: bytes) -> bytes:
        check = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = part(b"IHDR", head), part(b"IDAT", zlib.compress(rows)), part(b"IEND", b"")
    with open(path, "wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n" + b"".join(parts))


plate = np.zeros((64, 128), np.float32)
plate[0, :] = 100.0  # the upper edge is hot
plate[24:40, 48:80] = 100.0  # and so is a block in the middle, at first

here, there = cuda.to_device(plate), cuda.to_device(plate)
blocks, threads = (128 // 16, 64 // 16), (16, 16)
for _ in range(200):
    step[blocks, threads](here, there, np.float32(0.2))
    here, there = there, here
after = here.copy_to_host()

show(after)
pixels = cuda.zeros((4 * 64, 4 * 128, 3), np.uint8)
colour[(4 * 128 // 16, 4 * 64 // 16), (16, 16)](here, pixels)
picture = pixels.copy_to_host()
if len(sys.argv) > 1:
    write_png(sys.argv[1], picture)
print(f"the hottest pixel is {picture[0, 0].tolist()}")  # → the hottest pixel is [255, 255, 255]
print(f"the middle has {after[32, 64]:.1f} degrees")  # → the middle has 58.2 degrees
print(f"below the edge there are {after[1, 64]:.1f}")  # → below the edge there are 91.4
