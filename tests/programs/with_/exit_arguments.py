"""What an `__exit__` is given, taken by three parameters, by a `*`, and handed on."""

from __future__ import annotations

from jitscript import script


class Log:
    def __init__(self, name: str, log: list[str], ends: bool = False) -> None:
        self.name = name
        self.log = log
        self.ends = ends

    def __enter__(self) -> "Log":
        self.log.append("in " + self.name)
        return self

    def __exit__(self, kind, error, tb) -> bool:
        self.log.append(f"out {self.name} {kind.__name__ if kind is not None else '-'} {error}")
        return self.ends and error is not None


class Both:
    def __init__(self, log: list[str], ends: bool) -> None:
        self.a = Log("a", log)
        self.b = Log("b", log, ends)

    def __enter__(self) -> "Both":
        self.a.__enter__()
        self.b.__enter__()
        return self

    def __exit__(self, *exc) -> bool:
        done = self.b.__exit__(*exc)
        if done:
            return self.a.__exit__(None, None, None) or True
        return self.a.__exit__(*exc)


class First:
    def __init__(self, log: list[str]) -> None:
        self.log = log

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        if exc_info[0] is ValueError:
            self.log.append("value " + str(exc_info[1]))
        if exc_info[0] is not None:
            self.log.append(exc_info[0].__name__)


class Half:
    def __init__(self, log: list[str]) -> None:
        self.log = log

    def __enter__(self):
        return self

    def __exit__(self, kind, *rest: object) -> bool:
        self.log.append("half" if kind is None else kind.__name__)
        return kind is not None and issubclass(kind, (LookupError, ValueError))


@script
def left(n: int, ends: bool) -> list[str]:
    log: list[str] = []
    try:
        with Both(log, ends), First(log):
            if n == 1:
                raise ValueError("v")
            if n == 2:
                raise KeyError("k")
        with Half(log) as h, First(h.log):
            if n == 3:
                raise IndexError("i")
            if n == 4:
                raise TypeError("t")
            if n == 5:
                return log
    except Exception as e:
        log.append(repr(e))
    return log


class Pool:
    """Managers that are fields."""

    def __init__(self) -> None:
        self.log: list[str] = []
        self.first = Both(self.log, False)
        self.second = First(self.log)

    def use(self, n: int) -> int:
        with self.first as one, self.second:
            one.a.log.append("use")
            return 10 // n


@script
def pooled(n: int) -> list[str]:
    p = Pool()
    try:
        p.use(n)
    except ZeroDivisionError:
        p.first.a.log.append("zero")
    return p.log


CASES = {
    "left": [(n, ends) for n in range(6) for ends in (True, False)],
    "pooled": [(1,), (0,)],
}
