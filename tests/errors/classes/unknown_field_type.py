from contextlib import AsyncExitStack
from fractions import Fraction

from jitscript import script


class Node:
    def __init__(self, value: int, part: Fraction):
        self.value = value
        self.part = part
        self.next = None
        self.files: AsyncExitStack = AsyncExitStack()


def last(node: Node) -> int:
    return 0 if node.next is None else node.value


def part(node: Node) -> int:
    if node.part:
        return 1
    node.part = 3
    return node.value


@script
def f(node: Node) -> int:
    with node.files:
        pass
    return last(node) + part(node)


@script
def made(value: int) -> Node:
    return Node(value, 1)
