"""Objects that programs share: large functions of the library, and the back end's own.

A large instance of library code (`sorted` of a list of int, `str.split`) is compiled once, with all
that it calls, to an object of its own. A program that uses it only declares it:

    declare @"list<int>.sort(bool)"(%self: list<int>, %reverse: bool) -> none
        [memory=[[0], [], []], loops=True]

Next time the front end asks before it lowers a body (`Shelf.find`), so that a program pays for its
own code alone. Objects are kept in memory and in the cache, under a key of the instance, the text
of the library, the compiler and the processor. What a program needs is stored beside its code
(`runtime.native.joined`): an entry of the cache depends on no other.

Small functions, and those that work on arrays or numbers only, stay in the program, where they are
inlined and optimised with their callers.
"""

from __future__ import annotations

import functools
import threading
from collections import Counter
from collections.abc import Iterable
from typing import Any

from . import frontend, reading
from .backend.target import Emission, Emitted, host
from .frontend.instances import Instance
from .identity import keys
from .ir.analysis import effects
from .ir.analysis.callgraph import CallGraph
from .ir.analysis.writes import summaries_of
from .ir.core import Function, Module
from .ir.passes import inline, pipeline
from .ir.types import Array, Object, Scalar, walk_type
from .library import registry
from .runtime import cache, fingerprint, locks, native

# What callers of an object must know of its function.
FACTS = ("effects", "loops", "recursive", "gil", "demands")
LARGE = inline.Inline().small  # ops; a library function with more, callees included, is an object
HUGE = 4 * LARGE  # the same where objects hold it: smaller ones are faster beside their callers


class Part:
    """One object: its code, its digest, and the facts that callers need. Of a library function
    these are `memory` (see `ir/analysis/writes.py`), `effects`, `loops`, `recursive`, `gil`, and
    `needs`, the keys of other objects."""

    def __init__(self, facts: dict[str, Any], code: bytes | Emission, kept: bool = False):
        self.facts, self._code = facts, code
        self.kept = kept  # in the cache

    @property
    def code(self) -> bytes:
        if not isinstance(self._code, bytes):
            self._code = self._code.result()
        return self._code

    @functools.cached_property
    def digest(self) -> bytes:
        return fingerprint.digest(self.code)

    def keep(self, key: str) -> None:
        """Have the cache hold it."""
        if not self.kept:
            cache.put(key, self.code, self.facts)
            self.kept = True


_parts: dict[str, Part] = {}  # of the library, by key
_common: dict[str, Part] = {}  # of the back end, by group
_programs = 0  # compiled so far
_making = threading.Lock()  # of common objects: a thread may be ahead with them
locks.FORK_LOCKS.insert(1, _making)  # whoever makes them may open LLVM then


def _part(key: str, cached: bool) -> Part | None:
    """The part under `key`, from memory or the cache."""
    found = _parts.get(key)
    stored = cache.get(key) if found is None and cached else None
    if stored is not None:
        found = _parts[key] = Part(stored[1], stored[0], kept=True)
    return found


def common(group: str, cached: bool) -> Part:
    """The object of a group of the back end's own functions."""
    key = keys.key(f"common {group}") if cached else ""
    with _making:
        part = _common.get(group)
        stored = cache.get(key) if part is None and cached else None
        if stored is not None:
            part = Part(stored[1], stored[0], kept=True)
        elif part is None:
            made = host().common(group)
            part = Part({"groups": list(made.groups), "needs": []}, made.object)
        _common[group] = part
        if cached:
            part.keep(key)
        return part


def prepare(cached: bool, arrays: bool) -> None:
    """Open LLVM in a thread of its own, and make there what every program shares."""
    groups = ("border", "owners") if arrays else ("border",)
    shares = host().shares()
    host().prepare(lambda: [common(group, cached) for group in groups if shares])


class Shelf:
    """The objects that one program uses. With `cached` they are looked for in the cache, and kept
    there."""

    def __init__(self, cached: bool):
        self.cached = cached
        self.used: dict[str, str] = {}  # the declared function's name → the key of its object

    def pays(self) -> bool:
        """Whether the program about to be compiled shares library functions: where nothing is kept
        on disk, only from the second program of a process on."""
        global _programs
        _programs += 1
        return host().shares() and (self.cached or _programs > 1)

    # --- what the front end asks -----------------------------------------------------------------

    def find(self, instance: Instance) -> Function | None:
        """The declaration of an instance that there is an object for."""
        if not (self.cached or _parts):
            return None
        key = _key(instance)
        if key is None or self._needed([key]) is None:
            return None
        return self._declared(instance, key)

    def _declared(self, instance: Instance, key: str) -> Function:
        self.used[instance.name] = key
        assert instance.result is not None
        declared = Function(instance.name, instance.value_types(), instance.result)
        facts = _parts[key].facts
        declared.attrs.update({name: facts[name] for name in ("memory", *FACTS)})
        return declared

    def _needed(self, keys: Iterable[str]) -> dict[str, Part] | None:
        """The objects under `keys` and all that they need, those first; None if one is missing."""
        found: dict[str, Part] = {}
        for key in keys:
            part = _part(key, self.cached)
            before = self._needed(part.facts["needs"]) if part is not None else None
            if part is None or before is None:
                return None
            found.update({**before, key: part})
        return found

    # --- what is made for the first time ---------------------------------------------------------

    def take_out(self, lowered: frontend.Lowered) -> None:
        """Make objects of the large library functions in a program that has just been lowered;
        leave their declarations."""
        module = lowered.module
        graph = CallGraph(module)
        large: list[str] = []
        kept: set[str] = set()
        alone = (f.name for f in module.functions.values() if _border(f) or "resumes" in f.attrs)
        work = [lowered.entry, *alone]
        while work:
            name = work.pop()
            if name in kept or name in large:
                continue
            if self._is_large(module, graph, lowered.instances[name]):
                large.append(name)
            else:
                kept.add(name)
                work += graph.callees[name]
        made = self._all_made(module, graph, lowered.instances, large)
        module.functions = {n: f for n, f in module.functions.items() if n in kept}
        called = _called(module.functions.values())
        module.declared.update(made)
        module.declared = {n: f for n, f in module.declared.items() if n in called or _border(f)}

    def _all_made(
        self, module: Module, graph: CallGraph, instances: dict[str, Instance], large: list[str]
    ) -> dict[str, Function]:
        """The declarations of large functions that objects are made of. What is huge and in several
        of them is an object, too, instead: `list.sort` in `sorted` of many types, a hash."""
        closures = {name: _closure(module, graph, name) or set() for name in large}
        held = Counter(n for inner in closures.values() for n in inner & module.functions.keys())
        huge = {
            n
            for n, k in held.items()
            if k > 1 and self._is_large(module, graph, instances[n], HUGE)
        }
        for name in huge - closures.keys():
            closures[name] = _closure(module, graph, name) or set()
        rest = Module()
        rest.classes, rest.constants = module.classes, module.constants
        rest.functions, rest.declared = dict(module.functions), dict(module.declared)
        made: dict[str, Function] = {}
        for name in sorted(closures, key=lambda n: (len(closures[n]), n)):  # callees first
            made[name] = self._made(rest, graph, instances[name])
            if name in huge:
                del rest.functions[name]
                rest.declared[name] = made[name]
                graph = CallGraph(rest)
        return {name: made[name] for name in large}

    def _made(self, module: Module, graph: CallGraph, instance: Instance) -> Function:
        """The declaration of a function that an object is made of, unless there is one."""
        key = _key(instance)
        assert key is not None
        if self._needed([key]) is None:
            _parts[key] = self._compiled(module, graph, instance.name)
        function, declared = module.functions[instance.name], self._declared(instance, key)
        for name in ("border", "python_type", "identity"):  # what the border asks of a conversion
            if name in function.attrs:
                declared.attrs[name] = function.attrs[name]
        return declared

    def _compiled(self, module: Module, graph: CallGraph, name: str) -> Part:
        """The object of one library function with what it calls. LLVM is at work on it in another
        thread meanwhile."""
        part = Module()
        part.classes, part.constants = dict(module.classes), module.constants
        inner = _closure(module, graph, name) or set()
        part.functions = {n: f.copy() for n, f in module.functions.items() if n in inner}
        part.declared = {n: f for n, f in module.declared.items() if n in inner}
        part.functions[name].attrs["export"] = True
        facts: dict[str, Any] = {"needs": [self.used[n] for n in part.declared]}

        def look(after: str, part: Module) -> None:
            if after == "params":
                calls = CallGraph(part)
                found = summaries_of(part, calls)[name]
                facts["memory"] = (found.written, found.shared, found.joined)
                facts["effects"] = str(effects.summaries_of(part, calls)[name])

        pipeline.run(part, trace=look)
        for fact in ("loops", "recursive", "gil"):
            facts[fact] = bool(part.functions[name].attrs.get(fact))
        facts["demands"] = list(part.functions[name].attrs.get("demands", ()))
        emission = host().emission(part, name)
        return Part({**facts, "groups": emission.groups}, emission)

    def _is_large(
        self, module: Module, graph: CallGraph, instance: Instance, large: int = LARGE
    ) -> bool:
        """Whether a function is to be an object of its own."""
        function = module.functions[instance.name]
        if _key(instance) is None or function.attrs.get("inline"):
            return False
        if instance.signature.scope.generates:  # its object is laid out in the program alone
            return False
        types = [t for v in function.params for t in walk_type(v.type)]
        types += walk_type(function.result)
        if any(isinstance(t, Array) for t in types):
            return False
        if not _border(function) and not any(isinstance(t, Object) for t in types):
            return False
        closure = _closure(module, graph, instance.name)
        if closure is None:
            return False
        size = sum(inline.size(f) for name, f in module.functions.items() if name in closure)
        return (_border(function) and large is LARGE) or size > large

    # --- what the program is loaded with ---------------------------------------------------------

    def joined(self, module: Module, emitted: Emitted) -> bytes:
        """The program's object with those that it needs."""
        used = self._needed(self.used[name] for name in module.declared)
        assert used is not None
        if self.cached:
            for key, part in used.items():
                part.keep(key)
        groups = set(emitted.groups).union(*(part.facts["groups"] for part in used.values()))
        first: list[Part] = []
        for group in reversed(host().groups):  # each needs others before it at most
            if group in groups:
                first.insert(0, common(group, self.cached))
                groups.update(first[0].facts["groups"])
        together = {part.digest: part.code for part in (*first, *used.values())}
        if emitted.first:
            together[fingerprint.digest(emitted.first)] = emitted.first
        return native.joined(list(together.items()), emitted.object)


def _called(functions: Iterable[Function]) -> set[str]:
    return {op.attrs["callee"] for f in functions for op in f.walk() if op.opcode == "call"}


def _key(instance: Instance) -> str | None:
    """The key of an instance's object; None where the instance is not the library's alone."""
    identity = instance.identity()
    if identity is None or "#" in instance.name:
        return None
    return keys.key(f"library {identity}", (_library(), _numpy(instance)))


def _numpy(instance: Instance) -> str:
    """NumPy's version, for an instance that has to do with it: some texts differ by it."""
    types = [t for a in (*instance.value_types(), instance.owner) if a for t in walk_type(a)]
    scalars = (t for t in types if isinstance(t, Scalar))
    if not any(not t.python for t in scalars) and "numpy" not in instance.signature.fn.__module__:
        return ""
    import numpy

    return numpy.__version__


@functools.cache
def _library() -> str:
    """The state of the library, all of it: what an instance calls is not known beforehand."""
    files = registry.stamps()
    return str(reading.noted("digest", files, _digest) if files else _digest())


def _digest() -> str:
    return fingerprint.digest(registry.text().encode()).hex()


def _border(function: Function) -> bool:
    return "border" in function.attrs


def _closure(module: Module, graph: CallGraph, root: str) -> set[str] | None:
    """The functions that an object of `root` holds or needs: all that it calls, and the conversions
    of what it boxes and unboxes. None where a session would have to know a class in there: it knows
    classes by the address of a function of the program; and where the interpreter is called, which
    a program has to say of itself."""
    found: set[str] = set()
    classes: set[str] = set()
    more = {root}
    while not more <= found:
        added = graph.reachable([*more]) - found
        found |= added
        for name in added & module.functions.keys():
            for op in module.functions[name].walk():
                opcode = op.info.name
                if opcode == "call":
                    found.add(op.attrs["callee"])
                elif opcode == "python.call":
                    return None
                elif opcode in ("py.box", "py.unbox"):
                    value = op.operands[0] if opcode == "py.box" else op.result
                    classes |= {repr(t) for t in walk_type(value.type) if isinstance(t, Object)}
        more = set()
        for function in (*module.functions.values(), *module.declared.values()):
            if str(function.attrs.get("border", "")).rpartition(".")[0] in classes:
                if "identity" in function.attrs:
                    return None
                more.add(function.name)
    return found
