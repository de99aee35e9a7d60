"""What a user says of functions that compiled code calls, and is not to compile.

Here, and not in the compiler, because modules that module files call use them where only the
runtime is installed.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, TypeVar

    F = TypeVar("F", bound=Callable[..., Any])

# Attributes of functions.
PYTHON, UNUSED = "__jitscript_python__", "__jitscript_unused__"


def python(function: F) -> F:
    """Have compiled code call this function as it is, in the interpreter.

    Compiled code relies on the annotations: the arguments are checked when it is compiled, the
    result when it comes, and one that is not of the annotated type raises TypeError. Lists, dicts
    and the like are passed as copies; the function may not change them (RuntimeError). Arrays share
    their memory. The function itself is returned.
    """
    return _marked(function, PYTHON, "python")


def unused(function: F) -> F:
    """Have compiled code raise RuntimeError where it would call this function, which is never
    compiled. The function itself is returned."""
    return _marked(function, UNUSED, "unused")


def is_scripting() -> bool:
    """True in compiled code, where the branch for False is left out; False in Python."""
    return False


is_scripting.__jitscript_true__ = True  # type: ignore[attr-defined]  # what the front end sees


def _marked(function: F, mark: str, name: str) -> F:
    if type(function) is not type(_marked):
        raise TypeError(
            f"{name} takes a Python function, got an object of type {type(function).__name__}"
        )
    function.__dict__[mark] = True
    return function
