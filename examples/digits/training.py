"""The data, and one way to train that fits compiled and plain functions alike."""

from __future__ import annotations

from dataclasses import dataclass
from types import ModuleType

import numpy as np

INNER = 32
EPOCHS = 30
RATE, MOMENTUM = 0.005, 0.9
SEED = 2026
HELD_OUT = 360


@dataclass(frozen=True)
class Digits:
    """The 1,797 images that scikit-learn ships, shuffled; the last ones are never trained on."""

    train_images: np.ndarray
    train_labels: np.ndarray
    test_images: np.ndarray
    test_labels: np.ndarray


def load_digits(shuffled: np.ndarray) -> Digits:
    from sklearn import datasets

    data = datasets.load_digits()
    images = np.ascontiguousarray(data.data[shuffled] / 16.0)
    labels = data.target[shuffled].astype(np.int64)
    cut = len(labels) - HELD_OUT
    return Digits(images[:cut], labels[:cut], images[cut:], labels[cut:])


class Training:
    """A network's weights, and the functions (compiled or not) that change them."""

    def __init__(self, functions: ModuleType, digits: Digits) -> None:
        rng = np.random.default_rng(SEED)
        pixels = digits.train_images.shape[1]
        self.functions = functions
        self.digits = digits
        self.first = np.hstack([rng.normal(0, 1 / 8, (INNER, pixels)), np.zeros((INNER, 1))])
        self.second = np.hstack([rng.normal(0, 1 / 6, (10, INNER)), np.zeros((10, 1))])
        self.first_speed = np.zeros_like(self.first)
        self.second_speed = np.zeros_like(self.second)
        self.order = np.arange(len(digits.train_labels))
        self.seed = SEED

    def epoch(self, images: int | None = None) -> float:
        """Train on all images in a new order, or on the first few of that order."""
        self.seed = self.functions.shuffle(self.order, self.seed)
        return self.functions.train_epoch(
            self.digits.train_images,
            self.digits.train_labels,
            self.order[:images],
            self.first,
            self.second,
            self.first_speed,
            self.second_speed,
            RATE,
            MOMENTUM,
        )

    def predict(self) -> np.ndarray:
        return self.functions.predict(self.digits.test_images, self.first, self.second)

    def accuracy(self) -> float:
        return float((self.predict() == self.digits.test_labels).mean())

    def same_weights(self, other: Training) -> bool:
        """Bit for bit."""
        return (
            self.first.tobytes() == other.first.tobytes()
            and self.second.tobytes() == other.second.tobytes()
        )
