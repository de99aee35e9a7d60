"""Decorators with the annotations that type checkers ask for: ParamSpec and Concatenate."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from jitscript import script

P = ParamSpec("P")
R = TypeVar("R")


def told(fn: Callable[P, R]) -> Callable[P, R]:
    @wraps(fn)
    def inner(*args: P.args, **kwargs: P.kwargs) -> R:
        print("calls", fn.__name__)
        return fn(*args, **kwargs)

    return inner


def times(n: int) -> Callable[[Callable[P, R]], Callable[P, list[R]]]:
    def decorate(fn: Callable[P, R]) -> Callable[P, list[R]]:
        def inner(*args: P.args, **kwargs: P.kwargs) -> list[R]:
            return [fn(*args, **kwargs) for _ in range(n)]

        return inner

    return decorate


def with_seven(fn: Callable[Concatenate[int, P], R]) -> Callable[P, R]:
    def inner(*args: P.args, **kwargs: P.kwargs) -> R:
        return fn(7, *args, **kwargs)

    return inner


@told
def added(x: int, y: int = 2) -> int:
    return x + y


@times(3)
def doubled(x: str) -> str:
    return x * 2


@with_seven
def repeated(n: int, s: str) -> str:
    return s * n


def passed_on(fn: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    return fn(*args, **kwargs)


@script
def of_numbers(x: int) -> int:
    return added(x) + added(x, y=3)


@script
def of_texts(x: str) -> list[str]:
    return [*doubled(x), repeated(x), repeated(s=x)]


@script
def through(x: int) -> int:
    return passed_on(added, x) + passed_on(added, x, y=5) + passed_on(max, x, 3)


CASES = {
    "of_numbers": [(1,), (-4,)],
    "of_texts": [("a",), ("",)],
    "through": [(4,), (1,)],
}
