"""Exceptions that are kept, passed on, made without `raise`, raised later, and returned."""

from __future__ import annotations

from jitscript import script


class Problem(Exception):
    def __init__(self, code: int):
        super().__init__(f"problem {code}")
        self.code = code


class Worse(Problem):
    def __init__(self, code: int, why: str):
        super().__init__(code)
        self.why = why


def fail(k: int) -> int:
    if k == 0:
        raise Problem(5)
    if k == 1:
        raise Worse(6, "because")
    if k == 2:
        raise ValueError("value")
    return k


@script
def collected(n: int) -> list[str]:
    errors: list[Exception] = []
    for k in range(n):
        try:
            fail(k)
        except Exception as e:
            errors.append(e)
    lines = [f"{type(e).__name__}: {e}" for e in errors]
    for e in errors:
        if isinstance(e, Worse):
            lines.append(e.why)
        if isinstance(e, Problem):
            lines.append(str(e.code))
    return lines


@script
def last_raised(n: int) -> int:
    last = None
    for k in range(n):
        try:
            fail(k)
        except Problem as e:
            last = e
    if last is not None:
        last.code += 1
        raise last
    return n


def code_of(e: Problem | None, more: int) -> int:
    if e is None:
        return more
    if isinstance(e, Worse):
        return len(e.why) + more
    return e.code + more


@script
def passed(k: int) -> tuple[int, int]:
    found: Problem | None = None
    here = 0
    try:
        fail(k)
    except Problem as e:
        here = code_of(e, 1000)
        found = e
    return here, code_of(found, 1)


@script
def made(k: int, why: str) -> str:
    error = Problem(k) if why == "" else Worse(code=k, why=why)
    before = f"{error} {error!r} {error.code}"
    error.code = 2 * k
    try:
        raise error
    except Worse as e:
        return f"{before} {e.why} {e.code} {e is error}"
    except Problem as e:
        return f"{before} {e.code} {e is error}"


@script
def later(k: int) -> int:
    error = Worse(k, "later")
    if k > 2:
        raise error from None
    if k > 1:
        raise error from ValueError(k)
    if k > 0:
        raise ValueError("a", k) from error
    raise error


@script
def wrapped(k: int) -> int:
    try:
        return fail(k)
    except Problem as e:
        raise RuntimeError(e)  # noqa: B904
    except ValueError as e:
        raise Worse(1, why=str(e)) from e


@script
def in_containers(n: int) -> str:
    by_name: dict[str, Exception] = {}
    pairs = []
    for k in range(n):
        try:
            fail(k)
        except Exception as e:
            by_name[type(e).__name__] = e
            pairs.append((k, e))
    text = ", ".join([f"{name}={e}" for name, e in by_name.items()])
    return f"{text} {pairs} {[e for _, e in pairs]}"


@script
def identity(k: int) -> tuple[bool, bool, bool, bool]:
    first = Problem(k)
    second = Problem(k)
    other = first
    try:
        raise first
    except Problem as e:
        return e is first, e is second, other is first, e is not None


@script
def by_cause(k: int) -> str:
    try:
        try:
            fail(k)
        except Problem as e:
            raise ValueError(f"v{e.code}") from e
    except ValueError as v:
        cause = v.__cause__
        if cause is None:
            return "no cause"
        return f"{cause!r} {type(cause).__name__}"
    return ""


class Holder:
    def __init__(self) -> None:
        self.error: Problem | None = None

    def run(self, k: int) -> bool:
        try:
            fail(k)
        except Problem as e:
            self.error = e
            return False
        return True

    def check(self) -> int:
        if self.error is not None:
            raise self.error
        return 7


@script
def held_in_a_field(k: int) -> int:
    holder = Holder()
    if holder.run(k):
        return holder.check()
    try:
        holder.check()
    except Problem as e:
        return e.code
    return -1


@script
def truth(k: int) -> bool:
    error: Exception | None = None
    try:
        fail(k)
    except Exception as e:
        error = e
    if error:
        return True
    return error is not None


@script
def handled_around(k: int) -> str:
    """An inner handler does not disturb what the outer one has."""
    try:
        fail(k)
    except Problem as outer:
        before = outer.code
        try:
            raise Worse(before + 1, "inner")
        except Worse as inner:
            return f"{before} {outer.code} {inner.code} {inner.why} {outer} {inner}"
    return ""


class Equal(Exception):
    def __init__(self, code: int):
        self.code = code

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Equal) and other.code == self.code

    def __hash__(self) -> int:
        return self.code


def problem_of(code: int) -> Problem:
    return Problem(code)


@script
def equality(k: int):
    a, b = Equal(k), Equal(k)
    c, d = Problem(k), Problem(k)
    e: Exception | None = None if k > 2 else c
    errors = [c, d]
    return a == b, a != b, c == d, c == c, c != d, e == c, e == d, c in errors, Problem(k) in errors


@script
def made_by_a_function(k: int) -> int:
    try:
        raise problem_of(k)
    except Problem as e:
        if k > 3:
            raise e from None
        return e.code


ALL = [(k,) for k in range(5)]
CASES = {
    name: ALL
    for name in (
        *("collected", "last_raised", "passed", "later", "wrapped", "in_containers", "identity"),
        *("by_cause", "held_in_a_field", "truth", "handled_around"),
        *("equality", "made_by_a_function"),
    )
}
CASES["made"] = [(1, ""), (2, "why"), (-3, "é")]
