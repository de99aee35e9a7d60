"""`contextlib.ExitStack`, and managers of `contextlib` that are values: what a stack is left by."""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

import contextlib
from typing import Generic, TypeVar

from .containers_list import List
from .registry import builtin

T = TypeVar("T")


@builtin(contextlib.ExitStack)
class ExitStack(Generic[T]):
    """What is left in the opposite order: managers, and calls to be made (`Callback`)."""

    _exits: List[T]

    def __init__(self) -> None:
        self._exits = List[T]()

    def _push(self, exit: T) -> None:
        self._exits.append(exit)

    def pop_all(self) -> ExitStack[T]:
        other = ExitStack[T]()
        other._exits, self._exits = self._exits, other._exits
        return other

    def close(self) -> None:
        leave(self._exits)

    def __enter__(self) -> ExitStack[T]:
        return self

    def __exit__(self, kind: object, value: object, traceback: object) -> bool:
        if value is None:
            leave(self._exits)
            return False
        return fail(self._exits, value, traceback)


def leave(exits: List[T]) -> None:
    """Leave all that is entered; an error of one is what the others are told of."""
    while len(exits) > 0:
        exit = exits.pop()
        try:
            exit.__exit__(None, None, None)
        except BaseException as error:
            if not fail(exits, error, error.__traceback__):
                raise


def fail(exits: List[T], error: object, traceback: object) -> bool:
    """Leave all that is entered, for an error; whether one has ended that."""
    while len(exits) > 0:
        exit = exits.pop()
        ended = False
        try:
            if exit.__exit__(type(error), error, traceback):
                ended = True
        except BaseException as other:
            if fail(exits, other, other.__traceback__):
                return True
            raise
        if ended:
            leave(exits)
            return True
    return False


class Callback(Generic[T]):
    """A call to be made where a stack is left."""

    _call: T

    def __init__(self, call: T) -> None:
        self._call = call

    def __exit__(self, kind: object, value: object, traceback: object) -> bool:
        self._call()
        return False


class Closing(Generic[T]):
    _thing: T

    def __init__(self, thing: T) -> None:
        self._thing = thing

    def __enter__(self) -> T:
        return self._thing

    def __exit__(self, kind: object, value: object, traceback: object) -> bool:
        self._thing.close()
        return False


class Nothing(Generic[T]):
    """`nullcontext`"""

    enter_result: T

    def __init__(self, enter_result: T) -> None:
        self.enter_result = enter_result

    def __enter__(self) -> T:
        return self.enter_result

    def __exit__(self, kind: object, value: object, traceback: object) -> bool:
        return False
