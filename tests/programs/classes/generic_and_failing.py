"""A generic class whose type is learned later, in a function that looks at what errors hold."""

from __future__ import annotations

from typing import Generic, TypeVar

from jitscript import script

T = TypeVar("T")


class Stack(Generic[T]):
    def __init__(self) -> None:
        self._items: list[T] = []

    def push(self, x: T) -> Stack[T]:
        self._items.append(x)
        return self

    def pop(self) -> T:
        if not self._items:
            raise IndexError("pop from empty stack")
        return self._items.pop()


@script
def computed(text: str) -> float | str:
    st: Stack[float] = Stack()
    ops = {"+": lambda a, b: a + b, "-": lambda a, b: a - b, "/": lambda a, b: a / b}
    try:
        for word in text.split():
            if word in ops:
                b, a = st.pop(), st.pop()
                st.push(ops[word](a, b))
            else:
                st.push(float(word))
        return st.pop()
    except IndexError as e:
        return f"error: {e}"
    except (ValueError, ZeroDivisionError) as e:
        return type(e).__name__ + ": " + e.args[0]


CASES = {"computed": [("3 4 +",), ("+",), ("1 0 /",), ("x",), ("",)]}
