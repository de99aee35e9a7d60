"""Lists and dicts just made, of the wider types that their places ask for."""

from __future__ import annotations

from jitscript import script


class Box:
    def __init__(self, xs: list[int]) -> None:
        self.items: list[int | None] = list(xs)
        self.pairs: dict[str, int | str] = dict(a=1)  # noqa: C408


@script
def expected(xs: list[int]) -> list[int | None]:
    ys: list[int | None] = list(xs)
    ys.append(None)
    zs: list[float | str] = sorted([1.5, 2.5])
    zs.append("a")
    us: list[int | str] = xs.copy()
    us.append("x")
    vs: list[int | str] = xs[1:]
    vs.append("x")
    ws: list[int | str] = xs + [1]  # noqa: RUF005
    ws.append("x")
    qs: dict[str, int | None] = dict(a=1)  # noqa: C408
    qs["b"] = None
    rs: list[int | str | None] = xs * 2
    rs.append(None)
    ts: list[str | int] = ["a", "b"]
    ts.append(3)
    print(ys, zs, us, vs, ws, qs, rs, ts, xs)
    b = Box(xs)
    b.items.append(None)
    b.pairs["b"] = "c"
    print(b.items, b.pairs, sink(sorted(xs)))
    return list(xs)


def sink(xs: list[int | str]) -> int:
    xs.append("a")
    return len(xs)


@script
def opt(xs: list[int]) -> list[int | str] | None:
    return sorted(xs) if xs else None


@script
def same(xs: list[int]) -> list[int] | list[int | str]:
    return list(xs)


CASES = {
    "expected": [([3, 1],)],
    "opt": [([1],), ([],)],
    "same": [([1],)],
}
