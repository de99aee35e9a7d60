"""Special methods, properties, static and class methods of a class."""

from __future__ import annotations

from jitscript import script


class Vec:
    ZERO = 0

    def __init__(self, x: float, y: float = 0.0) -> None:
        self.x = x
        self.y = y

    def __add__(self, o: Vec) -> Vec:
        return Vec(self.x + o.x, self.y + o.y)

    def __mul__(self, k: float) -> Vec:
        return Vec(self.x * k, self.y * k)

    def __rmul__(self, k: float) -> Vec:
        return Vec(self.x * k, self.y * k)

    def __iadd__(self, o: Vec) -> Vec:
        self.x += o.x
        self.y += o.y
        return self

    def __neg__(self) -> Vec:
        return Vec(-self.x, -self.y)

    def __eq__(self, o: object) -> bool:
        if not isinstance(o, Vec):
            return NotImplemented
        return self.x == o.x and self.y == o.y

    def __lt__(self, o: Vec) -> bool:
        return self.x < o.x

    def __hash__(self) -> int:
        return int(self.x)

    def __bool__(self) -> bool:
        return self.x != 0.0

    def __abs__(self) -> float:
        return (self.x**2 + self.y**2) ** 0.5

    def __repr__(self) -> str:
        return f"Vec({self.x}, {self.y})"

    def __float__(self) -> float:
        return self.x

    def __int__(self) -> int:
        return int(self.x)

    def __call__(self, k: int) -> float:
        return self.x * k

    def __len__(self) -> int:
        return 2

    def __getitem__(self, i: int) -> float:
        if i == 0:
            return self.x
        if i == 1:
            return self.y
        raise IndexError("no such axis")

    def __setitem__(self, i: int, v: float) -> None:
        if i == 0:
            self.x = v
        else:
            self.y = v

    def __contains__(self, v: float) -> bool:
        return v == self.x or v == self.y

    @property
    def norm2(self) -> float:
        return self.x * self.x + self.y * self.y

    @property
    def w(self) -> float:
        return self.x

    @w.setter
    def w(self, v: float) -> None:
        self.x = v

    @staticmethod
    def unit() -> Vec:
        return Vec(1.0)

    @classmethod
    def of(cls, v: float) -> Vec:
        return cls(v, v)


@script
def ops(a: float, b: float) -> str:
    p = Vec(a, b)
    q = p
    q += Vec(1.0, 1.0)
    r = 2.0 * (p + q) * 3.0
    p.w = p.w + 1.0
    p[1] = 7.5
    s = Vec.of(3.0) + Vec.unit()
    text = f"{p} {q!r} {r} {-r} {p == q} {p != r} {p == 3} {p < r} {abs(p)} {bool(p)} {float(p)}"
    text += f"{p(3)} {len(p)} {p[0]} {p[1]} {7.5 in p} {p.norm2} {s} {p is q} {p is r}"
    return f"{text} {int(p)} {hash(p)}"


CASES = {"ops": [(1.5, 2.5), (0.0, -1.0), (-2.25, 1e300), (float("inf"), 0.5)]}
