"""`dataclasses.fields` and `getattr`."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, fields

from jitscript import script


@dataclass
class Person:
    name: str
    age: int = 3
    score: float = 0.5

    @property
    def initial(self) -> str:
        return self.name[:1]


class Plain:
    kind = "plain"

    def __init__(self, x: int):
        self.x = x
        self.text = str(x) * 2


@script
def names() -> list[str]:
    return [f.name for f in fields(Person)]


@script
def names_of_an_instance(name: str) -> tuple[str, int]:
    p = Person(name)
    text = ""
    for f in dataclasses.fields(p):
        text += f.name + ","
    return text, len(fields(p))


@script
def row(name: str, age: int) -> list[str]:
    p = Person(name, age)
    out = []
    for f in fields(p):
        value = getattr(p, f.name)
        out.append(f"{f.name}={value!r}")
    return out


@script
def changed(a: str, b: str) -> dict[str, str]:
    p, q = Person(a, 1), Person(b, 1, 2.5)
    return {
        f.name: f"{getattr(p, f.name)} -> {getattr(q, f.name)}"
        for f in fields(Person)
        if getattr(p, f.name) != getattr(q, f.name)
    }


@script
def by_name(attr: str) -> str:
    return f"{getattr(Plain(4), attr)}"


@script
def or_else(attr: str) -> str:
    return f"{getattr(Plain(4), attr, None)}"


@script
def literal(x: int) -> tuple[int, str, str, int, str]:
    p = Plain(x)
    q = Person("Ann")
    return getattr(p, "x"), getattr(p, "kind"), getattr(q, "initial"), getattr(p, "y", -1), p.text


@script
def largest(names: list[str], key: str) -> str:
    people = [Person(n, i) for i, n in enumerate(names)]
    return max(people, key=lambda p: str(getattr(p, key))).name


CASES = {
    "names": [()],
    "names_of_an_instance": [("a",)],
    "row": [("a", 2)],
    "changed": [("a", "b"), ("a", "a")],
    "by_name": [("x",), ("text",), ("nothing",)],
    "or_else": [("x",), ("nothing",)],
    "literal": [(5,)],
    "largest": [(["a", "c", "b"], "name"), (["a", "c", "b"], "age"), (["a"], "none")],
}
