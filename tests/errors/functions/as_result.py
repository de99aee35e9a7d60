from jitscript import script


@script
def f(a: int):
    def g(x: int) -> int:
        return x + a

    return g
