"""What a handler raises again, inside of a further `try`, is the same object for both handlers."""

from __future__ import annotations

from jitscript import script


class Odd(Exception):
    def __init__(self, n: int):
        super().__init__(n)
        self.n = n


class Odder(Odd):
    pass


@script
def named(k: int) -> tuple[bool, int, int]:
    try:
        raise Odd(k)
    except Odd as e:
        try:
            raise e
        except Odd as f:
            f.n += 5
            return f is e, e.n, f.n


@script
def bare(k: int) -> tuple[bool, int]:
    try:
        raise Odd(k)
    except Odd as e:
        try:
            raise
        except Exception as f:
            same = f is e
        e.n += 1
        return same, e.n


@script
def on_the_way(k: int) -> int:
    """A `finally` sees what is on its way."""
    try:
        raise Odd(k)
    except Odd as e:
        try:
            try:
                raise
            finally:
                e.n = 77
        except Odd as f:
            return f.n


@script
def in_a_loop(k: int) -> list[str]:
    found: list[str] = []
    for i in range(k):
        try:
            raise Odd(i) if i % 2 else Odder(i)
        except Odd as e:
            for j in range(3):
                try:
                    if j == 1:
                        raise e
                    found.append("none")
                except Odd as f:
                    f.n += 10
                    found.append(f"{f.n} {f is e}")
            found.append(str(e.n))
            if i == 3:
                raise
    return found


@script
def others(k: int) -> tuple[bool, bool, bool]:
    try:
        raise Odder(k)
    except Odd as e:
        kept = e
        narrow = isinstance(e, Odder) and kept is e
        try:
            raise Odder(k)
        except Odd as f:
            return f is e, f is not kept, narrow


ALL = [(k,) for k in range(6)]
CASES = {name: ALL for name in ("named", "bare", "on_the_way", "in_a_loop", "others")}
