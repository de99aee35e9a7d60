"""The demo learns what it says, and prints what a person can read."""

from __future__ import annotations

import numpy as np

from bench import twins
from examples.digits import console
from examples.digits.__main__ import MODEL
from examples.digits.training import EPOCHS, Training, load_digits


def test_held_out_accuracy() -> None:
    functions = twins.load_module(MODEL)
    order = np.arange(1797)
    functions.shuffle(order, 1)
    assert sorted(order) == list(range(1797))
    training = Training(functions, load_digits(order))
    losses = [training.epoch() for _ in range(EPOCHS)]
    assert losses[-1] < losses[0] / 10
    assert training.accuracy() >= 0.95


def test_table() -> None:
    text = console.table("Title", ["", "time"], [["one", "2 s"], ["three", "40 ms"]])
    assert text.splitlines() == [
        "  Title",
        "  ╭───────┬───────╮",
        "  │       │  time │",
        "  ├───────┼───────┤",
        "  │ one   │   2 s │",
        "  │ three │ 40 ms │",
        "  ╰───────┴───────╯",
    ]


def test_durations() -> None:
    spoken = [console.duration(seconds) for seconds in (0.00025, 0.0021, 0.25, 12.34)]
    assert spoken == ["250 µs", "2.1 ms", "250 ms", "12.3 s"]


def test_picture() -> None:
    dark = [[[1.0] * 8] * 8]
    assert console.picture(dark, ["read as 1"]).splitlines()[0] == "  " + "█" * 16
