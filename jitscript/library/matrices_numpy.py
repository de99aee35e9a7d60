"""Matrices by their place: `np.eye identity diag tri tril triu trace`."""

# The language itself: type variables stand for types in it.
# mypy: ignore-errors

from __future__ import annotations

from typing import Any

import numpy as np

from . import axes
from .kinds import D
from .registry import builtin


@builtin(np.eye)
def eye(N: int, M: int | None = None, k: int = 0, dtype: type[D] = np.float64):
    columns = N if M is None else M
    a = np.zeros((N, columns), dtype)
    for i in range(max(0, -k), min(N, columns - k)):
        a[i, i + k] = 1
    return a


@builtin(np.identity)
def identity(n: int, dtype: type[D] = np.float64):
    return np.eye(n, n, 0, dtype)


@builtin(np.tri)
def tri(N: int, M: int | None = None, k: int = 0, dtype: type[D] = np.float64):
    columns = N if M is None else M
    a = np.zeros((max(N, 0), max(columns, 0)), dtype)
    for i in range(a.shape[0]):
        a[i, : min(max(i + k + 1, 0), a.shape[1])] = 1
    return a


@builtin(np.tril)
def tril_of_row(m: np.ndarray[tuple[int], np.dtype[D]], k: int = 0):
    rows = np.empty((len(m), len(m)), D)
    rows[...] = m
    return np.tril(rows, k)


@builtin(np.tril)
def tril(m: np.ndarray[Any, np.dtype[D]], k: int = 0):
    return np.where(_mask(m, k), m, np.zeros(1, D))


def _mask(m: np.ndarray[Any, np.dtype[D]], k: int):
    return np.tri(m.shape[axes.below(m.ndim, 2)], m.shape[axes.below(m.ndim, 1)], k, np.bool_)


@builtin(np.triu)
def triu_of_row(m: np.ndarray[tuple[int], np.dtype[D]], k: int = 0):
    rows = np.empty((len(m), len(m)), D)
    rows[...] = m
    return np.triu(rows, k)


@builtin(np.triu)
def triu(m: np.ndarray[Any, np.dtype[D]], k: int = 0):
    return np.where(_mask(m, k - 1), np.zeros(1, D), m)


@builtin(np.diag)
def diag_of(v: np.ndarray[tuple[int, int], np.dtype[D]], k: int = 0):
    return np.diagonal(v, k)


@builtin(np.diag)
def diag(v: object, k: int = 0):
    return _diag(np.asarray(v), k)


def _diag(v: np.ndarray[tuple[int], np.dtype[D]], k: int):
    n = len(v) + abs(k)
    out = np.zeros((n, n), D)
    for i in range(len(v)):
        out[i + max(-k, 0), i + max(k, 0)] = v[i]
    return out
