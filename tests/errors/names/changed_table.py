from jitscript import script

PRICES = {"a": 1}
NAMES = ["a", "b"]


def first(names: list[str]) -> str:
    return names.pop()


@script
def f(a: int) -> str:
    PRICES["b"] = a
    del PRICES["a"]
    NAMES.append("c")
    NAMES[0] = "d"
    mine = [NAMES]
    return first(NAMES)
