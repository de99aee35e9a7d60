from jitscript import script


class Numbers(list):
    pass


@script
def f(n: int) -> int:
    x: Numbers = Numbers()
    return n
