"""`__exit__` that looks at the error: its class, the exception, and whether there is a traceback."""

from __future__ import annotations

from types import TracebackType

from jitscript import script


class Log:
    def __init__(self):
        self.lines: list[str] = []

    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback):
        if kind is None:
            self.lines.append("fine")
            return False
        self.lines.append(f"{kind.__name__}: {error}")
        return issubclass(kind, (KeyError, ArithmeticError))


@script
def logged(k: int) -> list[str]:
    log = Log()
    with log:
        if k == 1:
            raise KeyError("x")
        if k == 2:
            return log.lines
        if k == 3:
            raise ValueError("y")
        log.lines.append(str(10 // (k - 4)))
    log.lines.append("after")
    return log.lines


class Transaction:
    def __init__(self, data: dict[str, int]):
        self.data = data

    def __enter__(self) -> Transaction:
        self.old = dict(self.data)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> bool:
        if kind is not None:
            self.data.clear()
            self.data.update(self.old)
            print("back:", error, repr(error), traceback is None)
        return kind is ZeroDivisionError


@script
def changed(data: dict[str, int], n: int) -> int:
    with Transaction(data) as t:
        t.data["a"] = 5
        t.data["b"] = 10 // n
        if n == 5:
            raise IndexError("five", n)
    return len(data)


class Failure(Exception):
    def __init__(self, code: int):
        super().__init__(f"code {code}")
        self.code = code


class Keeps:
    def __init__(self) -> None:
        self.error: Exception | None = None
        self.code = 0

    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback) -> bool:
        if isinstance(error, Failure):
            self.code = error.code
        if isinstance(error, Exception):
            self.error = error
        return error is not None and isinstance(error, (ValueError, Failure))


@script
def kept(text: str) -> tuple[int, str, int]:
    n = 0
    with Keeps() as k:
        if len(text) > 5:
            raise Failure(len(text))
        n = 10 // int(text)
    return n, f"{k.error!r} {type(k.error).__name__}", k.code


class Wraps:
    def __enter__(self):
        pass

    def __exit__(self, kind, error, traceback):
        if kind and kind in (ValueError, TypeError):
            raise RuntimeError(f"wrapped {error}") from error


@script
def wrapped(text: str) -> int:
    with Wraps():
        return 7 // int(text)


class Named:
    def __init__(self, name: str, log: list[str]):
        self.name, self.log = name, log

    def __enter__(self):
        self.log.append("+" + self.name)
        return self

    def __exit__(self, kind, error, traceback):
        self.log.append(f"-{self.name}:{kind.__name__ if kind else None}")
        return self.name == "b" and kind is not None and issubclass(kind, LookupError)


@script
def nested(n: int, log: list[str]) -> int:
    for i in range(3):
        with Named("a", log), Named("b", log):
            if i == n:
                continue
            if n == 5:
                raise IndexError(i)
            if n == 7 and i == 1:
                return 7 // (i - 1)
    return n


CASES = {
    "logged": [(k,) for k in range(6)],
    "changed": [({"a": 1}, 1), ({"a": 1}, 0), ({"a": 1}, 5)],
    "kept": [("5",), ("0",), ("x",), ("longer",)],
    "wrapped": [("1",), ("x",), ("0",)],
    "nested": [(1, []), (5, []), (7, [])],
}
