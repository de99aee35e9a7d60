"""What compiled code asks of Python, and brings itself: `print`, text ↔ numbers, what only Python
knows of characters, for all of which it takes the GIL; comparisons of conversions, which hold it.

Each calls the C API alone, so that nothing is lost: what `sys.stdout.write`, or the handler of a
signal in it, raises is set in the thread as by any call, and is what the function raises.
"""

from __future__ import annotations

from collections.abc import Callable

from ...runtime import abi
from ..writer import Writer
from . import addresses, containers, random_words, texts
from .code import CANNOT, Code, define


def helper(w: Writer, name: str) -> str:
    """The function `name` of `abi.HELPERS`, written on first use."""
    symbol = "@" + name
    if name not in w.named:
        w.named[name] = symbol
        params, make = _HELPERS[name]
        result = abi.HELPERS[name][0].partition(" ")[0]
        how = "alwaysinline" if name in abi.INLINED else "cold noinline optnone"
        define(w, f"define internal {result} {symbol}({params}) {how} nounwind", make)
    return symbol


def _text(c: Code, otherwise: str, data: str = "%data", n: str = "%n") -> str:
    how = c.w.text(b"surrogatepass")
    address = c.let(f"ptrtoint ptr {how} to i64")
    return c.host("PyUnicode_DecodeUTF8", data, n, address, otherwise=otherwise)


def _leave(c: Code, gil: str, result: str) -> None:
    c.host("PyGILState_Release", gil)
    c.line(f"ret {result}")


def _write(c: Code) -> None:
    gil = c.host("PyGILState_Ensure")
    stdout = c.host("PySys_GetObject", c.w.text(b"stdout"))
    c.unless(c.let(f"icmp ne ptr {stdout}, null"), "lost")
    c.branch(c.let(f"icmp ne ptr {stdout}, {c.data('None')}"), "write", "done")
    c.block("write")
    text = _text(c, "failed")
    c.host("Py_IncRef", stdout)
    # Looked at below, when both are given back.
    status = c.host("PyFile_WriteObject", text, stdout, "1", otherwise=CANNOT)
    c.host("Py_DecRef", text)
    c.host("Py_DecRef", stdout)
    c.branch(c.let(f"icmp eq i32 {status}, 0"), "done", "failed")
    c.block("lost")
    c.host("PyErr_SetString", c.data("RuntimeError"), c.w.text(b"lost sys.stdout"))
    c.line("br label %failed")
    c.block("done")
    _leave(c, gil, "i32 0")
    c.block("failed")
    _leave(c, gil, "i32 1")


def _float_repr(c: Code) -> None:
    gil = c.host("PyGILState_Ensure")
    add_dot = "2"
    text = c.host(
        "PyOS_double_to_string", "%x", str(ord("r")), "0", add_dot, "null", otherwise="failed"
    )
    size = c.host("strlen", text)
    c.host("memcpy", "%out", text, size)
    c.host("PyMem_Free", text)
    _leave(c, gil, f"i64 {size}")
    c.block("failed")
    _leave(c, gil, "i64 -1")


def _float_parse(c: Code) -> None:
    gil = c.host("PyGILState_Ensure")
    text = _text(c, "failed")
    # Looked at below, when the text is given back.
    found = c.host("PyFloat_FromString", text, otherwise=CANNOT)
    c.host("Py_DecRef", text)
    c.unless(c.let(f"icmp ne ptr {found}, null"), "none")
    value = c.host("PyFloat_AsDouble", found)
    c.store("double", value, "%out")
    c.host("Py_DecRef", found)
    _leave(c, gil, "i32 0")
    c.block("none")
    no_float = c.host("PyErr_ExceptionMatches", c.data("ValueError"))
    c.unless(c.let(f"icmp ne i32 {no_float}, 0"), "failed")
    c.host("PyErr_Clear")
    _leave(c, gil, "i32 1")
    c.block("failed")
    _leave(c, gil, "i32 -1")


def _int_parse(c: Code) -> None:
    gil = c.host("PyGILState_Ensure")
    text = _text(c, "failed")
    base = c.host("PyLong_FromLongLong", "%base", otherwise="none")
    # Looked at below, when both are given back.
    found = c.host(
        "PyObject_CallFunctionObjArgs", c.data("PyLong_Type"), text, base, "null", otherwise=CANNOT
    )
    c.host("Py_DecRef", base)
    c.host("Py_DecRef", text)
    c.unless(c.let(f"icmp ne ptr {found}, null"), "failed")
    value = c.host("PyLong_AsLongLongAndOverflow", found, c.offset("%out", 8))
    c.store("i64", value, "%out")
    c.host("Py_DecRef", found)
    _leave(c, gil, "i32 0")
    c.block("none")
    c.host("Py_DecRef", text)
    c.line("br label %failed")
    c.block("failed")
    _leave(c, gil, "i32 1")


def _made(c: Code) -> str:
    """What the method `%name` of the text gives."""
    text = _text(c, "failed")
    method = c.host("PyObject_GetAttrString", text, "%name", otherwise="unknown")
    # Looked at below, when both are given back.
    made = c.host("PyObject_CallFunctionObjArgs", method, "null", otherwise=CANNOT)
    c.host("Py_DecRef", method)
    c.host("Py_DecRef", text)
    c.unless(c.let(f"icmp ne ptr {made}, null"), "failed")
    c.line("br label %made")
    c.block("unknown")
    c.host("Py_DecRef", text)
    c.line("br label %failed")
    c.block("made")
    return made


def _text_made(c: Code) -> None:
    gil = c.host("PyGILState_Ensure")
    _give_text(c, gil, _made(c))


def _give_text(c: Code, gil: str, made: str) -> None:
    """Leave with a text of Python's, which is given back; `failed` follows."""
    how = c.w.text(b"utf-8"), c.w.text(b"surrogatepass")
    # Looked at below, when the text is given back.
    encoded = c.host("PyUnicode_AsEncodedString", made, *how, otherwise=CANNOT)
    c.host("Py_DecRef", made)
    c.unless(c.let(f"icmp ne ptr {encoded}, null"), "failed")
    size = c.host("PyBytes_Size", encoded)
    c.branch(c.let(f"icmp sle i64 {size}, %room"), "fits", "done")
    c.block("fits")
    c.host("copy_from_address", "%out", c.host("PyBytes_AsString", encoded), size)
    c.line("br label %done")
    c.block("done")
    c.host("Py_DecRef", encoded)
    _leave(c, gil, f"i64 {size}")
    c.block("failed")
    _leave(c, gil, "i64 -1")


def _format(c: Code) -> None:
    gil = c.host("PyGILState_Ensure")
    spec = _text(c, "failed", "%spec", "%m")
    makers: tuple[tuple[str, Callable[[], str]], ...] = (
        ("int", lambda: c.host("PyLong_FromLongLong", c.load("i64", "%data"), otherwise=CANNOT)),
        ("float", lambda: _float_at(c, 0)),
        ("bool", lambda: _bool_at(c)),
        ("text", lambda: _text(c, CANNOT)),
        (
            "unsigned",
            lambda: c.host("PyLong_FromUnsignedLongLong", c.load("i64", "%data"), otherwise=CANNOT),
        ),
        ("complex", lambda: _complex_at(c)),
    )
    cases = " ".join(f"i64 {i}, label %{name}" for i, (name, _) in enumerate(makers))
    c.line(f"switch i64 %kind, label %int [{cases}]")
    found = []
    for name, make in makers:  # null is looked at below, for all
        c.block(name)
        found.append(f"[{make()}, %{name}]")
        c.line("br label %value")
    c.block("value")
    value = c.let("phi ptr " + ", ".join(found))
    c.unless(c.let(f"icmp ne ptr {value}, null"), "none")
    # Looked at below, when both are given back.
    made = c.host("PyObject_Format", value, spec, otherwise=CANNOT)
    c.host("Py_DecRef", value)
    c.host("Py_DecRef", spec)
    c.unless(c.let(f"icmp ne ptr {made}, null"), "failed")
    c.line("br label %made")
    c.block("none")
    c.host("Py_DecRef", spec)
    c.line("br label %failed")
    c.block("made")
    _give_text(c, gil, made)


def _float_at(c: Code, offset: int) -> str:
    return c.host("PyFloat_FromDouble", c.load("double", "%data", offset), otherwise=CANNOT)


def _bool_at(c: Code) -> str:
    true = c.let(f"icmp ne i64 {c.load('i64', '%data')}, 0")
    value = c.let(f"select i1 {true}, ptr {c.data('True')}, ptr {c.data('False')}")
    c.host("Py_IncRef", value)
    return value


def _complex_at(c: Code) -> str:
    parts = [c.load("double", "%data", offset) for offset in (0, 8)]
    return c.host("PyComplex_FromDoubles", *parts, otherwise=CANNOT)


def _text_is(c: Code) -> None:
    gil = c.host("PyGILState_Ensure")
    made = _made(c)
    true = c.let(f"icmp eq ptr {made}, {c.data('True')}")
    c.host("Py_DecRef", made)
    _leave(c, gil, f"i32 {c.let(f'zext i1 {true} to i32')}")
    c.block("failed")
    _leave(c, gil, "i32 -1")


def _utf8_size(c: Code) -> None:
    size = c.alloca("i64")
    address = c.host("PyUnicode_AsUTF8AndSize", "%o", size)
    c.unless(c.let(f"icmp ne i64 {address}, 0"), "failed")
    c.line(f"ret i64 {c.load('i64', size)}")
    c.block("failed")
    c.line("ret i64 -1")


def _is_text(c: Code) -> None:
    c.w.declare("memcmp", "declare i32 @memcmp(ptr, ptr, i64) nounwind")
    text = c.let(f"icmp eq ptr {c.type_of('%o')}, {c.data('PyUnicode_Type')}")
    c.unless(text, "other")
    size = c.alloca("i64")
    address = c.host("PyUnicode_AsUTF8AndSize", "%o", size)
    c.unless(c.let(f"icmp ne i64 {address}, 0"), "failed")
    c.unless(c.let(f"icmp eq i64 {c.load('i64', size)}, %n"), "other")
    bytes = c.let(f"inttoptr i64 {address} to ptr")
    differs = c.let(f"call i32 @memcmp(ptr {bytes}, ptr %data, i64 %n)")
    c.unless(c.let(f"icmp eq i32 {differs}, 0"), "other")
    c.line("ret i32 1")
    c.block("failed")
    odd = c.host("PyErr_ExceptionMatches", c.data("UnicodeError"))
    c.unless(c.let(f"icmp ne i32 {odd}, 0"), "raised")
    c.host("PyErr_Clear")
    c.line("br label %other")
    c.block("other")
    c.line("ret i32 0")
    c.block("raised")
    c.line("ret i32 -1")


def _hash_state(c: Code) -> None:
    state = c.data("state")
    c.unless(c.let(f"icmp ne ptr {state}, null"), "none")
    words = c.offset(state, abi.STATE_HASH)
    word = c.let(f"getelementptr i64, ptr {words}, i64 %k")
    c.line(f"ret i64 {c.load('i64', word)}")
    c.block("none")
    c.line("ret i64 0")


_HELPERS: dict[str, tuple[str, Callable[[Code], None]]] = {
    "host_write": ("ptr %data, i64 %n", _write),
    "host_float_repr": ("double %x, ptr %out", _float_repr),
    "host_float_parse": ("ptr %data, i64 %n, ptr %out", _float_parse),
    "host_int_parse": ("ptr %data, i64 %n, i64 %base, ptr %out", _int_parse),
    "host_text": ("ptr %name, ptr %data, i64 %n, ptr %out, i64 %room", _text_made),
    "host_text_is": ("ptr %name, ptr %data, i64 %n", _text_is),
    "host_format": (
        "i64 %kind, ptr %data, i64 %n, ptr %spec, i64 %m, ptr %out, i64 %room",
        _format,
    ),
    "host_utf8_size": ("ptr %o", _utf8_size),
    "host_is_text": ("ptr %o, ptr %data, i64 %n", _is_text),
    "host_same_items": ("ptr %a, ptr %b", containers.same_items),
    "host_drop_items": ("ptr %list, i64 %low, i64 %high", containers.drop_items),
    "host_set_head": ("ptr %set, ptr %out", containers.set_head),
    "host_set_arrange": (
        "ptr %set, ptr %items, ptr %marks, i64 %gone, i64 %finger",
        containers.set_arrange,
    ),
    "host_set_swap": ("ptr %a, ptr %b", containers.set_swap),
    "host_deque_swap": ("ptr %a, ptr %b", containers.deque_swap),
    "host_hash_state": ("i64 %k", _hash_state),
    **addresses.HELPERS,
    **texts.HELPERS,
    **random_words.HELPERS,
}
