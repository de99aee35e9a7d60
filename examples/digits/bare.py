"""Run in an environment with nothing but NumPy and the runtime: load the file, predict, report.

python bare.py FOLDER      a folder with digits.jsm, weights.npz and images.npy
"""

import hashlib
import importlib.metadata
import json
import sys
import time
from pathlib import Path

import numpy as np

folder = Path(sys.argv[1])

start = time.perf_counter()
from jitscript.runtime import load  # noqa: E402

imported = time.perf_counter()
module = load(str(folder / "digits.jsm"))
loaded = time.perf_counter()

weights = np.load(folder / "weights.npz")
images = np.load(folder / "images.npy")
answers = module.predict(images, weights["first"], weights["second"])

try:
    import llvmlite  # noqa: F401

    compiler = "llvmlite is here"
except ModuleNotFoundError as error:
    compiler = str(error)

installed = sorted(found.metadata["Name"] for found in importlib.metadata.distributions())
print(
    json.dumps(
        {
            "installed": [name for name in installed if name not in ("pip", "setuptools")],
            "compiler": compiler,
            "import seconds": imported - start,
            "load seconds": loaded - imported,
            "answers": answers.tolist(),
            "hash": hashlib.sha256(answers.tobytes()).hexdigest(),
        }
    )
)
