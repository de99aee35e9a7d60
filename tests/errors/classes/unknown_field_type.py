from jitscript import script


class Node:
    def __init__(self, value: int):
        self.value = value
        self.next = None


@script
def f(node: Node) -> int:
    return node.value
