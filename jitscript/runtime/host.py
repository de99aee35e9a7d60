"""Fills the host tables of an image: what compiled code may call and look at (see `abi.py`).

No entry is a callback that ctypes makes: it would lose what a signal's handler raises in it.
Python functions of the runtime are called as objects, through CPython's API.
"""

from __future__ import annotations

import ctypes
import sys

from . import abi, watchdog
from .callable import SLOT, Variant
from .held_type import ALIVE, HeldType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .native import Image

_dlsym: Any  # an object of a function takes four times as long to make
try:
    from _ctypes import dlsym as _dlsym
except ImportError:
    _dlsym = None
_keep: list[Any] = []
_TABLES = ("js_host", "js_numpy", "js_blas")
_host: Any = None
_numpy: Any = None
_blas: Any = None


def fill(image: Image) -> None:
    """Fill the tables that the image has of its own. Native memory that it gives to Python keeps
    the image then; in the process's own tables stands none."""
    for name in _TABLES:
        address = image.find(name)
        if address:
            table = _entries(name)
            ctypes.memmove(address, table, ctypes.sizeof(table))
            if name == "js_host":
                entry = address + abi.HOST_INDEX["image"] * ctypes.sizeof(ctypes.c_void_p)
                ctypes.c_void_p.from_address(entry).value = id(image)


def table(name: str) -> int:
    """The address of the process's own table of this name, for images that have none."""
    return ctypes.addressof(_entries(name)) if name in _TABLES else 0


def _entries(name: str) -> Any:
    """The table `name`, made when it is first asked for."""
    global _host, _numpy, _blas
    if name == "js_host":
        if _host is None:
            _host = _table([_host_entry(name, signature) for name, signature, _ in abi.HOST])
        return _host
    if name == "js_blas":
        if _blas is None:
            from .blas import addresses

            _blas = _table(addresses())
        return _blas
    if _numpy is None:
        _numpy = _table(_numpy_entries())
    return _numpy


def _table(addresses: list[int]) -> Any:
    return (ctypes.c_void_p * len(addresses))(*addresses)


def _slow_call(function: Any, args: tuple[Any, ...], names: tuple[str, ...] | None) -> Any:
    from .calls import slow_call

    return slow_call(function, args, names)


def _exact_object(text: str, value: Any) -> Any:
    from .convert import exact_object

    return exact_object(text, value)


_known: Any = None  # the module, which loops that catch errors ask again and again


def _errors() -> Any:
    global _known
    if _known is None:
        from . import errors as _known
    return _known


def _error_to_raise(context: int, error: BaseException | None, traceback: Any) -> BaseException:
    found: BaseException = _errors().error_to_raise(context, error, traceback)
    return found


def _text_of_caught(address: int, what: int) -> bytes:
    return bytes(_errors().text_of_caught(address, what))


def _object_of_caught(address: int, pending: int, call: int) -> Any:
    return _errors().object_of_caught(address, pending, call)


def _native_of_caught(address: int, made: int) -> int:
    return int(_errors().native_of_caught(address, made))


def _settle_carried(call: int) -> int:
    from .carried import settle

    return settle(call)


def _own_exception(name: str) -> Any:
    from .errors import own_exception

    return own_exception(name)


def _python_callee(name: str) -> Any:
    from .python_calls import callee

    return callee(name)


def _watched_call(function: Any, args: tuple[Any, ...], keywords: dict[str, Any] | None) -> Any:
    from .python_calls import watched_call

    return watched_call(function, args, keywords)


def _python_result(text: str, name: str, value: Any, exact: bool) -> Any:
    from .python_calls import result

    return result(text, name, value, exact)


def _generator(capsule: Any, address: int, name: str) -> Any:
    from .generators import generator

    if address & abi.GENERATOR_ENDS:  # perhaps with the interpreter, which imports nothing any more
        _errors().prepare()
    return generator(capsule, address, name)


def _held(capsule: Any, address: int, text: str, number: int) -> Any:
    from .held import hold

    return hold(capsule, address, text, number)


def _ask_random(what: int, argument: Any) -> Any:
    from .randomness import ask

    return ask(what, argument)


_OBJECTS: dict[str, Any] = {
    "slow_call": _slow_call,
    "exact_object": _exact_object,
    "error_to_raise": _error_to_raise,
    "text_of_caught": _text_of_caught,
    "object_of_caught": _object_of_caught,
    "native_of_caught": _native_of_caught,
    "settle_carried": _settle_carried,
    "own_exception": _own_exception,
    "python_callee": _python_callee,
    "watched_call": _watched_call,
    "python_result": _python_result,
    "ask_random": _ask_random,
    "generator": _generator,
    "held": _held,
    "held_alive": ALIVE,
    "held_type": HeldType,
    "variant_type": Variant,
    "wake_watchdog": watchdog.wake,
    "stack_limit": watchdog.stack_limit,
    "None": None,
    "True": True,
    "False": False,
    "NotImplemented": NotImplemented,
    "PyLong_Type": int,
    "PyFloat_Type": float,
    "PyBool_Type": bool,
    "PyComplex_Type": complex,
    "PyTuple_Type": tuple,
    "PyUnicode_Type": str,
    "PyList_Type": list,
    "PyDict_Type": dict,
    "PySet_Type": set,
    "PyFrozenSet_Type": frozenset,
    "PyRange_Type": range,
    "PyBytes_Type": bytes,
    "PyByteArray_Type": bytearray,
    "AttributeError": AttributeError,
    "TypeError": TypeError,
    "ValueError": ValueError,
    "RuntimeError": RuntimeError,
    "UnicodeError": UnicodeError,
}
# Entries that are other functions of the process under a name that tells what they are for.
_ALIASES = {"copy_from_address": "memmove", "memcpy": "memmove"}


def _host_entry(name: str, signature: str) -> int:
    if name == "state":
        return watchdog.STATE_ADDRESS
    if name == "image":
        return 0
    if name == "callable_slot":
        return SLOT
    if name in _OBJECTS:
        return id(_OBJECTS[name])
    if signature == "data":
        raise LookupError(f"no host entry {name!r}")
    name = _ALIASES.get(name, name)
    found = address(ctypes.pythonapi, name) or address(ctypes.CDLL(None), name)
    if not found:
        raise LookupError(f"this process has no function {name!r}")
    return found


def address(library: Any, name: str) -> int:
    """The address of what a library exports under this name; 0: nothing."""
    try:
        if _dlsym is not None:
            return int(_dlsym(library._handle, name))
        return ctypes.cast(getattr(library, name), ctypes.c_void_p).value or 0
    except (AttributeError, OSError):
        return 0


def _numpy_entries() -> list[int]:
    try:
        import numpy
    except ImportError:
        raise ImportError(
            "this compiled code works on NumPy arrays, and NumPy is missing"
        ) from None
    core: Any = sys.modules.get("numpy._core._multiarray_umath") or sys.modules.get(
        "numpy.core._multiarray_umath"
    )
    pointer_of = ctypes.PYFUNCTYPE(ctypes.c_void_p, ctypes.py_object, ctypes.c_char_p)(
        ("PyCapsule_GetPointer", ctypes.pythonapi)
    )
    api = pointer_of(core._ARRAY_API, None)
    word = ctypes.sizeof(ctypes.c_void_p)
    entries = [
        ctypes.c_void_p.from_address(api + index * word).value or 0
        for _, index, _, _ in abi.NUMPY_FUNCTIONS
    ]
    names = [name + "_" * (name == "bool") for name in abi.NUMPY_NAMES.values()]
    scalars = [getattr(numpy, name) for name in names]
    dtypes = [numpy.dtype(scalar) for scalar in scalars]
    _keep.append(dtypes)
    return entries + [id(dtype) for dtype in dtypes] + [id(scalar) for scalar in scalars]
