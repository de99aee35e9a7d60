"""A small neural network in explicit loops: 64 pixels, one tanh layer, ten chances.

Each row of a weight matrix belongs to one neuron; its last column is the neuron's bias.
"""

import math

import numpy as np

from jitscript import Array1, Array2, f64, i64, script


@script
def shuffle(order: Array1[i64], seed: int) -> int:
    """Shuffle in place with a linear congruential generator; returns its next seed."""
    for i in range(len(order) - 1, 0, -1):
        seed = (seed * 1103515245 + 12345) % 2147483648
        j = (seed >> 8) % (i + 1)
        order[i], order[j] = order[j], order[i]
    return seed


@script
def forward(
    image: Array1[f64],
    first: Array2[f64],
    second: Array2[f64],
    hidden: Array1[f64],
    chance: Array1[f64],
) -> None:
    """Fill `hidden` with the inner neurons' values and `chance` with the digits' chances."""
    pixels = len(image)
    for j in range(len(hidden)):
        total = first[j, pixels]
        for i in range(pixels):
            total += first[j, i] * image[i]
        hidden[j] = math.tanh(total)

    inner = len(hidden)
    highest = -math.inf
    for digit in range(len(chance)):
        total = second[digit, inner]
        for j in range(inner):
            total += second[digit, j] * hidden[j]
        chance[digit] = total
        highest = max(highest, float(total))

    total = 0.0
    for digit in range(len(chance)):
        chance[digit] = math.exp(chance[digit] - highest)
        total += chance[digit]
    for digit in range(len(chance)):
        chance[digit] /= total


@script
def train_epoch(
    images: Array2[f64],
    labels: Array1[i64],
    order: Array1[i64],
    first: Array2[f64],
    second: Array2[f64],
    first_speed: Array2[f64],
    second_speed: Array2[f64],
    rate: float,
    momentum: float,
) -> float:
    """One pass over the images in the given order, a step after each; returns the mean loss."""
    pixels = images.shape[1]
    inner = first.shape[0]
    digits = second.shape[0]
    hidden = np.zeros(inner)
    chance = np.zeros(digits)
    loss = 0.0
    for k in range(len(order)):
        image = images[order[k]]
        label = labels[order[k]]
        forward(image, first, second, hidden, chance)
        loss -= math.log(chance[label])
        chance[label] -= 1.0  # now the loss's slope at each output

        for j in range(inner):
            slope = 0.0
            for digit in range(digits):
                slope += chance[digit] * second[digit, j]
            slope *= 1.0 - hidden[j] * hidden[j]
            for i in range(pixels):
                step = rate * slope * image[i]
                first_speed[j, i] = momentum * first_speed[j, i] - step
                first[j, i] += first_speed[j, i]
            first_speed[j, pixels] = momentum * first_speed[j, pixels] - rate * slope
            first[j, pixels] += first_speed[j, pixels]

        for digit in range(digits):
            slope = float(chance[digit])
            for j in range(inner):
                step = rate * slope * hidden[j]
                second_speed[digit, j] = momentum * second_speed[digit, j] - step
                second[digit, j] += second_speed[digit, j]
            second_speed[digit, inner] = momentum * second_speed[digit, inner] - rate * slope
            second[digit, inner] += second_speed[digit, inner]
    return loss / len(order)


@script
def predict(images: Array2[f64], first: Array2[f64], second: Array2[f64]) -> Array1[i64]:
    """The likeliest digit of each image."""
    hidden = np.zeros(first.shape[0])
    chance = np.zeros(second.shape[0])
    answers = np.zeros(len(images), dtype=np.int64)
    for k in range(len(images)):
        forward(images[k], first, second, hidden, chance)
        best = 0
        for digit in range(1, len(chance)):
            if chance[digit] > chance[best]:
                best = digit
        answers[k] = best
    return answers


@script
def forward_arrays(
    image: Array1[f64],
    first: Array2[f64],
    second: Array2[f64],
    hidden: Array1[f64],
    chance: Array1[f64],
) -> None:
    """`forward` in three lines of NumPy, for outputs that `exp` can take as they are."""
    hidden[:] = np.tanh(first[:, :-1] @ image + first[:, -1])
    chance[:] = np.exp(second[:, :-1] @ hidden + second[:, -1])
    chance /= chance.sum()


@script
def predict_arrays(images: Array2[f64], first: Array2[f64], second: Array2[f64]) -> Array1[i64]:
    """`predict` in three lines of NumPy, for all images at once."""
    hidden = np.tanh(images @ first[:, :-1].T + first[:, -1])
    scores = hidden @ second[:, :-1].T + second[:, -1]
    return np.argmax(scores, axis=1)


FUNCTIONS = (shuffle, train_epoch, predict)
