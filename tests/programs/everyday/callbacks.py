"""Functions that are registered with an object, and called by it later."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

from jitscript import script


class State(Enum):
    IDLE = "idle"
    RUNNING = "running"
    STOPPED = "stopped"


class Machine:
    def __init__(self) -> None:
        self.state = State.IDLE
        self.hooks: dict[State, list[Callable[[State, State], None]]] = {}
        self.never: list[Callable[[int, str], int]] = []
        self.log: list[str] = []

    def on(self, state: State, f: Callable[[State, State], None]) -> None:
        self.hooks.setdefault(state, []).append(f)

    def keep(self, f: Callable[[int, str], int]) -> None:
        self.never.append(f)

    def go(self, state: State) -> None:
        old, self.state = self.state, state
        for hook in self.hooks.get(state, []):
            hook(old, state)


def told(a: State, b: State) -> None:
    print("told", a.value, b.value)


@script
def run(n: int) -> list[str]:
    m = Machine()
    count = [0]
    m.on(State.RUNNING, lambda a, b: m.log.append(f"{a.name}->{b.name}"))
    m.on(State.RUNNING, told)
    m.on(State.STOPPED, lambda a, b: print("stopped from", a, count))
    m.keep(lambda i, s: i + len(s))

    def add(a: State, b: State) -> None:
        count[0] += n

    m.on(State.STOPPED, add)
    for state in (State.RUNNING, State.STOPPED, State.RUNNING, State.STOPPED):
        m.go(state)
    return [*m.log, str(count[0])]


CASES = {"run": [(1,), (5,)]}
