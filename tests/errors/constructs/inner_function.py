from jitscript import script


@script
def f(a: int) -> int:
    def g(x: int) -> int:
        return x + 1

    return g(a)
