"""Exceptions whose class only keeps what it is made of, raised and handled in compiled code."""

from __future__ import annotations

from dataclasses import dataclass

from jitscript import script


class Odd(Exception):
    def __init__(self, n: int) -> None:
        super().__init__(n)
        self.n = n


class Odder(Odd):
    """Its field is another of its arguments."""

    def __init__(self, text: str, n: int, weight: float = 0.5, sure: bool = True):
        super().__init__(n)
        self.text = text
        self.weight = weight
        self.sure = sure
        self.kind = "odder"
        self.shown = f"{text}:{n}"


class Twice(Odd):
    """A field is set again, to what only Python computes."""

    def __init__(self, n: int):
        self.n = n
        super().__init__(n)
        self.n = n * 2


class Again(Odd):
    def __init__(self, n: int):
        super().__init__(n)
        self.n = 7


class Behind(Exception):
    """A property hides what is kept."""

    def __init__(self, n: int):
        self._n = n

    @property
    def n(self) -> int:
        return self._n + 1


class Watching(Exception):
    n: int

    def __setattr__(self, name: str, value: object) -> None:
        super().__setattr__(name, value if name != "n" else -1)

    def __init__(self, n: int):
        self.n = n


class Bare(Exception):
    pass


class NoArgs(Exception):
    def __init__(self, a: int, b: str) -> None:
        self.a, self.b = a, b


class Told(ValueError):
    def __init__(self, message: str, code: int | None = None):
        super().__init__(message)
        self.message = message
        self.code = code


@dataclass
class Made(Exception):
    """Its `__init__` has no text."""

    n: int
    word: str = "word"


class Nameless(Exception):
    n = 4

    def __init__(*args):
        pass


class Short(Exception):
    n = 5
    __init__ = lambda self, n: None  # noqa: E731


def fails(k: int) -> int:
    if k == 0:
        raise Odd(5)
    if k == 1:
        raise Odder("a" * k, k)
    if k == 2:
        raise Odder("twö", k, 1.5, False)
    if k == 3:
        raise Twice(k)
    if k == 4:
        raise Again(k)
    if k == 5:
        raise Odd(n=k)
    if k == 6:
        raise Odder("six", k, sure=False)
    if k == 7:
        return [1][k]
    return k


def fails_deep(k: int, depth: int) -> int:
    """Not put into its callers."""
    if depth > 0:
        return fails_deep(k, depth - 1) + 1
    return fails(k)


@script
def near(k: int) -> str:
    try:
        fails(k)
    except Odder as e:
        return f"{e.n} {e.text} {e.weight} {e.sure} {e.kind} {e.shown} {e.args}"
    except Odd as e:
        return f"{e.n} {e.args[0]}"
    except LookupError:
        return "lookup"
    return ""


@script
def far(k: int) -> str:
    words = [str(k)] * 3
    try:
        words.append(str(fails_deep(k, 3)))
    except Odder as e:
        return f"{e.n} {e.text} {e.weight} {e.sure} {e.kind} {e.shown} {e.args} {words}"
    except Odd as e:
        words.append(str(e.n))
        return " ".join(words) + str(e)
    return words[-1]


@script
def other_heads(k: int) -> str:
    try:
        if k == 0:
            raise Made(k)
        if k == 1:
            raise Made(k, "other")
        if k == 2:
            raise Short(k)
        raise Nameless(k)
    except Made as e:
        return f"{e.n} {e.word} {e.args}"
    except Short as e:
        return f"{e.n} {e.args}"
    except Nameless as e:
        return f"{e.n} {e.args}"


@script
def owned(k: int) -> tuple[int, list[str]]:
    """What the body holds goes before the handler begins."""
    seen: list[str] = []
    total = 0
    for i in range(k):
        try:
            inner = [str(i), "x"]
            if i % 3 == 1:
                raise Odder("".join(inner), i)
            if i % 3 == 2:
                raise Told(inner[0], i)
            seen += inner
        except Odder as e:
            seen.append(e.text)
            total += e.n
        except Told as e:
            seen.append(e.message)
            code = e.code
            total += code if code is not None else 100
    return total, seen


@script
def hidden(k: int) -> int:
    try:
        if k < 3:
            raise Behind(k)
        raise Watching(k)
    except Behind as e:
        return e.n
    except Watching as e:
        return e.n


@script
def changed(k: int) -> tuple[int, int]:
    try:
        fails(k)
    except Odd as e:
        before = e.n
        e.n = before + 100
        return before, e.n
    return 0, 0


@script
def changed_and_raised(k: int) -> int:
    try:
        try:
            fails_deep(k, 1)
        except Odd as e:
            if k > 0:
                e.n += 1
            raise
    except Odd as e:
        return e.n
    return -1


@script
def looked_at_in_a_loop(k: int) -> list[int]:
    """The record is written in one round and read in the next."""
    found: list[int] = []
    try:
        fails(k)
    except Odd as e:
        for i in range(4):
            found.append(e.n)
            if isinstance(e, Odder):
                found.append(len(e.text))
            if i == 1:
                e.n = 50
    return found


@script
def nested(k: int) -> str:
    try:
        try:
            raise Odder("inner", k)
        except Odd as e:
            if k % 2:
                raise Told(f"outer {e.n}") from e
            raise NoArgs(e.n, "b") from None
    except Told as e:
        return f"{e.message} {e.code} {e.__cause__ is not None}"
    except NoArgs as e:
        return f"{e.a} {e.b} {e.args}"


@script
def leaves(k: int) -> int:
    """What nobody handles comes to Python with its fields."""
    try:
        return fails(k)
    except LookupError:
        if k > 3:
            raise Told("out", k)
    return 0


@script
def context(k: int) -> int:
    try:
        return fails(k)
    except Odd as e:
        if e.n > 2:
            raise Bare("in a handler", e.n)
        return 1 // (e.n - 1)


@script
def of_branches(k: int, word: str) -> str:
    """An argument of one kind or another."""
    try:
        if k > 2:
            raise Told(word, k)
        if k > 1:
            raise Told(word)
        if k > 0:
            raise Told("literal", None)
        raise Told(f"{word}!")
    except Told as e:
        return f"{e.message} {e.code} {e}"


@script
def kept_values(k: int) -> list[str]:
    """Texts live longer than their exceptions."""
    texts: list[str] = []
    for i in range(k):
        try:
            raise Odder("text " * i, i)
        except Odder as e:
            texts.append(e.text)
            texts.append(e.text + "!")
    return texts


@script
def by_zero(k: int) -> int:
    total = 100
    for i in range(k):
        try:
            if i == 3:
                raise Odd(i)
            total += total // (i - 4)
        except Odd as e:
            total -= e.n
        except ZeroDivisionError:
            total = i
        finally:
            total -= 1
    return total


@script
def as_value(k: int) -> tuple[str, bool]:
    errors: list[Odd] = []
    for i in range(k):
        try:
            fails_deep(i, i % 2)
        except Odd as e:
            if e.n >= 0:
                errors.append(e)
            if errors[-1] is not e:
                return "another", False
    return " ".join(str(e.n) for e in errors), len(errors) > 0


ALL = [(k,) for k in range(9)]
CASES = {
    name: ALL
    for name in (
        *("near", "far", "owned", "hidden", "changed", "changed_and_raised", "nested", "leaves"),
        *("context", "kept_values", "by_zero", "as_value", "other_heads", "looked_at_in_a_loop"),
    )
}
CASES["of_branches"] = [(k, w) for k in range(5) for w in ("", "word", "wörter")]
