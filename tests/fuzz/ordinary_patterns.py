"""The patterns of `match` in programs of `ordinary.py`."""

from __future__ import annotations

Pattern = tuple[str, dict[str, str]]  # with what it binds: the names and their kinds


def patterns_of(kind: str, n: str, t: str, m: str, number: str, text: str) -> list[Pattern]:
    """The patterns for a value of a kind: `n`, `t` and `m` are names for an int, a text and another
    part, `number` and `text` constants."""
    return {
        "int": [(number, {}), ("1 | 2", {}), (n, {n: "int"}), (f"(0 | 3) as {n}", {n: "int"})],
        "str": [
            (text, {}), ("'a' | 'b'", {}), (t, {t: "str"}), (f"'' | ' ' as {t}", {t: "str"}),
        ],
        "spot": [
            (f"({number}, {text})", {}), (f"({n}, 'b' | 'a')", {n: "int"}), ("(_, '')", {}),
            (f"(1 | 2, {t})", {t: "str"}), (f"({n}, {t})", {n: "int", t: "str"}),
        ],
        "list": [
            ("[]", {}), (f"[{n}]", {n: "int"}), (f"[{n}, *{m}]", {n: "int", m: "list"}),
            (f"[1 | 2, {n}, *_]", {n: "int"}), (f"[*{m}, {number}]", {m: "list"}),
            (f"[_, *{m}, _]", {m: "list"}),
        ],
        "deep": [
            (f"({n}, ({t}, True))", {n: "int", t: "str"}), (f"({number}, _)", {}),
            (f"(_, ('a' | '', {m}))", {m: "bool"}),
        ],
        "either": [
            ("None", {}), (f"int({n})", {n: "int"}), (f"str({t})", {t: "str"}), ("int()", {}),
            (f"str() as {t}", {t: "str"}), (f"{number} | 'a' | None", {}),
        ],
        "thing": [
            ("Left(n=0 | 1)", {}), (f"Left(n={n})", {n: "int"}), ("Base(name='base')", {}),
            (f"Right(n={n}, name={t})", {n: "int", t: "str"}), ("Base(items=[_, *_])", {}),
            (f"Right() | Left() as {m}", {m: "thing"}),
        ],
        "counts": [
            (f"{{'a': {n}}}", {n: "int"}), (f"{{'b': {n}, **{m}}}", {n: "int", m: "counts"}),
            (f"{{'a': {number}, 'b': _}}", {}),
        ],
    }[kind]  # fmt: skip
