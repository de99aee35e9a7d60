"""What compiled code asks of an exception that it has as a value."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, NoReturn


def is_exception(value: Any) -> bool:
    return isinstance(value, BaseException)


def count(error: BaseException) -> int:
    return len(error.args)


def argument(error: BaseException, i: int) -> Any:
    return error.args[i]


def equal_arguments(error: BaseException, given: object) -> bool:
    """Whether its arguments are those, or those of another exception."""
    return error.args == (given.args if isinstance(given, BaseException) else given)


def text_of_arguments(error: BaseException) -> str:
    return repr(error.args)


def name(error: BaseException) -> str:
    return type(error).__name__


def throw(error: BaseException) -> NoReturn:
    raise error


def throw_from(error: BaseException, cause: BaseException | None) -> NoReturn:
    raise error from cause


def call(error: BaseException, name: str, *args: Any, **keywords: Any) -> Any:
    return getattr(error, name)(*args, **keywords)


def is_of(error: BaseException, *names: str) -> bool:
    """Whether an exception is of one of the classes that Python has under these names."""
    from .python_calls import callee

    return isinstance(error, tuple(map(callee, names)))


def equal(a: Any, b: Any) -> bool:
    return bool(a == b)
