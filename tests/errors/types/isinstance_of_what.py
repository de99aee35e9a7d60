from jitscript import script


@script
def f(a: int | list[int]) -> bool:
    isinstance(a, list[int])
    isinstance(a, (int, 3))
    isinstance(a, "int")
    return isinstance(a, None)
