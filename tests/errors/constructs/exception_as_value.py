from typing import Any

from jitscript import python, script


class Bad(Exception):
    def __init__(self, what: Any, items: list[int]):
        self.what = what
        self.items = items

    def shown(self):
        return str(self.what)


@python
def made() -> ValueError:
    return ValueError("made")


@script
def f(a: int, e: ValueError) -> int:
    try:
        return 1 // a
    except Bad as error:
        print(error.what)
        print(error.items)
        print(error.nothing)
        print(error.shown())
        error.items = [a]
    except ZeroDivisionError as error:
        print(type(error).__doc__)
        if error == a:
            raise a
    raise made()
