"""The text form of the IR.

    class Point { x: float, y: float }
    constant @weights : array<f64, 1> [2] "AAAAAAAA8D8AAAAAAAAAQA=="

    func @norm(%p: Point) -> float [export=True] @1:0-40#0 {
      @2 |     return math.sqrt(p.x * p.x)
      %x = field.get @x(%p) : float                                 @2:22-25
      %0 = mul %x, %x : float                                       @2:22-31
      %1 = sqrt %0 : float                                          @2:11-32
      return %1                                                     @2:4-32
    }

    scope 0 = "prog.py" "norm"

After the colon stand the types of the *results*; an operand's type is seen where it is defined.
`@2:22-31` is a span, line:columns; a *scope* is a file, a function and (for inlined code) the
call site, and a span names its scope (`#1`) where it is not the function's own. `@2 | …` quotes
the source line of the ops that follow. `;` starts a comment. The grammar is `grammar.lark`;
`print(parse(print(m))) == print(m)` holds for every module.
"""

from __future__ import annotations

import base64
import json
import math
import re
import struct
from collections.abc import Iterable
from typing import Any

from ..diagnostics import Span
from .core import Function, Module, Op, Region, Value
from .types import Scalar, Type

SPAN_COLUMN = 60
INLINE_CONSTANT_BYTES = 4096
_BARE_SYMBOL = re.compile(r"[A-Za-z_][\w.]*\Z", re.ASCII)
_KEYED = re.compile(r"\w+=", re.ASCII)
_NOT_WORD = re.compile(r"\W")
_NAN = 0x7FF8000000000000


def print_module(module: Module, inline_limit: int | None = INLINE_CONSTANT_BYTES) -> str:
    """The module as text. Constants larger than `inline_limit` bytes (None: no limit) are only
    named, and whoever parses the text must supply them."""
    p = _Printer(module)
    for info in module.classes.values():
        fields = ", ".join(f"{name}: {t!r}" for name, t in info.fields)
        head = f"{'held ' * info.held}class {info.type!r}"
        p.lines.append(f"{head} {{ {fields} }}" if fields else head)
    for name, data in module.constants.items():
        p.lines.append(_constant(name, data, inline_limit))
    for function in module.declared.values():
        p.lines.append(f"declare {_head(function, [f'%{i}' for i in range(len(function.params))])}")
    for function in module.functions.values():
        p.blank_line()
        p.function(function)
    p.scope_table()
    return "\n".join(p.lines) + "\n"


def print_function(function: Function, module: Module | None = None) -> str:
    """One function as text, with the scopes that its spans name."""
    p = _Printer(module)
    p.function(function)
    p.scope_table()
    return "\n".join(p.lines) + "\n"


def print_op(op: Op) -> str:
    """One op as text, regions included, with provisional names: for messages and debuggers."""
    p = _Printer(None, spans=False)
    p.op(op, "")
    return "\n".join(p.lines)


def symbol(name: str) -> str:
    """A name of the module (function, constant, field) as it is written."""
    return f"@{name}" if _BARE_SYMBOL.match(name) else f"@{string(name)}"


def string(text: str) -> str:
    return json.dumps(text, ensure_ascii=not text.isprintable())


def literal(value: Any) -> str:
    """An attribute's value."""
    if value is None or isinstance(value, (bool, int, Type)):
        return repr(value)
    if isinstance(value, bytes):
        return f'b"{"".join(map(_byte, value))}"'
    if isinstance(value, str):
        return string(value)
    if isinstance(value, float):
        return _float(value)
    if isinstance(value, complex):
        return f"complex({_float(value.real)}, {_float(value.imag)})"
    if isinstance(value, (tuple, list)):
        return f"[{', '.join(map(literal, value))}]"
    if hasattr(value, "item"):  # a NumPy scalar
        return literal(value.item())
    raise TypeError(f"{value!r} cannot be an attribute")


def _head(f: Function, names: Iterable[str]) -> str:
    """What a function takes and gives, and what is known of it."""
    params = ", ".join(f"{name}: {p.type!r}" for name, p in zip(names, f.params))
    attrs = dict(f.attrs, doc=f.doc) if f.doc else f.attrs
    shown = f" [{', '.join(f'{k}={literal(v)}' for k, v in attrs.items())}]" if attrs else ""
    return f"{symbol(f.name)}({params}) -> {f.result!r}{shown}"


def _byte(code: int) -> str:
    plain = 32 <= code < 127 and code not in b'"\\'
    return chr(code) if plain else f"\\x{code:02x}"


def constant(value: Any, t: Type) -> str:
    """The value of a `const` of type `t`, written the same however Python holds it."""
    if hasattr(value, "item"):
        value = value.item()
    if isinstance(t, Scalar) and isinstance(value, (bool, int, float)):
        if t.kind == "float":
            return _float(float(value))
        if t.kind == "bool" and value in (0, 1):
            return repr(bool(value))
        if t.kind in ("int", "uint") and isinstance(value, int):
            return repr(int(value))
        if t.kind == "complex":
            return literal(complex(value))
    return literal(value)


def _float(value: float) -> str:
    if not math.isnan(value):
        return repr(float(value))
    (raw,) = struct.unpack("<Q", struct.pack("<d", value))
    sign = "-" if raw >> 63 else ""
    payload = raw & 0x7FFFFFFFFFFFFFFF
    return f"{sign}nan" if payload == _NAN else f"{sign}nan({payload:#x})"


def _constant(name: str, data: Any, inline_limit: int | None) -> str:
    sizes = ", ".join(map(str, data.shape))
    dtype = data.dtype
    code = "b1" if dtype.kind == "b" else f"{dtype.kind}{dtype.itemsize * 8}"
    head = f"constant {symbol(name)} : array<{code}, {data.ndim}> [{sizes}]"
    if inline_limit is not None and data.nbytes > inline_limit:
        return head
    return f'{head} "{base64.b64encode(data.tobytes()).decode()}"'


class _Printer:
    """Collects lines. Names, labels and the default scope are per function."""

    def __init__(self, module: Module | None, spans: bool = True):
        self.lines: list[str] = []
        self.spans = spans
        self.sources = module.sources if module is not None else {}
        self.source_lines: dict[str, list[str]] = {}
        self.scopes: dict[tuple[str, str, str], int] = {}
        self.names: dict[Value, str] = {}
        self.taken: dict[str, int] = {}
        self.labels: dict[Op, str] = {}
        self.scope = -1  # of the function being printed
        self.at: tuple[int, int] = (-1, 0)  # scope and line of the op printed last

    def blank_line(self) -> None:
        if self.lines:
            self.lines.append("")

    def function(self, f: Function) -> None:
        self.names, self.taken, self.labels = {}, {}, {}
        self.scope, self.at = -1, (-1, 0)
        span = ""
        if self.spans and f.span.line:
            span = f" {self.span(f.span)}"
            self.scope = self.scope_of(f.span)
        self.lines.append(f"func {_head(f, map(self.name, f.params))}{span} {{")
        self.ops(f.body, "  ")
        self.lines.append("}")

    def ops(self, region: Region, indent: str) -> None:
        for op in region.ops:
            self.op(op, indent)

    def op(self, op: Op, indent: str) -> None:
        located = self.spans and op.span.line
        if located and not op.info.goes_on:  # whose line says nothing new
            self.source_line(op.span, indent)
        text = indent + self.head(op)
        if op.regions:
            text += self.region_head(op.regions[0])
        if located:
            text = f"{text:<{SPAN_COLUMN}} {self.span(op.span)}"
        self.lines.append(text)
        for i, region in enumerate(op.regions):
            if i:
                word = "into" if op.info.elementwise else "except" if op.info.handler else "else"
                self.lines.append(f"{indent}}} {word}{self.region_head(region)}")
            self.ops(region, indent + "  ")
        if op.regions:
            self.lines.append(indent + "}")

    def head(self, op: Op) -> str:
        """The op without regions and span: results, opcode, arguments, result types."""
        info, attrs = op.info, op.attrs
        text = info.name
        if op.results:
            text = f"{', '.join(map(self.name, op.results))} = {text}"
        args = [self.name(v) for v in op.operands]
        if info.symbol:
            text += f" {symbol(str(attrs.get(info.symbol, '')))}"
        label = self.label(op)
        written = self.attributes(op)
        if info.symbol or label:
            text += f" ^{label}" if label else ""
            args = written + args
            text += f"({', '.join(args)})" if args else ""
        elif args or written:
            listed = ", ".join(args + written)
            bare = args or not _KEYED.match(listed)  # else it would begin as the next op does
            text += f" {listed}" if bare else f"({listed})"
        if op.results:
            text += " : " + ", ".join(repr(v.type) for v in op.results)
        return text

    def attributes(self, op: Op) -> list[str]:
        """The attributes that stand among the operands: the row's own, then `name=value`."""
        info, attrs = op.info, op.attrs
        if info.name == "const":
            return [constant(attrs.get("value"), op.results[0].type)]
        if not attrs:
            return []
        texts = [literal(attrs[name]) for name in info.attrs if name in attrs]
        for name, value in attrs.items():
            if name == info.symbol or name in info.attrs:
                continue
            implied = info.implied.get(name)
            if implied is None or not _follows(implied, op, value):
                texts.append(f"{name}={literal(value)}")
        return texts

    def region_head(self, region: Region) -> str:
        if not region.args:
            return " {"
        return f" {{ ({', '.join(f'{self.name(v)}: {v.type!r}' for v in region.args)}):"

    def name(self, value: Value) -> str:
        found = self.names.get(value)
        if found is not None:
            return found
        hint = _NOT_WORD.sub("_", value.name)
        if hint[:1].isdigit():
            hint = f"_{hint}"
        number = self.taken.get(hint, 0)
        self.taken[hint] = number + 1
        if not hint:
            hint = str(number)
        elif number:
            hint = f"{hint}.{number}"
        self.names[value] = f"%{hint}"
        return f"%{hint}"

    def label(self, op: Op) -> str:
        """The label of a loop, or of the loop that the op leaves or continues; '' for others."""
        loop = op.target if op.target is not None else op
        if not loop.info.loop:
            return ""
        return self.labels.setdefault(loop, f"L{len(self.labels)}")

    # --- spans and source lines -----------------------------------------------------------------

    def span(self, span: Span) -> str:
        end = f"{span.end_line}:" if span.end_line != span.line else ""
        scope = self.scope_of(span)
        where = f"#{scope}" if scope != self.scope else ""
        return f"@{span.line}:{span.col}-{end}{span.end_col}{where}"

    def scope_of(self, span: Span) -> int:
        caller = span.caller
        site = ""
        if caller is not None:
            outer, self.scope = self.scope, -1  # in the table, every span names its scope
            site = self.span(caller)
            self.scope = outer
        return self.scopes.setdefault((span.file, span.function, site), len(self.scopes))

    def source_line(self, span: Span, indent: str) -> None:
        at = (self.scope_of(span), span.line)
        if at == self.at:
            return
        self.at = at
        lines = self.source_lines.get(span.file)
        if lines is None:
            lines = self.sources.get(span.file, "").splitlines()
            self.source_lines[span.file] = lines
        if not 0 < span.line <= len(lines) or not lines[span.line - 1].strip():
            return
        where = f"#{at[0]}" if at[0] != self.scope else ""
        self.lines.append(f"{indent}@{span.line}{where} | {lines[span.line - 1].rstrip()}")

    def scope_table(self) -> None:
        if self.scopes:
            self.lines.append("")
        for (file, function, site), number in self.scopes.items():
            of = f" from {site}" if site else ""
            self.lines.append(f"scope {number} = {string(file)} {string(function)}{of}")


def _follows(implied: Any, op: Op, value: Any) -> bool:
    """Whether the attribute is what the result type says, so that it need not be written."""
    if len(op.results) != 1:
        return False
    t = op.results[0].type
    try:
        return implied(t) is value
    except AttributeError:
        return False


__all__ = ["print_function", "print_module", "print_op"]
