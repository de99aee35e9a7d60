"""Methods of instances are equal where the instances are one; observers that come and go."""

from __future__ import annotations

from collections.abc import Callable

from jitscript import script


class Log:
    def __init__(self) -> None:
        self.seen: list[int] = []

    def update(self, v: int) -> None:
        self.seen.append(v)

    def other(self, v: int) -> None:
        self.seen.append(-v)


def show(v: int) -> None:
    print("show", v)


@script
def compared(n: int) -> list[bool]:
    a, b = Log(), Log()
    m = a.update
    return [
        a.update == a.update,
        a.update == b.update,
        a.update != a.update,
        a.update != b.update,
        m == a.update,
        a.update == a.other,
        a.update == show,
        show == show,
        a.seen.append == a.seen.append,
        a.seen.append == b.seen.append,
        m is m,
    ]


class Subject:
    def __init__(self) -> None:
        self.observers: list[Callable[[int], None]] = []

    def attach(self, f: Callable[[int], None]) -> None:
        if f not in self.observers:
            self.observers.append(f)

    def detach(self, f: Callable[[int], None]) -> None:
        self.observers.remove(f)

    def notify(self, v: int) -> None:
        for f in self.observers:
            f(v)


@script
def observers(n: int) -> list[int]:
    s = Subject()
    a, b = Log(), Log()
    s.attach(a.update)
    s.attach(b.update)
    s.attach(a.update)
    s.attach(show)
    s.attach(b.other)
    s.notify(n)
    s.detach(a.update)
    s.notify(n + 1)
    try:
        s.detach(a.update)
    except ValueError as e:
        print(e)
    s.detach(b.update)
    s.detach(show)
    s.notify(n + 2)
    print(len(s.observers), s.observers.count(b.other))
    return a.seen + b.seen


class Bus:
    def __init__(self) -> None:
        self.handlers: dict[str, list[Callable[[int], None]]] = {}

    def on(self, name: str, handler: Callable[[int], None]) -> Callable[[], None]:
        self.handlers.setdefault(name, []).append(handler)

        def off() -> None:
            self.handlers[name].remove(handler)

        return off

    def emit(self, name: str, v: int) -> None:
        for h in self.handlers.get(name, []):
            h(v)


@script
def taken_off_again(n: int) -> int:
    bus = Bus()
    log = Log()
    off = bus.on("x", log.update)
    bus.on("x", show)
    bus.on("y", log.other)
    bus.emit("x", n)
    off()
    bus.emit("x", n)
    bus.emit("y", n)
    return len(log.seen)


CASES = {"compared": [(1,)], "observers": [(4,)], "taken_off_again": [(3,)]}
