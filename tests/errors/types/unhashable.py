from jitscript import script


@script
def f(names: list[str]) -> int:
    seen = set()
    seen.add((1, names))
    return len({names: 1})
