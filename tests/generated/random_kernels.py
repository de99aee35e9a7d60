"""Random kernels whose threads step over arrays, run in three ways: on the CPU grid with the pass
`widen`, on the grid without it, and thread by thread as Python.

    program = Program(seed)
    list(differences(program))      what differs, in words

Loops go over the whole grid forwards or backwards, in any stride and from any offset, in or behind
conditions, or end early; elements are read and written at the round's place or beside it; there are
sums, atomics, local state; arrays of 0 to 70 elements overlap, or begin where no access of 16 bytes
may.
"""

from __future__ import annotations

import importlib.util
import random
import tempfile
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import numpy as np

from jitscript import cuda
from jitscript.backend.device import Device
from jitscript.runtime import abi
from jitscript.runtime.gpu import machine

FLOATS, WHOLE = ("f32", "f64"), ("i32", "u8", "i16", "i64")
DTYPES = {name: getattr(np, abi.NUMPY_NAMES[name]) for name in FLOATS + WHOLE}
HEAD = """from jitscript import Array1, cuda, f32, f64, i16, i32, i64, u8


def {name}({params}) -> None:
"""
MOST = 70  # elements


class Program:
    """The text of a kernel, and what it is launched with."""

    def __init__(self, seed: int):
        self.random = r = random.Random(seed)
        self.name = f"kernel_{seed}"
        self.dtype = r.choice(FLOATS + WHOLE)
        self.other = self.dtype if r.random() < 0.6 else r.choice(FLOATS + WHOLE)
        self.types = {"a": self.dtype, "b": self.other, "out": self.dtype, "more": self.dtype}
        self.grid, self.block = r.randint(1, 3), r.choice([1, 2, 3, 5, 8])
        self.numbers = {"n": r.choice([0, 1, 3, 8, 20, 64, -2]), "m": r.choice([1, 2, 3, 0])}
        self.wild, self.twists = r.random() < 0.15, r.choice([0, 0, 1, 1, 2])
        self.lines: list[str] = []
        self.temporaries = 0
        params = [f"{name}: Array1[{t}]" for name, t in self.types.items()]
        params += ["tally: Array1[i32]", "n: int", "m: int"]
        self._body()
        self.text = HEAD.format(name=self.name, params=", ".join(params)) + "\n".join(self.lines)
        self.text += "\n"

    # --- the kernel ------------------------------------------------------------------------------

    def rare(self, chance: float) -> bool:
        """Whether to do something that the pass may stop at. Most kernels have one such thing."""
        if not self.wild and not self.twists:
            return False
        done = self.random.random() < chance
        self.twists -= done and not self.wild
        return done

    def _body(self) -> None:
        r = self.random
        if self.rare(0.3):
            before = r.random()
            if before < 0.35:
                self._line(1, f"if {self._uniform()}:")
                self._line(2, "return")
            elif before < 0.6:
                self._line(1, f"if cuda.threadIdx.x > {r.randint(0, 3)}:")
                self._line(2, "return")
            elif before < 0.8:
                self._line(1, "first = a[0]")
                self._line(1, "if first > 50:")
                self._line(2, "return")
            else:
                self._line(1, "tally[0] = i32(len(out) // m)")
        for _ in range(r.choice([1, 1, 1, 1, 2])):
            depth = 1
            if self.rare(0.3):
                divergent = f"if cuda.threadIdx.x < {r.randint(0, 3)}:"
                again = f"for again in range({r.randint(1, 2)}):"
                self._line(1, r.choice([f"if {self._uniform()}:", divergent, again]))
                depth = 2
            self._loop(depth)
        if self.rare(0.2):
            if r.random() < 0.6:
                self._line(1, "g = cuda.grid(1)")
                array = r.choice(["more", "out", "a"])
                self._line(1, f"if g < len({array}):")
                self._line(2, f"{array}[g] = {self._read(r.choice(['a', 'out', 'b']), 'g')}")
            else:
                self._line(1, "cuda.atomic.add(tally, 1, 1)")

    def _uniform(self) -> str:
        r = self.random
        return r.choice(["n > 2", "len(out) > 7", "m == 2", "n < len(a)", "cuda.blockDim.x > 2"])

    def _line(self, depth: int, text: str) -> None:
        self.lines.append("    " * depth + text)

    def _loop(self, depth: int) -> None:
        r = self.random
        grid, step = "cuda.grid(1)", "cuda.gridsize(1)"
        stop = r.choice([*["len(a)", "len(out)", "min(len(a), len(out))"] * 2, "n", "n * m"])
        if self.rare(0.2):
            stop = r.choice(["len(a) - 1", "len(a) + 1", "n + cuda.threadIdx.x"])
        if self.rare(0.4):
            form = r.random()
            if form < 0.15:
                grid = "cuda.blockIdx.x * cuda.blockDim.x + cuda.threadIdx.x"
            elif form < 0.3:
                grid = f"{grid} + {r.randint(1, 2)}"
            elif form < 0.4:
                grid, step = f"2 * {grid}", f"2 * {step}"
            elif form < 0.55:
                step = f"{step} * {r.randint(2, 3)}"
            elif form < 0.75:
                grid, stop, step = f"{stop} - 1 - {grid}", "-1", f"-{step}"
            else:
                others = [("cuda.threadIdx.x", "cuda.blockDim.x"), ("0", "1"), (grid, "1")]
                grid, step = r.choice(others)
        sums = self.rare(0.15)
        if sums:
            self._line(depth, f"s = {self.dtype}(0)")
        if self.rare(0.12):
            self._line(depth, f"i = {grid}")
            self._line(depth, "while i " + (">= 0:" if stop == "-1" else f"< {stop}:"))
            self._round(depth + 1, sums, "while")
            self._line(depth + 1, f"i += {step}")
        else:
            self._line(depth, f"for i in range({grid}, {stop}, {step}):")
            self._round(depth + 1, sums, "for")
        if sums:
            self._line(depth, "if cuda.grid(1) < len(more):")
            self._line(depth + 1, "more[cuda.grid(1)] = s")

    def _round(self, depth: int, sums: bool, kind: str) -> None:
        r = self.random
        self.temporaries = 0
        for _ in range(r.choice([1, 1, 2, 3])):
            if r.random() < 0.3:
                value = self._value()
                self._line(depth, f"t{self.temporaries} = {value}")
                self.temporaries += 1
            elif self.rare(0.3):
                self._odd(depth, kind)
            else:
                self._store(depth)
        if sums:
            self._line(depth, f"s = s + {self._value()}")
        if self.temporaries:
            self._store(depth)

    def _odd(self, depth: int, kind: str) -> None:
        r = self.random
        what = r.random()
        if what < 0.4:
            self._line(depth, f"if {self._condition()}:")
            self._store(depth + 1)
        elif what < 0.7 and kind == "for":
            self._line(depth, f"if {self._condition()}:")
            self._line(depth + 1, r.choice(["continue", "break"]))
            self._store(depth)
        else:
            self._line(depth, f"cuda.atomic.{r.choice(['add', 'max'])}(tally, i % len(tally), 1)")

    def _store(self, depth: int) -> None:
        r = self.random
        at, to = "i", "out"
        if self.rare(0.15):
            at = r.choice(["i + 1", "len(out) - 1 - i", "i // 2", "0", "i ^ 1"])
        if r.random() < 0.2:
            to = "more"
        elif self.rare(0.1):
            to = "a"
        how = "+=" if r.random() < 0.1 else "="
        self._line(depth, f"{to}[{at}] {how} {self._value()}")

    def _read(self, array: str, at: str) -> str:
        found = f"{array}[{at}]"
        return found if self.types[array] == self.dtype else f"{self.dtype}({found})"

    def _operand(self) -> str:
        r = self.random
        what = r.random()
        if what < 0.65:
            array = r.choices(["a", "b", "out"], [8, 4, 1])[0]
            at = "i"
            if r.random() < 0.1:
                at = r.choice(["max(i - 1, 0)", f"min(i + 1, len({array}) - 1)"])
            elif self.rare(0.06):
                at = r.choice(["i + 1", "0", "n", "cuda.threadIdx.x"])
            return self._read(array, at)
        if what < 0.8 and self.temporaries:
            return f"t{r.randrange(self.temporaries)}"
        if what < 0.88:
            return f"{self.dtype}({r.randint(0, 9)})"
        if what < 0.92:
            return f"{self.dtype}(i % 100)"
        return f"{self.dtype}(cuda.threadIdx.x)" if self.rare(0.2) else f"{self.dtype}(m)"

    def _value(self) -> str:
        r = self.random
        value = self._operand()
        for _ in range(r.randint(0, 2)):
            what = r.random()
            if what < 0.85:
                value = f"({value} {r.choice('+-*')} {self._operand()})"
            elif what < 0.93:
                value = f"max({value}, {self._operand()})"
            elif self.rare(0.5):
                value = f"({value} if {self._condition()} else {self._operand()})"
        return value

    def _condition(self) -> str:
        r = self.random
        return r.choice(
            [f"{self._operand()} > {self._operand()}", f"i % 3 == {r.randint(0, 2)}", "i > n"]
        )

    # --- what it is launched with ----------------------------------------------------------------

    def layout(self, seed: int) -> tuple[int, dict[str, tuple[str, int, int]]]:
        """Bytes of memory, and where in it arrays lie: dtype, first byte, elements."""
        r = random.Random(f"{self.name} {seed}")
        found: dict[str, tuple[str, int, int]] = {}
        at = 0
        length = r.randint(0, MOST)
        meet = r.random() < 0.15
        astray = r.random() < 0.25
        for name, dtype in self.types.items():
            size = np.dtype(DTYPES[dtype]).itemsize
            some = length if r.random() < 0.8 else r.randint(0, MOST)
            first = -(-at // 16) * 16 + (size * r.randint(1, 3) if astray else 0)
            if meet and found and r.random() < 0.6:
                _, before, _ = r.choice(list(found.values()))
                first = -(-before // size) * size + size * r.randint(0, 2)
            found[name] = dtype, first, some
            at = max(at, first + some * size)
        found["tally"] = "i32", -(-at // 16) * 16, 5
        return found["tally"][1] + 20, found

    def memory(self, seed: int) -> tuple[Any, dict[str, tuple[str, int, int]]]:
        size, places = self.layout(seed)
        rng = np.random.default_rng(seed)
        memory = np.zeros(size, np.uint8)
        for name, (dtype, first, some) in places.items():
            values = rng.integers(0, 100, some) if name != "tally" else np.zeros(some)
            np.frombuffer(memory, DTYPES[dtype], some, first)[:] = values
        return memory, places


class Lent:
    """An array in the memory of another."""

    def __init__(self, dtype: Any, address: int, some: int, owner: Any):
        self.owner = owner
        self.__cuda_array_interface__ = {
            "shape": (some,),
            "typestr": np.dtype(dtype).str,
            "data": (address, False),
            "version": 3,
        }


def by_python(
    program: Program, seed: int, module: ModuleType, numbers: Sequence[int] | None = None
) -> tuple[bytes, str]:
    """Thread by thread, all in order or those of some numbers, as CPython and NumPy understand the
    text."""
    memory, places = program.memory(seed)
    arrays = {n: np.frombuffer(memory, DTYPES[t], some, at) for n, (t, at, some) in places.items()}
    function = getattr(module, program.name)
    threads = SimpleNamespace()
    dims = {"blockDim": program.block, "gridDim": program.grid}

    def atomic(how: Any) -> Any:
        def one(array: Any, i: int, value: int) -> Any:
            old = array[i]
            array[i] = how(old, value)
            return old

        return one

    threads.atomic = SimpleNamespace(add=atomic(lambda x, y: x + y), max=atomic(max))
    for name, size in dims.items():
        setattr(threads, name, SimpleNamespace(x=size))
    threads.gridsize = lambda axes: program.grid * program.block
    first = ""
    for number in range(program.grid * program.block) if numbers is None else numbers:
        block, thread = divmod(number, program.block)
        threads.threadIdx, threads.blockIdx = SimpleNamespace(x=thread), SimpleNamespace(x=block)
        threads.grid = lambda axes, at=number: at
        function.__globals__["cuda"] = threads
        try:
            with warnings.catch_warnings(), np.errstate(all="ignore"):
                warnings.simplefilter("ignore")
                function(*arrays.values(), **program.numbers)
        except (ArithmeticError, IndexError, ValueError) as error:
            first = first or f"{type(error).__name__}: {error} in {block} {thread}"
        finally:
            function.__globals__["cuda"] = cuda
    return memory.tobytes(), first


def on_grid(program: Program, seed: int, kernel: Any) -> tuple[bytes, str]:
    memory, places = program.memory(seed)
    d = cuda.to_device(memory)
    arrays = []
    address = d.__cuda_array_interface__["data"][0]
    for dtype, at, some in places.values():
        arrays.append(cuda.as_cuda_array(Lent(DTYPES[dtype], address + at, some, d)))
    error = ""
    try:
        kernel[program.grid, program.block](*arrays, **program.numbers)
        cuda.synchronize()
    except (ArithmeticError, IndexError, ValueError) as found:
        block, thread = found.block[0], found.thread[0]  # type: ignore[union-attr]
        error = f"{type(found).__name__}: {found} in {block} {thread}"
    return d.copy_to_host().tobytes(), error


def kernels_of(module: ModuleType, name: str) -> tuple[Any, Any]:
    """With and without the pass, compiled for arrays that are aligned, or not, or overlap."""
    plain = getattr(module, name)
    wide, narrow = (cuda.kernel(plain, cache=False) for _ in range(2))
    provider, compiled = narrow._provider, narrow._provider.code

    def without(machine: Any, variant: str) -> Any:
        before = Device.passes
        Device.passes = tuple(p for p in before if p != "widen")
        try:
            return compiled(machine, variant)
        finally:
            Device.passes = before

    class Narrow(type(provider)):  # type: ignore[misc]
        __slots__ = ()
        code = staticmethod(without)

    provider.__class__ = Narrow
    return wide, narrow


def differences(program: Program, launches: int = 3) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, f"{program.name}.py")
        file.write_text(program.text)
        spec = importlib.util.spec_from_file_location(program.name, file)
        assert spec is not None and spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        wide, narrow = kernels_of(module, program.name)
        for seed in range(launches):
            wanted = by_python(program, seed, module)
            on_device = machine.current().kind == "ptx"
            if on_device and not _in_any_order(program, seed, module, wanted[0]):
                continue
            for title, kernel in (("wide", wide), ("narrow", narrow)):
                found = on_grid(program, seed, kernel)
                if found != wanted:
                    yield f"launch {seed}, {title}: {_shown(program, seed, found, wanted)}"


def _in_any_order(program: Program, seed: int, module: ModuleType, wanted: bytes) -> bool:
    """Whether threads do together what each does alone, and backwards, but for the atomic tally."""
    before, places = program.memory(seed)
    until = places["tally"][1]
    together = before.copy()
    everybody = range(program.grid * program.block)
    if by_python(program, seed, module, everybody[::-1])[0][:until] != wanted[:until]:
        return False
    for number in everybody:
        after = np.frombuffer(by_python(program, seed, module, [number])[0], np.uint8)
        changed = after[:until] != before[:until]
        if (changed & (together[:until] != before[:until]) & (together != after)[:until]).any():
            return False
        together[:until][changed] = after[:until][changed]
    return together[:until].tobytes() == wanted[:until]


def _shown(program: Program, seed: int, found: tuple[bytes, str], wanted: tuple[bytes, str]) -> str:
    _, places = program.memory(seed)
    lines = [f"{program.grid} blocks of {program.block}, {program.numbers}, {places}"]
    if found[1] != wanted[1]:
        lines.append(f"raised {found[1]!r}, not {wanted[1]!r}")
    for name, (dtype, at, some) in places.items():
        x, y = (np.frombuffer(memory, DTYPES[dtype], some, at) for memory, _ in (found, wanted))
        if x.tobytes() != y.tobytes():
            lines.append(f"{name}: {x.tolist()} instead of {y.tolist()}")
    return "\n".join(lines)
