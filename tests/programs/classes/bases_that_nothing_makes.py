"""Bases whose fields only those that derive from them tell."""

from jitscript import script


class Shape:
    def __init__(self, name, size):  # type: ignore[no-untyped-def]
        self.name = name
        self.size = size

    def area(self) -> float:
        raise NotImplementedError

    def told(self) -> str:
        return f"{self.name} of {self.area():.2f}"


class Square(Shape):
    def __init__(self, name: str, size: float):
        super().__init__(name, size)

    def area(self) -> float:
        return self.size * self.size


class Disc(Shape):
    def __init__(self, size: float):
        super().__init__("disc", size)

    def area(self) -> float:
        return 3.0 * self.size * self.size


class Node:
    def children(self):  # type: ignore[no-untyped-def]
        return []

    def value(self, depth: int) -> int:
        return depth + sum(c.value(depth + 1) for c in self.children())


class Leaf(Node):
    def __init__(self, n: int):
        self.n = n

    def value(self, depth: int) -> int:
        return self.n * depth


class Pair(Node):
    def __init__(self, a: Node, b: Node):
        self.a, self.b = a, b

    def children(self) -> list[Node]:
        return [self.a, self.b]


def total(shapes: list[Shape]) -> float:
    return sum(s.area() for s in shapes)


@script
def areas(n: int) -> tuple[float, list[str]]:
    shapes: list[Shape] = [Square("a", 2.0), Disc(1.0)]
    for i in range(n):
        shapes.append(Disc(float(i)))
    return total(shapes), [s.told() + s.name for s in shapes]


@script
def sizes(n: int) -> float:
    shapes: list[Shape] = [Square("b", float(n))]
    shapes[0].size += 1.0
    return shapes[0].size + total(shapes)


@script
def tree(n: int) -> int:
    node: Node = Leaf(n)
    for i in range(n):
        node = Pair(node, Leaf(i))
    return node.value(1)


CASES = dict.fromkeys(("areas", "sizes", "tree"), [(0,), (1,), (4,)])
