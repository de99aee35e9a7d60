from jitscript import script


@script
def f(a: int) -> bool:
    e = ValueError(a)
    g = KeyError(a)
    return type(e) is type(g)
