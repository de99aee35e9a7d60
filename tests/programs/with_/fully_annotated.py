"""`__exit__` annotated as typeshed has it, whatever it does with its arguments."""

from __future__ import annotations

from types import TracebackType

from jitscript import script


class Rollback:
    def __init__(self, quiet: bool) -> None:
        self.quiet = quiet
        self.log: list[str] = []

    def __enter__(self) -> Rollback:
        self.log.append("open")
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        tb: TracebackType | None,
    ) -> bool:
        self.log.append("closed" if exc_type is None and exc is None and tb is None else "error")
        return self.quiet


class Named(Rollback):
    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        tb: TracebackType | None,
    ) -> bool:
        if exc_type is not None:
            self.log.append(f"{exc_type.__name__}: {exc}")
        return super().__exit__(exc_type, exc, tb)


@script
def tested(n: int, quiet: bool) -> tuple[int, list[str]]:
    manager = Rollback(quiet)
    found = -1
    try:
        with manager as m:
            found = 10 // n
            m.log.append("done")
    except ZeroDivisionError:
        manager.log.append("seen")
    return found, manager.log


@script
def named(n: int, quiet: bool) -> tuple[int, list[str]]:
    manager = Named(quiet)
    found = -1
    try:
        with manager:
            found = 10 // n
    except ZeroDivisionError:
        manager.log.append("seen")
    return found, manager.log


_CASES = [(2, False), (0, False), (0, True)]
CASES = {"tested": _CASES, "named": _CASES}
