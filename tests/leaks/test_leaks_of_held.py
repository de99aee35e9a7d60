"""Nothing is left of native lists that Python held, nor where an allocation failed."""

from __future__ import annotations

import contextlib
import ctypes
import gc
import runpy
import time
from pathlib import Path
from typing import Any

import counting
import pytest

import jitscript as js
from jitscript.runtime import abi, held
from jitscript.runtime.watchdog import STATE_ADDRESS


@pytest.fixture(scope="module")
def memory() -> counting.Memory:
    return counting.Memory()


STEPS = [
    lambda x: (x.append(x[0]), x.pop(), x.insert(0, x[1]), x.remove(x[1])),
    lambda x: (x.append(2.5), x.append([]), x[9]),
    lambda x: (x.extend(x), x.extend(list(x)), x.sort(), x.reverse(), x.clear()),
    lambda x: (x[1:], x[::-1], x * 3, x + x, x + list(x), list(x) + x),
    lambda x: (x.__setitem__(0, x[1]), x.__setitem__(slice(0, 1), x), x.__delitem__(0)),
    lambda x: (x == x.copy(), x < list(x), x[0] in x, x.index(x[2]), x.count(x[0])),
    lambda x: (repr(x), list(x), next(iter(x)), sorted(x)),
    lambda x: x[77],
    lambda x: x.__setitem__(slice(0, 2, 2), x),
    lambda x: type(x)([x, x]),
    lambda x: changed(js.Dict[element_of(x), str]((k, str(k)) for k in x)),
    lambda x: changed(js.Set[element_of(x)](x)),
]


def element_of(x: Any) -> Any:
    return type(x).__builtin__.__args__[0]


def changed(x: Any) -> None:
    """What is left behind by dicts and sets is that of their class."""
    key = next(iter(x))
    if isinstance(x, js.Set):
        _ = x.remove(key), x.add(key), x | x, x - {key}, x == set(x), x.pop(), x.update([key])
    else:
        _ = x.pop(key), x.update({key: "a"}), x | x, list(x.items()), x.setdefault(key, "b")
    _ = repr(x), x.copy(), x.clear(), len(x)
    _ = x["none"] if isinstance(x, js.Dict) else x.remove("none")


def done(step: Any, element: Any, content: list[Any]) -> None:
    with contextlib.suppress(TypeError, LookupError, ValueError, MemoryError):
        step(js.List[element](content))


@pytest.mark.parametrize(
    "element, content",
    [
        (int, [3, 1, 2]),
        (str, ["b", "a text that is not short", "ä"]),
        (tuple[str, int], [("a", 1)] * 3),
    ],
    ids=["int", "str", "tuple"],
)
def test_nothing_is_left(
    element: Any, content: list[Any], memory: counting.Memory, optimised: bool
) -> None:
    known = dict(held._classes)
    held._classes.clear()
    try:
        with counting.counted(memory):
            for step in STEPS:
                done(step, element, content)
            gc.collect()
            gc.freeze()  # the compiler's objects, which the collector need not search each time
            before, made = memory.live, memory.made
            for i, step in enumerate(STEPS):
                done(step, element, content)
                gc.collect()
                assert memory.live == before, i
            assert memory.made > made
            for i, step in enumerate(STEPS):
                for n in range(1, 40):
                    memory.fail(n)
                    done(step, element, content)
                    failed = memory.failed
                    memory.fail(0)
                    gc.collect()
                    assert memory.live == before, (i, n)
                    if not failed:
                        break
    finally:
        held._classes.clear()
        held._classes.update(known)


def quietly(step: Any) -> None:
    with contextlib.suppress(TypeError, LookupError, ValueError, MemoryError):
        step()


def test_nothing_is_left_of_native_instances(memory: counting.Memory, optimised: bool) -> None:
    def live(step: Any) -> int:
        """After the step: what may be in a circle waits for others of its kind."""
        quietly(step)
        gc.collect()
        return int(memory.live)

    with counting.counted(memory):
        in_use, alone = (
            ctypes.c_int64.from_address(STATE_ADDRESS + at)
            for at in (abi.STATE_HELD, abi.STATE_HELD_WHOLE)
        )
        steps = runpy.run_path(str(Path(__file__).with_name("native_nodes.py")))["STEPS"]
        for step in steps:
            quietly(step)
        gc.collect()
        gc.freeze()
        made = memory.made
        for i, step in enumerate(steps):
            before = live(step)
            assert live(step) == before, i
            for n in range(1, 60):
                memory.fail(n)
                quietly(step)
                failed = memory.failed
                memory.fail(0)
                assert (in_use.value, alone.value) == (0, 0), (i, n)
                assert live(step) == before, (i, n)
                if not failed:
                    break
        assert memory.made > made


def test_a_long_chain_is_not_gone_through_for_each_link() -> None:
    """Eight times as many links took 64 times as long."""

    chain = runpy.run_path(str(Path(__file__).with_name("native_chains.py")))["chain"]

    def seconds(n: int) -> float:
        begin = time.process_time()
        link = chain(n)
        end = time.process_time()
        assert link.key == n - 1
        return end - begin

    seconds(10)
    few, many = (min(seconds(n) for _ in range(2)) for n in (2_000, 16_000))
    assert many < 30 * few


def test_circles_are_freed_where_a_long_chain_is_held(memory: counting.Memory) -> None:
    with counting.counted(memory):
        parts = runpy.run_path(str(Path(__file__).with_name("native_chains.py")))
        Link, before = parts["Link"], memory.live
        long = parts["chain"](3_000)
        held = memory.live
        assert held - before >= 3_000
        for _ in range(10_000):
            a, b = Link(1), Link(2)
            a.next, b.next = b, a
            del a, b
        assert memory.live < held + 10_000
        del long
        gc.collect()
