from jitscript import script


@script
def f(a: int, **options) -> int:
    return a
