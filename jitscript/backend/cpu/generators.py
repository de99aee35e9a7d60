"""Generators that Python holds (`runtime/generators.py`): a capsule keeps the object, and the
runtime calls the entry that goes on with it.

    box      a new generator of Python's, of a capsule and the address of that entry
    unbox    the object in such a capsule
"""

from __future__ import annotations

from ...ir.core import Function
from ...ir.types import Object
from ...runtime import abi
from ..writer import symbol
from .code import CANNOT, Code, define
from .convert import fits
from .convert_array import keep_image, let_go

_DROP = "@js.drop_generator"


def box(c: Code, resume: Function) -> None:
    w = c.w
    if _DROP not in w.named:
        w.named[_DROP] = _DROP
        define(w, f"define internal void {_DROP}(ptr %capsule) noinline nounwind", let_go)
    c.line(f"call void {w.retain()}(ptr %v)")
    capsule = c.host("PyCapsule_New", "%v", "null", _DROP, otherwise="lost")
    keep_image(c, capsule)
    entry = symbol(abi.py_symbol(resume.name))
    address = c.host("PyLong_FromVoidPtr", entry, otherwise="none")
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


def unbox(c: Code, t: Object) -> None:
    """Only the runtime calls with a capsule, its own."""
    object = c.host("PyCapsule_GetPointer", "%o", "null", otherwise=CANNOT)
    c.line(f"call void {c.w.retain()}(ptr {object})")
    fits(c, t, object)
