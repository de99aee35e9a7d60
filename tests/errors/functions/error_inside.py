from jitscript import script


@script
def f(a: int) -> int:
    def g(x):
        return x + missing

    h = lambda x: x.upper()
    return g(a) + h(a)
