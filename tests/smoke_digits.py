"""Run by `test_smoke_versions` under each CPython: the demo's functions, plain and compiled.

Trains on random images, so that nothing but the compiler's own dependencies is needed.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import numpy as np

import jitscript
from bench import twins
from examples.digits.training import Digits, Training

ROOT = Path(__file__).parent.parent


def main() -> None:
    model = ROOT / "examples" / "digits" / "model.py"
    plain = twins.load_module(model, twins.undecorated)
    compiled = twins.load_module(model)
    one, other = Training(plain, random_digits()), Training(compiled, random_digits())
    assert one.epoch() == other.epoch()
    assert one.same_weights(other), "the weights differ"
    assert (one.predict() == other.predict()).all(), "the predictions differ"

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "digits.jsm"
        jitscript.save(file, *compiled.FUNCTIONS)
        loaded = jitscript.load(file)
        answers = loaded.predict(one.digits.test_images, one.first, one.second)
    assert (answers == one.predict()).all(), "the loaded module predicts something else"
    print(f"digits: same on Python {sys.version_info.major}.{sys.version_info.minor}")


def random_digits() -> Digits:
    rng = np.random.default_rng(6)
    images, labels = rng.random((40, 64)), rng.integers(0, 10, 40)
    return Digits(images[:30], labels[:30], images[30:], labels[30:])


if __name__ == "__main__":
    main()
