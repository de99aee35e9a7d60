from jitscript import script


@script
def f(a: list[int], b: list[int], strict: bool) -> int:
    total = 0
    for x, y in zip(a, b, strict=strict):
        total += x * y
    for u, v in zip((1, 2.5), (3, 4.5, 5), strict=True):
        total += 1
    return total
