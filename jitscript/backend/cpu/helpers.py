"""What compiled code asks of Python, and brings itself: `print`, text ↔ numbers, what only Python
knows of characters, for all of which it takes the GIL; comparisons of conversions, which hold it.

Each calls the C API alone, so that nothing is lost: what `sys.stdout.write`, or the handler of a
signal in it, raises is set in the thread as by any call, and is what the function raises.
"""

from __future__ import annotations

from collections.abc import Callable

from ...runtime import abi
from ..writer import Writer
from . import addresses, random_words
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


def _same_items(c: Code) -> None:
    c.w.declare("memcmp", "declare i32 @memcmp(ptr, ptr, i64) nounwind")
    sizes = [c.load("i64", o, abi.LIST_SIZE) for o in ("%a", "%b")]
    c.unless(c.let(f"icmp eq i64 {sizes[0]}, {sizes[1]}"), "other")
    items = [c.load("ptr", o, abi.LIST_ITEMS) for o in ("%a", "%b")]
    n = c.let(f"mul i64 {sizes[0]}, 8")
    c.unless(c.let(f"icmp sgt i64 {n}, 0"), "same")
    differs = c.let(f"call i32 @memcmp(ptr {items[0]}, ptr {items[1]}, i64 {n})")
    c.unless(c.let(f"icmp eq i32 {differs}, 0"), "other")
    c.line("br label %same")
    c.block("same")
    c.line("ret i32 1")
    c.block("other")
    c.line("ret i32 0")


def _drop_items(c: Code) -> None:
    """CPython takes memory to delete more than eight items."""
    c.host("PyList_SetSlice", "%list", "%low", "%high", "null", otherwise="bit.by.bit")
    c.line("ret i32 0")
    c.block("bit.by.bit")
    c.host("PyErr_Clear")
    c.line("br label %more")
    c.block("more")
    c.line("%end = phi i64 [%high, %bit.by.bit], [%from, %deleted]")
    c.unless(c.let("icmp sgt i64 %end, %low"), "done")
    eight = c.let("sub i64 %end, 8")
    fewer = c.let(f"icmp slt i64 {eight}, %low")
    c.line(f"%from = select i1 {fewer}, i64 %low, i64 {eight}")
    c.host("PyList_SetSlice", "%list", "%from", "%end", "null", otherwise="failed")
    c.line("br label %deleted")
    c.block("deleted")
    c.line("br label %more")
    c.block("done")
    c.line("ret i32 0")
    c.block("failed")
    c.line("ret i32 1")


def _set_head(c: Code) -> None:
    for i, field in enumerate((abi.SET_FILL, abi.SET_MASK, abi.SET_TABLE, abi.SET_FINGER)):
        c.store("i64", c.load("i64", "%set", field), c.offset("%out", 8 * i))
    c.line("ret void")


def _set_arrange(c: Code) -> None:
    """The new elements are counted before the old ones are given back."""
    size = c.let(f"add i64 {c.load('i64', '%set', abi.SET_MASK)}, 1")
    table = c.load("ptr", "%set", abi.SET_TABLE)
    items = c.load("ptr", "%items", abi.LIST_ITEMS)
    state = c.data("state")
    dummy = c.load("ptr", c.offset(state, abi.STATE_HASH + 32))
    c.line("br label %begin")
    c.block("begin")
    c.line("br label %head")
    c.block("head")
    c.line("%i = phi i64 [0, %begin], [%i.next, %next]")
    c.line("%k = phi i64 [0, %begin], [%k.next, %next]")
    c.line("%fill = phi i64 [0, %begin], [%fill.next, %next]")
    c.unless(c.let(f"icmp slt i64 %i, {size}"), "done")
    at = c.let(f"getelementptr i8, ptr {table}, i64 {c.let(f'mul i64 %i, {abi.SET_PLACE}')}")
    old = c.load("ptr", at)
    mark = c.load("i64", c.let("getelementptr i64, ptr %marks, i64 %i"))
    free = c.let(f"icmp eq i64 {mark}, 0")
    gone = c.let(f"icmp eq i64 {mark}, %gone")
    c.branch(free, "empty", "taken")
    c.block("empty")
    c.store("ptr", "null", at)
    c.store("i64", "0", at, 8)
    c.line("br label %placed")
    c.block("taken")
    c.branch(gone, "deleted", "element")
    c.block("deleted")
    c.store("ptr", dummy, at)
    c.store("i64", "-1", at, 8)
    c.line("br label %placed")
    c.block("element")
    item = c.load("ptr", c.let(f"getelementptr ptr, ptr {items}, i64 %k"))
    c.host("Py_IncRef", item)
    c.store("ptr", item, at)
    c.store("i64", c.let(f"xor i64 {mark}, -1"), at, 8)
    c.line("br label %placed")
    c.block("placed")
    c.line("%one = phi i64 [0, %empty], [0, %deleted], [1, %element]")
    c.line("%filled = phi i64 [0, %empty], [1, %deleted], [1, %element]")
    real = c.let(f"icmp ne ptr {old}, {dummy}")
    c.branch(real, "give", "next")
    c.block("give")
    c.host("Py_DecRef", old)  # which lets null be
    c.line("br label %next")
    c.block("next")
    c.line("%i.next = add i64 %i, 1")
    c.line("%k.next = add i64 %k, %one")
    c.line("%fill.next = add i64 %fill, %filled")
    c.line("br label %head")
    c.block("done")
    c.store("i64", "%fill", "%set", abi.SET_FILL)
    c.store("i64", "%k", "%set", abi.SET_USED)
    c.store("i64", "%finger", "%set", abi.SET_FINGER)
    c.line("ret void")


def _set_swap(c: Code) -> None:
    fields = (abi.SET_FILL, abi.SET_USED, abi.SET_MASK, abi.SET_FINGER)
    tables = [c.load("ptr", s, abi.SET_TABLE) for s in ("%a", "%b")]
    small = [c.offset(s, abi.SET_SMALL) for s in ("%a", "%b")]
    within = [c.let(f"icmp eq ptr {t}, {s}") for t, s in zip(tables, small)]
    for k, s in enumerate(("%a", "%b")):
        other = 1 - k
        new = c.let(f"select i1 {within[other]}, ptr {small[k]}, ptr {tables[other]}")
        c.store("ptr", new, s, abi.SET_TABLE)
    words = [*fields, *range(abi.SET_SMALL, abi.SET_SMALL + abi.SET_SMALL_SIZE, 8)]
    for field in words:
        values = [c.load("i64", s, field) for s in ("%a", "%b")]
        c.store("i64", values[1], "%a", field)
        c.store("i64", values[0], "%b", field)
    c.line("ret void")


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
    "host_same_items": ("ptr %a, ptr %b", _same_items),
    "host_drop_items": ("ptr %list, i64 %low, i64 %high", _drop_items),
    "host_set_head": ("ptr %set, ptr %out", _set_head),
    "host_set_arrange": (
        "ptr %set, ptr %items, ptr %marks, i64 %gone, i64 %finger",
        _set_arrange,
    ),
    "host_set_swap": ("ptr %a, ptr %b", _set_swap),
    "host_hash_state": ("i64 %k", _hash_state),
    **addresses.HELPERS,
    **random_words.HELPERS,
}
