"""Lists, trees and stacks of instances; a million nodes are freed without recursion."""

from __future__ import annotations

from jitscript import script


class Node:
    def __init__(self, value: int, next: Node | None = None):
        self.value = value
        self.next = next


@script
def listsum(n: int) -> int:
    head: Node | None = None
    for i in range(n):
        head = Node(i, head)
    total = 0
    node = head
    while node is not None:
        total += node.value
        node = node.next
    return total


class Tree:
    left: Tree | None
    right: Tree | None

    def __init__(self, key: int):
        self.key = key
        self.left = None
        self.right = None

    def insert(self, key: int) -> None:
        if key < self.key:
            if self.left is None:
                self.left = Tree(key)
            else:
                self.left.insert(key)
        else:
            if self.right is None:
                self.right = Tree(key)
            else:
                self.right.insert(key)

    def size(self) -> int:
        n = 1
        if self.left is not None:
            n += self.left.size()
        if self.right is not None:
            n += self.right.size()
        return n


@script
def tree(n: int) -> int:
    t = Tree(50)
    x = 12345
    for _ in range(n):
        x = (x * 1103515245 + 12345) % 2147483648
        t.insert(x % 100)
    return t.size()


class Stack:
    def __init__(self) -> None:
        self.items: list[int] = []

    def push(self, x: int) -> None:
        self.items.append(x)

    def pop(self) -> int:
        return self.items.pop()


@script
def stack(n: int) -> int:
    s = Stack()
    for i in range(n):
        s.push(i)
    s.pop()
    return sum(s.items)


class Vec:
    def __init__(self, x: float) -> None:
        self.x = x


@script
def vecs(n: int) -> float:
    vs = [Vec(float(i)) for i in range(n)]
    t = 0.0
    for v in vs:
        v.x += 1.0
    for v in vs:
        t += v.x
    return t


class LinkedList:
    def __init__(self):
        self.head: LNode | None = None
        self.tail: LNode | None = None
        self.size = 0

    def append(self, v: int) -> None:
        n = LNode(v)
        if self.tail is None:
            self.head = n
        else:
            self.tail.next = n
        self.tail = n
        self.size += 1

    def reverse(self) -> None:
        prev = None
        cur = self.head
        self.tail = self.head
        while cur is not None:
            nxt = cur.next
            cur.next = prev
            prev = cur
            cur = nxt
        self.head = prev

    def to_list(self) -> list[int]:
        out = []
        cur = self.head
        while cur:
            out.append(cur.v)
            cur = cur.next
        return out


class LNode:
    def __init__(self, v: int, next: LNode | None = None):
        self.v = v
        self.next = next


@script
def linked(n: int) -> list[int]:
    chain = LinkedList()
    for i in range(n):
        chain.append(i)
    chain.reverse()
    chain.append(100)
    return chain.to_list()


@script
def big(n: int) -> int:
    head: Node | None = None
    for i in range(n):
        head = Node(i, head)
    return 1


CASES = {
    "listsum": [(0,), (1,), (100,)],
    "tree": [(0,), (1,), (500,)],
    "stack": [(1,), (50,), (0,)],
    "vecs": [(0,), (7,)],
    "linked": [(0,), (1,), (20,)],
    "big": [(1_000_000,)],
}
