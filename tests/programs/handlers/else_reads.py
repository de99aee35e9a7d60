"""The `else` of a `try` reads what the body bound, where no handler goes on behind it and where
nobody reads it behind the `try`."""

from __future__ import annotations

from collections.abc import Iterator

from jitscript import script


@script
def returned(text: str) -> int | None:
    try:
        v = int(text)
    except ValueError:
        return None
    else:
        return v


@script
def made_of_it(text: str) -> int:
    try:
        v = int(text)
    except ValueError:
        return 7
    else:
        w = v + 1
    return w


@script
def of_several(texts: list[str]) -> list[int]:
    out = []
    for text in texts:
        try:
            a, b = text.split(",")
        except ValueError:
            continue
        else:
            out.append(len(a) - len(b))
    return out


@script
def another_type(text: str) -> float:
    v = 1.5
    try:
        v = int(text)
    except ValueError:
        raise KeyError(v) from None
    else:
        return v + 0.5
    finally:
        print("done")


@script
def nested(text: str) -> int:
    try:
        try:
            v = int(text)
        except ValueError:
            raise
        else:
            w = [v] * v
    except (ValueError, MemoryError):
        return -1
    else:
        return len(w)


@script
def maybe_unbound(text: str) -> str:
    try:
        if text != "x":
            v = text
    except ValueError:
        return ""
    else:
        return v


def numbers(texts: list[str]) -> Iterator[int]:
    for text in texts:
        try:
            v = int(text)
        except ValueError:
            return
        else:
            yield v


@script
def generated(texts: list[str]) -> tuple[int, list[int]]:
    return sum(numbers(texts)), list(numbers(texts))


CASES = {
    "returned": [("5",), ("x",)],
    "made_of_it": [("5",), ("x",)],
    "of_several": [(["a,bc", "x", "d,"],), ([],)],
    "another_type": [("5",), ("x",)],
    "nested": [("5",), ("x",)],
    "maybe_unbound": [("5",), ("x",)],
    "generated": [(["1", "2", "x", "3"],)],
}
