"""Keys whose comparison changes the dict that is searched."""

from jitscript import script


class Box:
    def __init__(self) -> None:
        self.items: dict[Key, int] = {}
        self.left = 0
        self.how = 0

    def part(self) -> None:
        """From the keys, which know the box."""
        self.left = 0
        self.items.clear()


class Key:
    def __init__(self, box: Box, n: int) -> None:
        self.box = box
        self.n = n

    def __hash__(self) -> int:
        return 1

    def __eq__(self, other: "Key") -> bool:  # type: ignore[override]
        box = self.box
        if box.left > 0:
            box.left -= 1
            if box.how == 0:
                box.items.clear()
            elif box.how == 1:
                for i in range(100, 140):
                    box.left = 0
                    box.items[Key(box, i)] = i
            else:
                for key in list(box.items):
                    if key.n == other.n or key.n == self.n:
                        box.how = -1
                        box.left = 0
                        del box.items[key]
                        break
        return self.n == other.n


@script
def search(how: int, n: int, left: int) -> tuple[int, int, int]:
    box = Box()
    for i in range(6):
        box.items[Key(box, i)] = i * 10
    box.how = how
    box.left = left
    found = box.items.get(Key(box, n), -1)
    result = found, len(box.items), 1 if Key(box, n) in box.items else 0
    box.part()
    return result


@script
def store(how: int, n: int, left: int) -> list[int]:
    box = Box()
    for i in range(6):
        box.items[Key(box, i)] = i * 10
    box.how = how
    box.left = left
    box.items[Key(box, n)] = 7
    result = sorted([key.n for key in box.items]) + sorted(box.items.values())
    box.part()
    return result


@script
def remove(how: int, n: int, left: int) -> list[int]:
    box = Box()
    for i in range(6):
        box.items[Key(box, i)] = i * 10
    box.how = how
    box.left = left
    last = box.items.pop(Key(box, n), -1)
    result = [last, *sorted([key.n for key in box.items])]
    box.part()
    return result


_ALL = [
    (lambda how=how, n=n, left=left: (how, n, left))
    for how in (0, 1, 2)
    for n in (0, 3, 5, 9, 120)
    for left in (0, 1, 3)
]
CASES = {"search": _ALL, "store": _ALL, "remove": _ALL}
