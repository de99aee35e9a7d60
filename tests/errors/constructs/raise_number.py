from jitscript import script


@script
def f(a: int) -> int:
    raise 5
