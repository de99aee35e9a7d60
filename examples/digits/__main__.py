"""`make demo`: learn, compare, save, and run where there is no compiler.

python -m examples.digits [FOLDER]      everything made on the way is kept in FOLDER
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
import venv
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from bench import twins
from examples.digits import console
from examples.digits.training import EPOCHS, HELD_OUT, Digits, Training, load_digits

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
MODEL = HERE / "model.py"
PACE_IMAGES = 150  # how many images plain Python trains on, to see how fast it is


def main(folder: Path, wheel: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    os.environ["JITSCRIPT_CACHE"] = str(folder / "cache")  # so that compiling is seen, each time

    print("\nA neural network learns handwritten digits: 64 pixels, 32 neurons, 10 answers\n")
    plain = twins.load_module(MODEL, twins.undecorated)
    with console.step("read the 1,797 digits that scikit-learn ships"):
        order = np.arange(1797)
        plain.shuffle(order, 1)
        digits = load_digits(order)

    python = cpython_pace(plain, digits)
    warnings.filterwarnings("ignore", message=".*is faster on contiguous")  # told by Numba
    numba = learn("Numba", lambda: twins.load_module(MODEL, twins.numba_script), digits)
    script = learn("jitscript", lambda: twins.load_module(MODEL), digits)
    exact = same_as_cpython(plain, script["training"].functions, digits)

    training = script["training"]
    answers = training.predict()
    file = folder / "digits.jsm"
    with console.step("save the compiled functions in one file"):
        save(training, file, folder)
    bare = run_bare(folder, wheel)

    images = digits.test_images[:4].reshape(4, 8, 8).tolist()
    captions = [f"read as {answer}" for answer in bare["answers"][:4]]
    print(f"\n{console.picture(images, captions)}\n")
    print(f"{time_table(python, numba, script)}\n")
    print(file_table(file, bare, answers, script["accuracy"], exact))
    check(bare, answers, script["accuracy"])


def cpython_pace(plain: Any, digits: Digits) -> float:
    """Seconds that CPython would take for all epochs, judged by a few images of the first."""
    training = Training(plain, digits)
    title = f"train on {PACE_IMAGES} images in plain Python, to know its pace"
    with console.step(title):
        start = time.perf_counter()
        training.epoch(PACE_IMAGES)
        seconds = time.perf_counter() - start
    return seconds / PACE_IMAGES * len(digits.train_labels) * EPOCHS


def learn(name: str, make: Callable[[], Any], digits: Digits) -> dict[str, Any]:
    """Compile, then train from the same start; both timed, neither with the other's help."""
    with console.step(f"{name}: import, compile"):
        start = time.perf_counter()
        functions = make()
        warm_up = Training(functions, digits)
        warm_up.epoch(1)
        warm_up.predict()
        compiling = time.perf_counter() - start
    training = Training(functions, digits)
    with console.step(f"{name}: {EPOCHS} epochs over {len(digits.train_labels)} images"):
        seconds = 0.0
        for _ in console.progress(range(EPOCHS), f"{name}: training"):
            start = time.perf_counter()
            training.epoch()
            seconds += time.perf_counter() - start
    accuracy = training.accuracy()
    return {"compile": compiling, "train": seconds, "accuracy": accuracy, "training": training}


def same_as_cpython(plain: Any, compiled: Any, digits: Digits) -> bool:
    """Whether the weights after a few images agree with CPython's to the last bit."""
    one, other = Training(plain, digits), Training(compiled, digits)
    one.epoch(PACE_IMAGES)
    other.epoch(PACE_IMAGES)
    return one.same_weights(other)


def save(training: Training, file: Path, folder: Path) -> None:
    import jitscript

    functions = training.functions
    jitscript.save(str(file), *functions.FUNCTIONS)
    np.savez(folder / "weights.npz", first=training.first, second=training.second)
    np.save(folder / "images.npy", training.digits.test_images)


def run_bare(folder: Path, wheel: Path) -> dict[str, Any]:
    """A new environment with NumPy and the runtime's wheel alone; the file is used there."""
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    with console.step("make a second, bare environment"):
        venv.create(folder / "bare", with_pip=False, symlinks=os.name != "nt")
    python = folder / "bare" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    console.run(
        [*pip, "--python", str(python), "install", str(wheel), "numpy"],
        "install NumPy and the runtime there",
    )
    with console.step("load the file there and predict"):
        shutil.copy(HERE / "bare.py", folder)
        done = subprocess.run(
            [str(python), "-I", str(folder / "bare.py"), str(folder)],
            cwd=folder, capture_output=True, text=True,
        )  # fmt: skip
        if done.returncode:
            raise SystemExit(f"the bare environment failed:\n{done.stdout}{done.stderr}")
    return {**json.loads(done.stdout), "wheel bytes": wheel.stat().st_size}


def time_table(python: float, numba: dict[str, Any], script: dict[str, Any]) -> str:
    def row(name: str, compiling: str, seconds: float, accuracy: str, about: str = "") -> list[str]:
        times = f"{about}{python / seconds:,.0f} ×"
        return [name, compiling, about + console.duration(seconds), times, accuracy]

    rows = [
        row("CPython *", "–", python, "–", "≈ "),
        *(
            row(
                name,
                console.duration(way["compile"]),
                way["train"],
                f"{way['accuracy']:.1%}",
            )
            for name, way in (("Numba", numba), ("jitscript", script))
        ),
    ]
    rows[0][3] = "1 ×"
    text = console.table(
        f"Training, {EPOCHS} epochs",
        ["", "import, compile", "train", "faster", f"right, {HELD_OUT} unseen"],
        rows,
    )
    return f"{text}\n  * judged by {PACE_IMAGES} images, not run to the end"


def file_table(
    file: Path, bare: dict[str, Any], answers: np.ndarray, accuracy: float, exact: bool
) -> str:
    same = bare["answers"] == answers.tolist()
    rows = [
        ["file", f"{file.name}, {file.stat().st_size / 1e3:.0f} kB"],
        ["installed there", ", ".join(bare["installed"])],
        ["runtime wheel", f"{bare['wheel bytes'] / 1e3:.0f} kB"],
        ["import llvmlite", bare["compiler"]],
        ["import the runtime", console.duration(bare["import seconds"])],
        ["load the file", console.duration(bare["load seconds"])],
        ["predictions", f"{'the same' if same else 'DIFFERENT'} ({bare['hash'][:12]})"],
        ["right", f"{accuracy:.1%} of {len(answers)}"],
        ["weights beside CPython's", "the same bits" if exact else "not the same bits"],
    ]
    return console.table("The saved module, without a compiler", ["", ""], rows)


def check(bare: dict[str, Any], answers: np.ndarray, accuracy: float) -> None:
    """What the demo claims must hold, or it fails."""
    if bare["hash"] != hashlib.sha256(answers.tobytes()).hexdigest():
        raise SystemExit("the loaded module predicts something else")
    if bare["compiler"] == "llvmlite is here":
        raise SystemExit("the bare environment is not bare")
    if accuracy < 0.95:
        raise SystemExit(f"only {accuracy:.1%} of the unseen digits are right")


def newest_wheel() -> Path:
    wheels = sorted((ROOT / "dist").glob("jitscript_runtime-*.whl"))
    if not wheels:
        raise SystemExit("no wheel of the runtime in dist/; build it: make wheels")
    return wheels[-1]


if __name__ == "__main__":
    main(ROOT / "build" / "demo", Path(sys.argv[1]) if len(sys.argv) > 1 else newest_wheel())
