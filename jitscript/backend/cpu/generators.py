"""Generators that Python holds (`runtime/generators.py`): a capsule keeps the object, and the
runtime calls the entry that goes on with it.

    box      a new generator of Python's, of a capsule and the address of what asks that entry
    unbox    the object in such a capsule
"""

from __future__ import annotations

from ...ir.core import Function
from ...ir.frames_closed import THROWN
from ...ir.types import Object
from ...runtime import abi
from .. import layout
from ..lower import cycles
from ..writer import Writer, symbol
from . import collector
from .code import CANNOT, Code, define
from .convert import fits
from .convert_array import keep_image, let_go

_DROP = "@js.drop_generator"
_FLAGS = {"plain": abi.GENERATOR_PLAIN, "heard": abi.GENERATOR_HEARD}


def box(c: Code, resume: Function) -> None:
    w = c.w
    if _DROP not in w.named:
        w.named[_DROP] = _DROP
        define(w, f"define internal void {_DROP}(ptr %capsule) noinline nounwind", _let_go)
    c.line(f"call void {w.retain()}(ptr %v)")
    capsule = c.host("PyCapsule_New", "%v", "null", _DROP, otherwise="lost")
    keep_image(c, capsule)
    (t,) = (p.type for p in resume.params)
    assert isinstance(t, Object)
    word = c.let(f"ptrtoint ptr {_following(w, resume)} to i64")
    flags = abi.GENERATOR_ENDS if thrown_at(w, t) else 0
    flags |= _FLAGS.get(resume.attrs.get("throws", ""), 0)
    word = c.let(f"or i64 {c.let(f'shl i64 {word}, {abi.GENERATOR_FLAGS}')}, {flags}")
    address = c.host("PyLong_FromLongLong", word, otherwise="none")
    name = resume.name.rpartition(".")[2].partition("(")[0].encode()
    text = c.host("PyUnicode_DecodeUTF8", w.text(name), str(len(name)), "0", otherwise="nameless")
    # Looked at by whoever boxes, when its operands are given back.
    operands = (capsule, address, text, "null")
    made = c.host("PyObject_CallFunctionObjArgs", c.data("generator"), *operands, otherwise=CANNOT)
    for operand in operands[:3]:
        c.host("Py_DecRef", operand)
    c.line(f"ret ptr {made}")
    c.block("nameless")
    c.host("Py_DecRef", address)
    c.line("br label %none")
    c.block("none")
    c.host("Py_DecRef", capsule)
    c.line("ret ptr null")
    c.block("lost")
    c.line(f"call void {w.release()}(ptr %v)")
    c.line("ret ptr null")


def _let_go(c: Code) -> None:
    """Circles that were kept with it may be garbage now."""
    let_go(c, collector.over(c.w) if cycles.of(c.w) else "")


def _following(w: Writer, resume: Function) -> str:
    """`ptr(generator)`: what Python asks for the next, as the slot of an iterator; null at its end,
    and where an exception is set. Both end it."""
    name = symbol(f"js.next {resume.name}")
    if name not in w.named:
        w.named[name] = name
        (t,) = (p.type for p in resume.params)
        assert isinstance(t, Object)
        entry = symbol(abi.py_symbol(resume.name))
        head = f"define internal ptr {name}(ptr %generator) nounwind"
        kind = "i64" if resume.attrs.get("throws") == "heard" else "i8"
        define(w, head, lambda c: _ask(c, entry, thrown_at(w, t), kind))
    return name


def thrown_at(w: Writer, t: Object) -> int:
    """Where a generator is told what is thrown into it, be it at its end; 0 in those that are not.
    The field is a number or one byte."""
    fields = w.module.classes[t].fields
    names = [name for name, _ in fields]
    if THROWN not in names:
        return 0
    offsets, _ = layout.fields([held for _, held in fields], abi.OBJECT_FIELDS)
    return offsets[names.index(THROWN)]


def _ask(c: Code, entry: str, thrown: int, kind: str) -> None:
    busy = c.load("i64", "%generator", abi.GENERATOR_BUSY)
    c.unless(c.let(f"icmp eq i64 {busy}, 0"), "busy")
    capsule = c.load("ptr", "%generator", abi.GENERATOR_CAPSULE)
    c.unless(c.let(f"icmp ne ptr {capsule}, null"), "nothing")
    for word in (abi.GENERATOR_BUSY, abi.GENERATOR_BEGUN):
        c.store("i64", "1", "%generator", word)
    if thrown:
        _throw(c, capsule, thrown, kind)
    place = c.alloca("ptr")
    c.store("ptr", capsule, place)
    made = c.let(f"call ptr {entry}(ptr null, ptr {place}, i64 1, ptr null)")
    c.store("i64", "0", "%generator", abi.GENERATOR_BUSY)
    c.unless(c.let(f"icmp ne ptr {made}, null"), "ended")
    c.unless(c.let(f"icmp ne ptr {made}, {c.data('NotImplemented')}"), "last")
    c.line(f"ret ptr {made}")
    c.block("last")
    c.host("Py_DecRef", made)
    c.line("br label %ended")
    c.block("ended")
    c.store("ptr", "null", "%generator", abi.GENERATOR_CAPSULE)
    error = [c.alloca("ptr") for _ in range(3)]
    c.host("PyErr_Fetch", *error)
    # It is an attribute of every generator.
    held = (c.w.text(b"_held"), c.data("None"))
    c.host("PyObject_SetAttrString", "%generator", *held, otherwise=CANNOT)
    c.host("PyErr_Restore", *(c.load("ptr", slot) for slot in error))
    c.line("br label %nothing")
    c.block("nothing")
    c.line("ret ptr null")
    c.block("busy")
    text = c.w.text(b"generator already executing")
    c.host("PyErr_SetString", c.data("ValueError"), text)
    c.line("ret ptr null")


def _throw(c: Code, capsule: str, thrown: int, kind: str) -> None:
    asked = c.load("i64", "%generator", abi.GENERATOR_THROWN)
    c.store("i64", "0", "%generator", abi.GENERATOR_THROWN)
    object = c.host("PyCapsule_GetPointer", capsule, "null", otherwise=CANNOT)
    given = asked if kind == "i64" else c.let(f"trunc i64 {asked} to i8")
    c.store(kind, given, object, thrown)


def unbox(c: Code, t: Object) -> None:
    """Only the runtime calls with a capsule, its own."""
    object = c.host("PyCapsule_GetPointer", "%o", "null", otherwise=CANNOT)
    c.line(f"call void {c.w.retain()}(ptr {object})")
    fits(c, t, object)
