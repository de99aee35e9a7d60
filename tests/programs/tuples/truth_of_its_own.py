"""Named tuples that say what their truth is: in conditions, as elements, optional, captured."""

from typing import NamedTuple, Optional

from jitscript import script


class Segment(NamedTuple):
    text: str
    style: Optional[str] = None
    control: bool = False

    def __bool__(self) -> bool:
        """Whether there is any text."""
        return bool(self.text) and not self.control

    @property
    def width(self) -> int:
        return len(self.text)


class Span(NamedTuple):
    start: int
    end: int

    def __bool__(self) -> bool:
        if self.start < 0:
            raise ValueError(f"negative start {self.start}")
        return self.end > self.start

    def split(self, at: int) -> tuple["Span", Optional["Span"]]:
        if at < self.start or at >= self.end:
            return self, None
        return Span(self.start, at), Span(at, self.end)


class Wide(Span):
    pass


class Odd(NamedTuple):
    n: int

    def __bool__(self) -> int:  # which Python refuses
        return self.n


EMPTY = Span(3, 3)
FULL = Segment("x", "bold")


@script
def kinds(text: str, control: bool) -> tuple[bool, bool, str, int]:
    s = Segment(text, control=control)
    if not s:
        return bool(s), not s, "empty", s.width
    return bool(s), bool(s and True), "full" if s else "never", s.width


@script
def counted(pairs: list[tuple[int, int]]) -> tuple[int, bool, bool, str]:
    spans = [Span(a, b) for a, b in pairs]
    return (
        sum(1 for s in spans if s),
        any(spans),
        all(spans),
        repr(list(filter(None, spans))),
    )


@script
def parts(start: int, end: int, at: int) -> str:
    first, second = Span(start, end).split(at)
    found = [first]
    if second:
        found.append(second)
    while found[-1]:
        last = found.pop()
        found.append(Span(last.start + 1, last.end))
    return repr(found)


@script
def either(start: Optional[int]) -> str:
    a = None if start is None else Span(start, 2)
    return repr(a or Span(7, 8))


@script
def loops(start: int, end: int) -> int:
    s = Span(start, end)
    n = 0
    while s:
        s = s._replace(start=s.start + 1)
        n += 1
    return n


@script
def of_several(flag: bool, n: int) -> str:
    x = Span(0, n) if flag else Segment("ab"[:n])
    return "yes" if x else "no"


@script
def derived(a: int, b: int) -> bool:
    return bool(Wide(a, b))


@script
def captured() -> tuple[bool, bool, int]:
    return bool(EMPTY), not FULL, 1 if EMPTY else 2


@script
def asserted(end: int) -> int:
    s = Span(0, end)
    assert s, "empty"
    return s.end


@script
def no_bool(n: int) -> int:
    return 1 if Odd(n) else 0


CASES = {
    "kinds": [("abc", False), ("abc", True), ("", False)],
    "counted": [([(0, 1), (2, 2), (1, 4)],), ([],), ([(-1, 0)],)],
    "parts": [(0, 3, 1), (0, 3, 3), (0, 0, 0)],
    "either": [(None,), (2,), (1,)],
    "loops": [(0, 5), (5, 0), (-1, 2)],
    "of_several": [(True, 0), (True, 1), (False, 0), (False, 1)],
    "derived": [(0, 1), (1, 1)],
    "captured": [()],
    "asserted": [(2,), (0,)],
    "no_bool": [(0,), (1,)],
}
