from jitscript import script


class Dense:
    def __init__(self, n: int) -> None:
        self.n = n
        self.inputs = None


@script
def layer(d: Dense) -> bool:
    return d.inputs is None
