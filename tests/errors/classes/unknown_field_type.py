from jitscript import script


class Node:
    def __init__(self, value: int):
        self.value = value
        self.next = None


@script
def f(n: int) -> int:
    return Node(n).value
