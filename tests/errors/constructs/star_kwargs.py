from jitscript import script


@script
def f(a: int, **options: int) -> int:
    return a
