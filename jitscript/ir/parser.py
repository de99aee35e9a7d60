"""Reads the text form of the IR, and types and signatures alone.

    parse(text)            → Module        (see printer.py for the form)
    parse_type("int | none")               → Type
    parse_signature("(n: int = 3) -> int") → Signature

Lark makes a tree from `grammar.lark`; `_Reader` walks it once and builds the IR. Text that is not
IR raises `ParseError`, which shows the place. What the parser does not check is whether the IR is
*valid*: that is the verifier's work, and its tests need invalid IR.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from typing import Any, NamedTuple

from ..diagnostics import NO_SPAN, Span
from . import optable
from .core import ClassInfo, Function, Module, Op, Region, Value
from .parse_text import ParseError, Text, items, tree_of
from .types import Array, Object, Scalar, Type

_SPAN = re.compile(r"@(\d+):(\d+)-(?:(\d+):)?(\d+)(?:#(\d+))?")
_SOURCE_LINE = re.compile(r"@(\d+)(?:#(\d+))? \| ?(.*)")
REQUIRED = object()  # the default of a parameter that has none

__all__ = [
    "REQUIRED",
    "Param",
    "ParseError",
    "Signature",
    "parse",
    "parse_example",
    "parse_signature",
    "parse_type",
    "parse_with_lines",
]


class Param(NamedTuple):
    """A parameter of a signature string. `kind`: posonly, pos or kwonly."""

    name: str
    type: Type
    default: Any
    kind: str


class Signature(NamedTuple):
    params: tuple[Param, ...]
    result: Type


def parse(text: str, constants: dict[str, Any] | None = None, file: str = "<ir>") -> Module:
    """The module that `text` describes. `constants` supplies the arrays that it only names."""
    return parse_with_lines(text, constants, file)[0]


def parse_with_lines(
    text: str, constants: dict[str, Any] | None = None, file: str = "<ir>"
) -> tuple[Module, dict[Op | Function, int]]:
    """As `parse`, with the line of the text on which each op and function stands."""
    reader = _Reader(text, file, constants or {})
    return reader.module(tree_of("module", text, file)), reader.lines


def parse_type(text: str) -> Type:
    return Text(text, "<type>").type(tree_of("type", text, "<type>"))


def parse_signature(text: str) -> Signature:
    return _signature(Text(text, "<signature>"), tree_of("signature", text, "<signature>"))


def parse_example(example: str) -> Function:
    """A function around the example of a row: `%c = add %a, %b : i64 where %a: i64, %b: i64`."""
    ops, _, where = example.partition(" where ")
    return parse(f"func @example({where}) -> none {{\n{ops}\n}}").functions["example"]


class _Reader:
    """Builds IR from the tree. Values and labels are per function, spans per module."""

    def __init__(self, text: str, file: str, constants: dict[str, Any]):
        self.text, self.constants = Text(text, file), constants
        self.lines: dict[Op | Function, int] = {}
        self.scopes: dict[int, tuple[str, str, Span | None]] = {}
        self.quoted: dict[str, dict[int, str]] = {}  # file → line → source text
        self.values: dict[str, Value] = {}
        self.labels: dict[str, Op] = {}
        self.scope = -1

    def module(self, tree: Any) -> Module:
        module = Module()
        for item in tree.children:
            if item.data == "scope_def":
                self.scope_def(item)
        for item in tree.children:
            if item.data == "class_def":
                self.class_def(item, module)
            elif item.data == "constant_def":
                self.constant_def(item, module)
            elif item.data in ("function", "declaration"):
                function = self.function(item)
                if function.name in module.functions or function.name in module.declared:
                    self.text.fail(item.children[0], f"function {function.name!r} is defined twice")
                where = module.functions if item.data == "function" else module.declared
                where[function.name] = function
        for file, lines in self.quoted.items():
            texts = (lines.get(i + 1, "") for i in range(max(lines)))
            module.sources[file] = "\n".join(texts) + "\n"
        return module

    def scope_def(self, tree: Any) -> None:
        number, file, function, site = tree.children
        caller = self.span(site) if site is not None else None
        self.scopes[int(number)] = (json.loads(file), json.loads(function), caller)

    def class_def(self, tree: Any, module: Module) -> None:
        held, name, fields = tree.children
        t = self.text.type(name)
        if not isinstance(t, Object):
            self.text.fail(name, f"{t!r} is not a class")
        pairs = [(str(p.children[0]), self.text.type(p.children[1])) for p in items(fields)]
        module.classes[t] = ClassInfo(t, pairs, held is not None)

    def constant_def(self, tree: Any, module: Module) -> None:
        import numpy as np

        from .ops.eval_arith import numpy_class

        name, t, *sizes, data = tree.children
        array = self.text.type(t)
        if not isinstance(array, Array):
            self.text.fail(t, f"a constant is an array, not {array!r}")
        shape = [int(n) for n in sizes if n is not None]
        if len(shape) != array.ndim:
            self.text.fail(t, f"{len(shape)} sizes for {array.ndim} dimensions")
        key = self.text.symbol(name)
        if data is None:
            if key not in self.constants:
                self.text.fail(name, f"the data of constant {key!r} is not in the text")
            given = self.constants[key]
            if given.shape != tuple(shape) or given.dtype != numpy_class(array.dtype):
                self.text.fail(
                    name, f"the data given for constant {key!r} is {given.dtype}{list(given.shape)}"
                )
            module.constants[key] = given
            return
        try:
            raw = base64.b64decode(json.loads(data), validate=True)
            made = np.frombuffer(raw, dtype=numpy_class(array.dtype)).reshape(shape)
        except (binascii.Error, ValueError) as e:
            self.text.fail(data, f"bad constant data: {e}")
        module.constants[key] = made

    def function(self, tree: Any) -> Function:
        name, params, result, attributes, *defined = tree.children
        span, body = defined or (None, None)
        self.values, self.labels, self.scope = {}, {}, -1
        where = NO_SPAN
        if span is not None:
            where = self.span(span)
            self.scope = int(_match(_SPAN, span)[4])
        function = Function(self.text.symbol(name), (), self.text.type(result), span=where)
        self.lines[function] = tree.meta.line
        self.region_args(function.body, params)
        for item in items(attributes):
            key, value = item.children
            function.attrs[str(key)] = self.text.value(value)
        function.doc = function.attrs.pop("doc", "")
        if body is not None:
            self.statements(function.body, body)
        return function

    def region_args(self, region: Region, tree: Any) -> None:
        for item in items(tree):
            name, t = item.children
            self.define(str(name), region.add_arg(self.text.type(t)), name)

    def statements(self, region: Region, tree: Any) -> None:
        for item in tree.children:
            if hasattr(item, "data"):
                self.op(region, item)
            else:
                self.source_line(item)

    # --- ops ------------------------------------------------------------------------------------

    def op(self, parent: Region, tree: Any) -> None:
        results, opcode, name, label, arguments, stated, span, regions = tree.children
        info = optable.TABLE.get(opcode)
        if info is None:
            self.text.fail(opcode, f"no op is called `{opcode}`")
        operands, attrs = self.arguments(info, opcode, arguments)
        if name is not None:
            if not info.symbol:
                self.text.fail(name, f"`{opcode}` takes no name")
            attrs[info.symbol] = self.text.symbol(name)
        result_types = self.result_types(info, results, opcode, operands, attrs, stated)
        if opcode == "const":
            attrs["value"] = _as_constant(attrs.get("value"), result_types)
        is_loop = info.loop
        target = None
        if label is not None and not is_loop:
            target = self.labels.get(label)
            if target is None:
                self.text.fail(label, f"no loop is labelled {label}")
        made = Op(opcode, operands, result_types, attrs, target=target)
        self.lines[made] = tree.meta.line
        parent.append(made)
        if is_loop and label is not None:
            self.labels[label] = made
        for name, value in zip(_names(results), made.results):
            self.define(name, value, results)
        first_region = regions.children[0] if regions is not None else None
        if span is None and first_region is not None:
            span = first_region.children[1]
        if span is not None:
            made.span = self.span(span)
        for region in items(regions):
            self.region(made, region)

    def region(self, op: Op, tree: Any) -> None:
        args, _, statements = tree.children
        region = Region()
        region.parent = op
        op.regions.append(region)
        self.region_args(region, args)
        self.statements(region, statements)

    def arguments(
        self, info: optable.OpInfo, opcode: Any, tree: Any
    ) -> tuple[list[Value], dict[str, Any]]:
        operands: list[Value] = []
        attrs: dict[str, Any] = {}
        names = list(info.attrs)
        for item in items(tree):
            if getattr(item, "type", "") == "VALUE":
                operands.append(self.use(item))
            elif item.data == "keyed":
                attrs[str(item.children[0])] = self.text.value(item.children[1])
            elif names:
                attrs[names.pop(0)] = self.text.value(item)
            else:
                self.text.fail(
                    item, f"`{opcode}` takes {len(info.attrs)} attributes here, not more"
                )
        return operands, attrs

    def result_types(
        self,
        info: optable.OpInfo,
        results: Any,
        opcode: Any,
        operands: list[Value],
        attrs: dict[str, Any],
        stated: Any,
    ) -> list[Type]:
        """The types written, or else those that the row infers; adds the implied attributes."""
        names = _names(results)
        if stated is None and not names:
            return []
        if stated is None:
            try:
                return list(info.infer([v.type for v in operands], attrs))
            except (optable.TypeRuleError, KeyError) as e:
                self.text.fail(
                    opcode, f"`{opcode}`: {e}", hint="write the result type after a colon"
                )
        found = [self.text.type(t) for t in stated.children]
        if len(found) != len(names):
            self.text.fail(opcode, f"{len(names)} results but {len(found)} types")
        for attr, of_type in info.implied.items():
            if attr not in attrs and len(found) == 1:
                try:
                    attrs[attr] = of_type(found[0])
                except AttributeError:
                    self.text.fail(stated, f"{found[0]!r} cannot be the result of `{opcode}`")
        return found

    def define(self, name: str, value: Value, token: Any) -> None:
        if name in self.values:
            self.text.fail(token, f"{name} is defined twice")
        hint = name[1:].partition(".")[0]
        value.name = "" if hint.isdigit() else hint
        self.values[name] = value

    def use(self, token: Any) -> Value:
        found = self.values.get(token)
        if found is None:
            self.text.fail(token, f"{token} is not defined before this use")
        return found

    # --- spans ----------------------------------------------------------------------------------

    def span(self, token: Any) -> Span:
        line, col, end_line, end_col, number = _match(_SPAN, token)
        file, function, caller = self.scope_of(token, number)
        return Span(
            file, int(line), int(col), int(end_line or line), int(end_col), function, caller
        )

    def scope_of(self, token: Any, number: str | None) -> tuple[str, str, Span | None]:
        key = self.scope if number is None else int(number)
        found = self.scopes.get(key)
        if found is None:
            self.text.fail(token, f"no scope {key}" if number else "the span names no scope (#0)")
        return found

    def source_line(self, token: Any) -> None:
        line, number, text = _match(_SOURCE_LINE, token)
        file = self.scope_of(token, number)[0]
        self.quoted.setdefault(file, {})[int(line)] = text


def _signature(text: Text, tree: Any) -> Signature:
    *listed, result = tree.children
    params: list[Param] = []
    kind = "pos"
    for item in listed:
        if item is None:
            continue
        if item.data == "signature_param":
            name, t, default = item.children
            value = REQUIRED if default is None else text.value(default)
            params.append(Param(str(name), text.type(t), value, kind))
        elif item.children[0] == "*":
            kind = "kwonly"
        else:
            params = [p._replace(kind="posonly") for p in params]
    return Signature(tuple(params), text.type(result))


def _names(results: Any) -> list[str]:
    """The names in the token `%a, %b =`."""
    return [] if results is None else [name.strip() for name in results[:-1].split(",")]


def _match(pattern: re.Pattern[str], token: Any) -> Any:
    found = pattern.match(token)
    assert found is not None
    return found.groups()


def _as_constant(value: Any, result_types: list[Type]) -> Any:
    """`1 : float` means 1.0."""
    t = result_types[0] if result_types else None
    if type(value) in (int, float) and isinstance(t, Scalar) and t.kind in ("float", "complex"):
        return float(value) if t.kind == "float" else complex(value)
    return value
