"""The demo learns what it says, and prints what a person can read."""

from __future__ import annotations

from typing import Any

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
    same_in_arrays(functions, training)


def same_in_arrays(functions: Any, training: Training) -> None:
    """The lines of NumPy say what the loops say, of weights that have learned."""
    weights = training.first, training.second
    images = training.digits.test_images
    answers = functions.predict_arrays(images, *weights)
    assert answers.dtype == np.int64
    assert answers.tolist() == training.predict().tolist()
    hidden, chance = np.zeros((2, 32)), np.zeros((2, 10))
    for image, answer in zip(images, answers, strict=True):
        functions.forward(image, *weights, hidden[0], chance[0])
        functions.forward_arrays(image, *weights, hidden[1], chance[1])
        np.testing.assert_allclose(chance[1], chance[0], rtol=1e-12)
        np.testing.assert_allclose(hidden[1], hidden[0], rtol=1e-12, atol=1e-13)
        assert chance[1].argmax() == answer


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
