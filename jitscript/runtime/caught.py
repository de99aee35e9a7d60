"""What compiled code asks of an exception that it has as a value."""

from __future__ import annotations

from .carried import is_shown, now

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, NoReturn


def is_exception(value: Any) -> bool:
    return isinstance(value, BaseException)


def count(error: BaseException) -> int:
    return len(now(error).args)


def argument(error: BaseException, i: int) -> Any:
    return now(error).args[i]


def equal_arguments(error: BaseException, given: object) -> bool:
    """Whether its arguments are those, or those of another exception."""
    return now(error).args == (now(given).args if isinstance(given, BaseException) else given)


def text_of_arguments(error: BaseException) -> str:
    return repr(now(error).args)


def name(error: BaseException) -> str:
    return type(error).__name__


def throw(error: BaseException) -> NoReturn:
    raise error


def throw_from(error: BaseException, cause: BaseException | None) -> NoReturn:
    raise error from cause


def call(error: BaseException, name: str, *args: Any, **keywords: Any) -> Any:
    _refuse_shown(error, name)
    return getattr(error, name)(*args, **keywords)


def attribute(error: BaseException, name: str) -> Any:
    return getattr(now(error), name)


def set_attribute(error: BaseException, name: str, value: Any) -> None:
    _refuse_shown(error, name)
    setattr(error, name, value)


def text(error: BaseException) -> str:
    return str(now(error))


def shown(error: BaseException) -> str:
    return repr(now(error))


def _refuse_shown(error: BaseException, name: str) -> None:
    """What compiled code has as an instance, Python may not change: it has a copy."""
    if is_shown(error):
        kind = type(error).__name__
        raise RuntimeError(
            f"`{name}` of {kind}, which holds what can change, cannot be used where it may be any "
            f"exception (hint: ask isinstance(…, {kind}) in the handler)"
        )


def is_of(error: BaseException, *names: str) -> bool:
    """Whether an exception is of one of the classes that Python has under these names."""
    from .python_calls import callee

    return isinstance(error, tuple(map(callee, names)))


def equal(a: Any, b: Any) -> bool:
    return bool(a == b)
