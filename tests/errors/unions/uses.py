from jitscript import Array1, f64, script


def plain(n: int) -> int:
    return n


def optional(text: str | None) -> int:
    return 0


@script
def uses(n: int | str, items: list[int] | None, values: Array1[f64]) -> int:
    plain(n)
    optional(n)
    n.upper()
    len(items)
    items[0]
    chr(n)
    values[n] = 1.0
    values[0] = n
    for i in range(n):
        pass
    for item in items:
        pass
    first, second = items
    return n
