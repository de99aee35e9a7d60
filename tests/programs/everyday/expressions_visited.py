"""A parser, a tree of abstract nodes, and visitors."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass

from jitscript import script


class Node(ABC):
    @abstractmethod
    def accept(self, v: Visitor) -> float: ...


@dataclass
class Num(Node):
    value: float

    def accept(self, v: Visitor) -> float:
        return v.visit_num(self)


@dataclass
class Var(Node):
    name: str

    def accept(self, v: Visitor) -> float:
        return v.visit_var(self)


@dataclass
class BinOp(Node):
    op: str
    left: Node
    right: Node

    def accept(self, v: Visitor) -> float:
        return v.visit_bin(self)


class Visitor:
    def visit_num(self, n: Num) -> float:
        raise NotImplementedError

    def visit_var(self, n: Var) -> float:
        raise NotImplementedError

    def visit_bin(self, n: BinOp) -> float:
        raise NotImplementedError


class Evaluator(Visitor):
    def __init__(self, env: dict[str, float]):
        self.env = env

    def visit_num(self, n: Num) -> float:
        return n.value

    def visit_var(self, n: Var) -> float:
        if n.name not in self.env:
            raise NameError(f"undefined: {n.name}")
        return self.env[n.name]

    def visit_bin(self, n: BinOp) -> float:
        a, b = n.left.accept(self), n.right.accept(self)
        if n.op == "+":
            return a + b
        elif n.op == "-":
            return a - b
        elif n.op == "*":
            return a * b
        return a / b


class Depth(Visitor):
    def visit_num(self, n: Num) -> float:
        return 1

    def visit_var(self, n: Var) -> float:
        return 1

    def visit_bin(self, n: BinOp) -> float:
        return 1 + max(n.left.accept(self), n.right.accept(self))


class Parser:
    PRECEDENCE = {"+": 1, "-": 1, "*": 2, "/": 2}

    def __init__(self, text: str):
        self.tokens = self.tokenize(text)
        self.pos = 0

    @staticmethod
    def tokenize(text: str) -> list[str]:
        out: list[str] = []
        i = 0
        while i < len(text):
            c = text[i]
            if c.isspace():
                i += 1
            elif c.isdigit() or c == ".":
                j = i
                while j < len(text) and (text[j].isdigit() or text[j] == "."):
                    j += 1
                out.append(text[i:j])
                i = j
            elif c.isalpha():
                j = i
                while j < len(text) and text[j].isalnum():
                    j += 1
                out.append(text[i:j])
                i = j
            elif c in "+-*/()":
                out.append(c)
                i += 1
            else:
                raise SyntaxError(f"bad character {c!r} at {i}")
        return out

    def peek(self) -> str | None:
        return self.tokens[self.pos] if self.pos < len(self.tokens) else None

    def next(self) -> str:
        t = self.peek()
        if t is None:
            raise SyntaxError("unexpected end")
        self.pos += 1
        return t

    def parse(self, level: int = 1) -> Node:
        left = self.atom()
        while (op := self.peek()) in self.PRECEDENCE and self.PRECEDENCE[op] >= level:
            self.next()
            right = self.parse(self.PRECEDENCE[op] + 1)
            left = BinOp(op, left, right)
        return left

    def atom(self) -> Node:
        t = self.next()
        if t == "(":
            inner = self.parse()
            if self.next() != ")":
                raise SyntaxError("expected )")
            return inner
        if t[0].isdigit():
            return Num(float(t))
        if t.isidentifier():
            return Var(t)
        raise SyntaxError(f"unexpected {t}")


@script
def main(text: str, x: float) -> str:
    tree = Parser(text).parse()
    return f"{tree} = {tree.accept(Evaluator({'x': x}))} depth {int(tree.accept(Depth()))}"


CASES = {
    "main": [
        ("1 + 2 * x", 3.0),
        ("(1+2)*(x-4)/2", 10.0),
        ("1 + ", 1.0),
        ("y", 1.0),
        ("1 / (x - 1)", 1.0),
        ("3 $ 4", 0.0),
    ]
}
