from jitscript import script


@script
def f(a: int) -> int:
    class Point:
        pass

    return a
