from jitscript import script


class Broken(Exception):
    pass


@script
def f(a: int) -> int:
    raise Broken("a")
