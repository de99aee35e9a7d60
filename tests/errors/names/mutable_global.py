from jitscript import script


class Item:
    def __init__(self, size: int) -> None:
        self.size = size


items = [Item(1), Item(2)]


@script
def f(a: int) -> int:
    return items[a].size
