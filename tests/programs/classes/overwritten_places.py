"""What was read from a field or a list is used after calls that overwrite that place, or another."""

from __future__ import annotations

from jitscript import script


class Item:
    def __init__(self, n: int) -> None:
        self.n = n
        self.next: Item | None = None


class Shelf:
    def __init__(self, item: Item) -> None:
        self.item = item
        self.spare = item
        self.items = [item]
        self.by_name = {"a": item}
        self.inner: Shelf | None = None

    def replace(self, n: int) -> int:
        self.item = Item(n)
        return n

    def replace_spare(self, n: int) -> int:
        self.spare = Item(n)
        return n

    def replace_through(self, other: Shelf, n: int) -> int:
        return other.replace(n)

    def refill(self, n: int) -> int:
        self.items[0] = Item(n)
        return n

    def grow(self, n: int) -> int:
        for i in range(n):
            self.items.append(Item(i))
        return n

    def rename(self, n: int) -> int:
        self.by_name["a"] = Item(n)
        return n

    def empty(self, n: int) -> int:
        self.items = []
        self.by_name = {}
        self.inner = None
        return n


def both(item: Item, n: int) -> int:
    return item.n * 100 + n


def kept(item: Item, shelf: Shelf, n: int) -> int:
    """What is passed is read from the place that is overwritten before it is used."""
    shelf.replace(n)
    shelf.empty(n)
    other = Item(-1)
    return item.n * 10 + other.n


@script
def fields(n: int) -> list[int]:
    shelf = Shelf(Item(n))
    found = []
    item = shelf.item
    found.append(shelf.replace(n + 1) + item.n)
    found.append(both(shelf.item, shelf.replace(n + 2)))
    found.append(both(shelf.item, shelf.replace_spare(n + 3)))
    found.append(both(shelf.spare, shelf.replace_through(shelf, n + 4)))
    found.append(both(shelf.spare, shelf.replace_spare(n + 5)))
    found.append(kept(shelf.item, shelf, n + 6))
    found.append(shelf.item.n)
    return found


@script
def elements(n: int) -> list[int]:
    shelf = Shelf(Item(n))
    found = []
    found.append(both(shelf.items[0], shelf.refill(n + 1)))
    found.append(both(shelf.items[0], shelf.grow(50)))
    found.append(both(shelf.by_name["a"], shelf.rename(n + 2)))
    found.append(both(shelf.by_name["a"], shelf.empty(n + 3)))
    for item in [Item(k) for k in range(3)]:
        shelf.items.append(item)
        found.append(both(shelf.items[-1], shelf.empty(item.n)))
    return found


@script
def chains(n: int) -> list[int]:
    shelf = Shelf(Item(n))
    inner = Shelf(Item(n + 1))
    inner.inner = Shelf(Item(n + 2))
    shelf.inner = inner
    found = []
    found.append(both(inner.inner.item, shelf.empty(n)))
    shelf.inner = Shelf(Item(n + 3))
    middle = shelf.inner
    found.append(both(middle.item, shelf.empty(n + 1)))
    shelf.inner = Shelf(Item(n + 4))
    found.append(both(shelf.inner.items[0], shelf.empty(n + 2)))
    return found


def unlinked(head: Item, n: int) -> int:
    head.next = None
    return n


@script
def linked(n: int) -> list[int]:
    head = Item(0)
    for k in range(n):
        new = Item(k)
        new.next = head.next
        head.next = new
    found = []
    at = head.next
    while at is not None:
        rest = at.next
        found.append(unlinked(head, at.n) + unlinked(at, 10) + at.n)
        at = rest
    return found


CASES = {
    "fields": [(1,), (5,)],
    "elements": [(1,), (5,)],
    "chains": [(1,), (5,)],
    "linked": [(0,), (1,), (6,)],
}
