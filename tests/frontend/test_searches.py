"""How often the methods of classes are lowered in vain, to find what their fields hold."""

from __future__ import annotations

import linecache
from typing import Any

import pytest

from jitscript import frontend
from jitscript.frontend.class_probes import Probe

CLASS = """
class C{i}:
    def __init__(self, n: int) -> None:
        self.n = n
        self.lost = None
        self.next: C{j} | None = None

    def follow(self, other: "C{j}") -> int:
        self.next = other
        return other.n + other.peek(self.n)

    def peek(self, m: int) -> int:
        other = C{k}(m)
        return other.n if other.lost is None else 0

    def both(self, a: "C{j}", b: "C{k}") -> bool:
        return a.n < b.n and a.lost is b.lost
"""

LAST = """
def f(n: int) -> int:
    return C0(n).follow(C1(n))
"""


def web(size: int) -> Any:
    """A function over so many classes that name each other, each with a field that is only None."""
    parts = [CLASS.format(i=i, j=(i + 1) % size, k=(i + 2) % size) for i in range(size)]
    source = "".join(["from __future__ import annotations\n", *parts, LAST])
    file = f"<web {size}>"
    linecache.cache[file] = (len(source), None, source.splitlines(keepends=True), file)
    namespace: dict[str, Any] = {"__name__": f"web{size}"}
    exec(compile(source, file, "exec"), namespace)
    return namespace["f"]


@pytest.fixture
def probes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    found: list[str] = []
    run = Probe.run

    def counted(self: Probe, unit: Any, signature: Any, args: list[Any]) -> None:
        found.append(signature.fn.__qualname__)
        run(self, unit, signature, args)

    monkeypatch.setattr(Probe, "run", counted)
    return found


def test_classes_that_name_each_other_are_not_gone_through_in_every_order(
    probes: list[str],
) -> None:
    counts = []
    for size in (3, 5):
        probes.clear()
        frontend.lower_function(web(size))
        counts.append(len(probes))
    assert 0 < counts[0] < 200, counts  # 1,800 if a search in vain is forgotten
    assert counts[1] < counts[0] * (5 / 3) ** 4, counts
