from jitscript import script


@script
def f(n: int) -> None:
    raise ValueError(
        n, n, n, n, n, n, n, n, n, n, n,
        n, n, n, n, n, n, n, n, n, n, n,
        n, n, n, n, n, n, n, n, n, n, n,
    )
