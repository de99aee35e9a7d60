from jitscript import script


@script
def f(a: int) -> int:
    def g(x, y=1, *, z):
        return x + y + z

    return g(a) + g(1, 2, 3, z=4) + g(1, w=3, z=1) + (lambda: 1)(a)
