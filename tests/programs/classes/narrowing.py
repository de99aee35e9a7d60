"""What tests say of attributes, while they change."""

from __future__ import annotations

from jitscript import script


class Node:
    def __init__(self, value: int, left: Node | None = None, right: Node | None = None):
        self.value = value
        self.left = left
        self.right = right


def total(node: Node) -> int:
    n = node.value
    if node.left is not None:
        n += total(node.left)
    if node.right:
        n += total(node.right)
    return n


def chain(n: int) -> Node:
    node = Node(0)
    for i in range(1, n):
        node = Node(i, node, Node(-2 * i) if i % 3 == 0 else None)
    return node


@script
def summed(n: int) -> int:
    return total(chain(n))


@script
def walked(n: int) -> list[int]:
    node = chain(n)
    seen = []
    while node.left is not None:
        seen.append(node.value)
        node = node.left
    return seen


@script
def cut(n: int, at: int) -> list[int]:
    root = chain(n)
    node = root
    while node.left is not None:
        if node.left.value == at:
            node.left = None
        if node.left is None:
            break
        node = node.left
    out = []
    here: Node | None = root
    while here is not None:
        out.append(here.value)
        here = here.left
    return out


@script
def replaced(flag: bool) -> int:
    node = Node(1)
    if node.left is None:
        node.left = Node(2)
    k = total(node.left)
    other = node
    if flag:
        other.left = None
    if node.left is None:
        return -k
    return total(node.left)


@script
def both(a: bool, b: bool) -> int:
    node = Node(1, Node(2) if a else None, Node(3) if b else None)
    if node.left is None or node.right is None:
        return -1
    return total(node.left) * total(node.right)


@script
def missing(depth: int) -> int:
    node = chain(3)
    for _ in range(depth):
        node.left.left = node.left.left
        node = node.left if node.left is not None else node
    return node.left.value


CASES = {
    "summed": [(1,), (2,), (10,)],
    "walked": [(1,), (5,)],
    "cut": [(5, 2), (5, 9), (1, 0), (5, 4)],
    "replaced": [(True,), (False,)],
    "both": [(True, True), (True, False), (False, True), (False, False)],
    "missing": [(0,), (1,), (2,), (3,)],
}
