from jitscript import script


class Two(ValueError, KeyError):
    pass


class Priced(Exception):
    def __init__(self, price: int):
        super().__init__(price)


@script
def f(a: int) -> int:
    if a == 1:
        raise Two("a")
    raise Priced(1, 2)
