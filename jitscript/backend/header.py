"""The C header of a module: its types and the entries `js_c_*`.

A C program opens the module's shared library (or links it) and calls

    js_ctx ctx;
    js_ctx_init(&ctx);
    double result;
    if (js_c_dot(&ctx, &result, &a, &b)) fputs(js_error(&ctx), stderr);
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..ir.types import (
    BOOL,
    NONE,
    PYOBJ,
    UNBOUND,
    Array,
    Buffer,
    Enum,
    Object,
    Scalar,
    Tuple,
    Type,
    Union,
)
from ..runtime import abi

_PROLOGUE = f"""\
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {{
#endif

#ifndef JITSCRIPT_H
#define JITSCRIPT_H

/* State of one call from outside; see js_ctx_init. One per thread. */
typedef struct js_ctx {{
    const volatile uint8_t *poll;
    void *stack_limit;
    const char *site; /* after an error: JSON text that says what and where */
    int64_t nframes;
    const char *frames[{abi.MAX_FRAMES}];
    int64_t args[{abi.MAX_ARGS}];
    void *handled;
    void *session;
    void *thread;
    void *cycles;
}} js_ctx;

/* `stack_limit` stays null: the depth of recursion is then only bounded by the stack. */
static inline void js_ctx_init(js_ctx *ctx)
{{
    static const uint8_t quiet = 0;
    ctx->poll = &quiet;
    ctx->stack_limit = NULL;
    ctx->site = NULL;
    ctx->nframes = 0;
    ctx->handled = NULL;
    ctx->session = NULL;
    ctx->thread = NULL;
    ctx->cycles = NULL;
}}

/* What went wrong in the last call, as JSON. */
static inline const char *js_error(const js_ctx *ctx)
{{
    return ctx->site ? ctx->site : "";
}}

/* Owner of an array's memory; null for memory of the caller. */
typedef struct js_header {{
    int64_t count;
    void (*drop)(void *, void **);
}} js_header;

/* Give back an array that a function returned. */
static inline void js_release(js_header *owner)
{{
    void *none = NULL; /* what the block held alone: an array's holds nothing */
    if (owner && --owner->count == 0) owner->drop(owner, &none);
}}

typedef struct {{ float re, im; }} js_c64;
typedef struct {{ double re, im; }} js_c128;

#endif
"""

_EPILOGUE = """
#ifdef __cplusplus
}
#endif
"""


class _Header:
    """Writes the structs that the signatures need, each once, before it is used."""

    def __init__(self) -> None:
        self.structs: dict[str, str] = {}

    def name(self, t: Type) -> str:
        """The C type of `t`."""
        if isinstance(t, Scalar):
            return _scalar(t)
        if isinstance(t, Enum):
            return "int64_t"
        if isinstance(t, Array):
            return self._struct(
                f"js_{t.dtype!r}_{t.ndim}d",
                ["void *data;", "js_header *owner;", *_dims(t.ndim)],
            )
        if isinstance(t, Tuple):
            members = [f"{self.name(item)} _{i};" for i, item in enumerate(t.items) if _sized(item)]
            return self._struct(f"js_{_tag(t)}", members)
        if isinstance(t, Union):
            return self._union(t)
        assert isinstance(t, (Buffer, Object)) or t is PYOBJ, t
        return "void *"

    def _union(self, t: Union) -> str:
        from .layout import layout

        slots: dict[int, Type] = {}
        for member in t.members:
            if _sized(member):
                slots.setdefault(layout(t).slots[member], member)
        members = [f"{self.name(m)} _{i};" for i, m in enumerate(slots.values())]
        tags = ", ".join(f"{i}: {m!r}" for i, m in enumerate(t.members))
        return self._struct(f"js_{_tag(t)}", [f"uint8_t tag; /* {tags} */", *members])

    def _struct(self, name: str, members: Sequence[str]) -> str:
        if name not in self.structs:
            body = "\n".join(f"    {m}" for m in members) or "    char empty;"
            self.structs[name] = f"typedef struct {name} {{\n{body}\n}} {name};\n"
        return name


def header(module: str, functions: Sequence[tuple[dict[str, Any], Sequence[Type], Type]]) -> str:
    """The header of `module`: for each function its signature, parameter types, result type."""
    h = _Header()
    lines = []
    for signature, types, result in functions:
        params = ["js_ctx *ctx", f"{h.name(result)} *ret" if _sized(result) else "void *ret"]
        for param, t in zip(signature["params"], types):
            if not _sized(t):
                continue
            by_value = isinstance(t, Enum) or (isinstance(t, Scalar) and t.kind != "complex")
            star = "" if by_value or h.name(t) == "void *" else "const "
            pointer = "" if not star else "*"
            params.append(f"{star}{h.name(t)} {pointer}{param['name']}".replace("* ", "*"))
        writes = signature.get("writes") or ()
        note = "".join(f" writes {signature['params'][i]['name']}" for i in writes)
        doc = (signature.get("doc") or "").strip().splitlines()
        about = (doc[0] if doc else signature["name"]) + (f";{note}" if note else "")
        if signature.get("needs"):
            about += f"; needs Python for: {', '.join(signature['needs'])}"
        lines.append(f"/* {about.replace('*/', '* /')} */")
        lines.append(f"int32_t {abi.c_symbol(signature['name'])}({', '.join(params)});")
    title = f"/* {module}: functions compiled by jitscript. 0 = ok, 1 = error in ctx.\n"
    title += "   What needs Python is an error in a process that has none. */\n"
    return "\n".join([title + _PROLOGUE, *h.structs.values(), *lines]) + "\n" + _EPILOGUE


def _scalar(t: Scalar) -> str:
    if t.kind == "complex":
        return "js_c64" if t.bits == 64 else "js_c128"
    if t.kind == "float":
        return {16: "_Float16", 32: "float", 64: "double"}[t.bits]
    if t is BOOL or t.kind == "bool":
        return "uint8_t"
    return f"{'u' if t.kind == 'uint' else ''}int{t.bits}_t"


def _dims(ndim: int) -> list[str]:
    return [f"int64_t shape[{ndim}];", f"int64_t strides[{ndim}]; /* bytes */"] if ndim else []


def _sized(t: Type) -> bool:
    return t is not NONE and t is not UNBOUND and t != Tuple(())


def _tag(t: Type) -> str:
    """A type's text as part of a C name."""
    return "".join(c if c.isalnum() else "_" for c in repr(t)).strip("_")
