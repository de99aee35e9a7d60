"""Heat that spreads in a plate, as kernels: one thread for each point of a grid.

Runs on an NVIDIA GPU where there is one, else on the CPU.
"""

import os

import numpy as np

from jitscript import Array2, cuda, f32

if not cuda.is_available():
    os.environ["JITSCRIPT_CUDA"] = "cpu"  # kernels run there instead


@cuda.kernel
def step(t: Array2[f32], new: Array2[f32], rate: f32) -> None:
    """One step of time. The edges keep their temperature."""
    x, y = cuda.grid(2)
    if 0 < y < t.shape[0] - 1 and 0 < x < t.shape[1] - 1:
        around = t[y - 1, x] + t[y + 1, x] + t[y, x - 1] + t[y, x + 1]
        new[y, x] = t[y, x] + rate * (around - f32(4.0) * t[y, x])


def show(plate: np.ndarray) -> None:
    """A picture of it, the hotter the denser."""
    for row in plate[::4]:
        print("".join(" .:-=+*#%@"[min(int(t / 10.0), 9)] for t in row[::2]))


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
print(f"the middle has {after[32, 64]:.1f} degrees")  # → the middle has 58.2 degrees
print(f"below the edge there are {after[1, 64]:.1f}")  # → below the edge there are 91.4
