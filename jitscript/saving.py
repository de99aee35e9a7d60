"""Module files of several functions: written with code for this machine's kind of processor, and
compiled again where a file has none that fits.

Apart from `driver` because a program that only compiles needs none of it: not the IR's parser,
archives or a linker.
"""

from __future__ import annotations

import keyword
import unicodedata
import warnings
from typing import Any

from . import __version__, frontend
from .backend import needs, pack
from .backend.header import header
from .backend.link import LinkError, link
from .backend.target import Target, host
from .diagnostics import CompileError, Diagnostic, Span
from .driver import facts, nesting, optimise
from .frontend import described
from .ir.core import Function, Module, clone_region
from .ir.parse_text import ParseError
from .ir.parser import parse
from .ir.printer import print_module
from .ir.types import Array
from .ir.verifier import InvalidIR
from .ir.verifier import check as check_module
from .runtime import abi, archive
from .runtime.callable import CONTIGUOUS, STRIDED, ScriptFunction
from .runtime.container import ArchiveError
from .runtime.python_calls import LOCAL, shown
from .runtime.saved_values import encode


def save(path: Any, functions: dict[str, Any]) -> None:
    """Write scripted functions, under the names given, to a module file: code for this machine's
    kind of processor, IR, C header, constants and sources. See `jitscript.save` for the errors.
    """
    destination, machine = pack.Destination(path), host()
    for name in functions:
        _check_name(name)
    kernels = {n: f for n, f in functions.items() if not isinstance(f, ScriptFunction)}
    functions = {n: f for n, f in functions.items() if n not in kernels}
    compiled = {name: f._provider.saved() for name, f in kernels.items()}
    with nesting(*(f.python for f in (functions or kernels).values())):
        module, signatures = _together(functions)
        classes = _classes(module, signatures)
        text = print_module(module)
        optimise(module, machine)
        exports = _exports(module, signatures)
        for signature in signatures:
            signature.update(facts(module.functions[signature["name"]]))
            signature["entries"] = {k: abi.py_symbol(s) for k, s in signature["entries"].items()}
        code = {}
        for level in machine.saved_levels() if functions else ():
            made = machine.compile(module, exports, level=level)
            library = link(made.object, machine.name, machine.name)
            code[machine.name, level] = library, list(made.objects)
    described, prefix = [], abi.py_symbol("")
    for signature in signatures:
        function = module.functions[signature["name"]]
        asked = needs.needs(module, [n.removeprefix(prefix) for n in signature["entries"].values()])
        told = {**signature, "needs": asked}
        described.append((told, [p.type for p in function.params], function.result))
    top = header(destination.stem, described)
    content = pack.module_file(
        *(__version__, signatures, code, text, top, module.constants, module.sources),
        kernels=compiled,
        classes=classes,
        launching=_launching(machine) if kernels else None,
    )
    try:
        archive.parse(content)  # what the reader would refuse is not written
    except ArchiveError as error:
        raise ValueError(f"these functions do not fit into a module file: {error}") from None
    destination.write(content)


def _launching(machine: Target) -> tuple[str, bytes] | None:
    """The path and the code of the entry of launches, for this machine's kind of processor. Without
    a linker, where one is needed, there is none: launches go through Python then."""
    code = machine.launching()
    if machine.shares():
        return f"native/{machine.name}/launching.o", code
    try:
        return f"native/{machine.name}/launching.so", link(code, machine.name, machine.name)
    except LinkError:
        return None


def _check_name(name: str) -> None:
    """Refuse a name that could not be used as an attribute of the loaded module."""
    usual = unicodedata.normalize("NFKC", name)
    if not archive.possible_name(name) or keyword.iskeyword(name) or name != usual:
        raise ValueError(
            f"a function cannot be saved as {name!r}: the loaded module has it as an attribute, so "
            "the name must be an identifier, no keyword, and not begin with two underscores"
        )


def _together(functions: dict[str, Any]) -> tuple[Module, list[dict[str, Any]]]:
    """One module with both variants of every function: `name` takes arrays of any strides,
    `name.contiguous` contiguous ones. The signatures say which variants there are."""
    if not functions:
        return Module(), []
    lowered = frontend.lower_functions([f.python for f in functions.values()])
    module = lowered[0].module
    bodies = [module.functions[low.entry] for low in lowered]
    for body in bodies:
        body.attrs.pop("export", None)
    signatures = []
    for name, low, body in zip(functions, lowered, bodies):
        if "resumes" in low.signature:
            _refuse_generator(name, functions[name].python)
        for callee in low.signature.get("python", ()):
            _check_callee(name, functions[name].python, callee)
        entries = {STRIDED: name}
        if any(isinstance(p.type, Array) for p in body.params):
            entries[CONTIGUOUS] = f"{name}.contiguous"
        for kind, symbol in entries.items():
            module.functions[symbol] = _variant(body, symbol, kind == CONTIGUOUS)
        signature = {**low.signature, "name": name, "entries": entries}
        if "method" in vars(functions[name]):  # of a class of containers that Python holds
            signature["method"] = functions[name].method
        signatures.append(signature)
    _tell_of_python(signatures)
    return module, signatures


def _classes(module: Module, signatures: list[dict[str, Any]]) -> pack.Classes:
    """The user's classes that the functions meet; a file tells of each once."""
    names = {n for signature in signatures for n in signature.pop("classes", ())}
    for signature in signatures:
        signature.pop("members", None)
    by_class = {frontend.class_named(name): name for name in names}
    told = described.classes(module, sorted(names), lambda value: encode(value, by_class))
    return pack.Classes(told, by_class, described.exceptions(module))


def _refuse_generator(name: str, function: Any) -> None:
    code = function.__code__
    title = f"`{name}` cannot be saved: it gives Python a generator"
    hint = "save a function that goes through it, or gives a list"
    raise CompileError([Diagnostic(title, Span(code.co_filename, code.co_firstlineno), hint=hint)])


def _check_callee(name: str, function: Any, callee: str) -> None:
    """Refuse what a program that loads the file would not find by its name."""
    module = callee.partition(":")[0]
    if module != "__main__" and not module.startswith(LOCAL):
        return
    code = function.__code__
    where = "the main program" if module == "__main__" else "no module under its name"
    title = f"`{name}` cannot be saved: it uses `{shown(callee)}` of Python, which is in {where}"
    hint = "put it into a module that is imported, which whoever loads the file has too"
    raise CompileError([Diagnostic(title, Span(code.co_filename, code.co_firstlineno), hint=hint)])


def _tell_of_python(signatures: list[dict[str, Any]]) -> None:
    """What a module file needs besides itself is said when it is saved."""
    called = sorted({c for signature in signatures for c in signature.get("python", ())})
    if called:
        names = ", ".join(c.replace(":", ".") for c in called)
        text = f"the module file needs Python where it is used, for it calls {names}"
        warnings.warn(text, RuntimeWarning, stacklevel=4)


def _exports(module: Module, signatures: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A signature for every variant, as the back end takes them."""
    return [
        {**signature, **facts(module.functions[symbol]), "symbol": symbol}
        for signature in signatures
        for symbol in dict.fromkeys(signature["entries"].values())
    ]


def recompile(opened: archive.Archive) -> tuple[bytes, list[str]]:
    """Object code for this machine, made from the IR of a module file that has none that fits, and
    what it needs in its table of objects. Raises ArchiveError when the IR cannot be used."""
    try:
        module = parse(opened.text("module.ir"), pack.constants(opened))
        check_module(module)
    except (ParseError, InvalidIR) as error:
        raise ArchiveError(f"the module file's IR cannot be used: {error}") from None
    prefix = abi.py_symbol("")
    signatures = []
    for function in opened.functions:
        entries = {kind: s.removeprefix(prefix) for kind, s in function["entries"].items()}
        signatures.append({**function, "entries": entries})
    machine = host()
    optimise(module, machine)
    made = machine.compile(module, _exports(module, signatures))
    return made.object, list(made.objects)


def _variant(original: Function, name: str, contiguous: bool) -> Function:
    """A copy of a function, to be exported under another name."""
    made = Function(name, (), original.result, span=original.span)
    made.body = clone_region(original.body, {})
    made.body.parent = made
    made.doc = original.doc
    made.attrs = {**original.attrs, "export": True}
    if contiguous:
        made.attrs["contiguous"] = True
    return made
