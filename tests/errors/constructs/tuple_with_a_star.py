from jitscript import script


@script
def f(xs: tuple[int, ...], n: int) -> tuple[int, ...]:
    return (n.nothing, *xs, n.more)
