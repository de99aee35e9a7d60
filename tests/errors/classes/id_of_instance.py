from jitscript import script


class Node:
    def __init__(self) -> None:
        self.next: list[Node] = []


@script
def f(nodes: list[Node]) -> int:
    return len({id(node) for node in nodes}) + len(vars(nodes[0]))
