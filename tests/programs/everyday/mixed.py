"""Lists, dicts and conditional expressions whose parts have nothing in common."""

from __future__ import annotations

from jitscript import script


@script
def record(n: int) -> str:
    person = {"name": "Bob", "age": n, "tags": ["a", "b"], "at": (1, 2.5), "none": None}
    out = []
    for key, value in person.items():
        out.append(f"{key:>6}: {value!r}")
    tags = person["tags"]
    if isinstance(tags, list):
        tags.append("c")
    person["age"] = n + 1 if n else "unknown"
    print(person, person == {"name": "Bob"}, len(person))
    return "\n".join(out)


@script
def listed(n: int):
    found = [1, "a", (2, 3), [n], {"a": n}, None, 2.5]
    total = 0
    for x in found:
        match x:
            case int():
                total += x
            case str():
                total += len(x)
            case (a, b):
                total += a * b
            case list():
                total += x[0]
            case dict():
                total += x["a"]
            case None:
                total += 1000
            case _:
                total += 10_000
    print(total)
    return found


@script
def chosen(xs: list[int], n: int):
    print(xs if xs else "empty", (n, 1) if n else "none", [1] if n else (1,))
    first = xs[0] if xs else None
    shown = xs if n > 1 else "few"
    return f"{first} {shown} {len(shown)}", [i for i in xs] if n > 2 else (n,)


@script
def nested(n: int):
    rows = [[1], (2.5, 3)]
    marks = [[i] if i else "none" for i in range(n)]
    return rows, marks, [len(m) for m in marks]


CASES = {
    "record": [(3,), (0,)],
    "listed": [(0,), (5,)],
    "chosen": [([], 0), ([4, 5], 2), ([1], 3)],
    "nested": [(0,), (3,)],
}
