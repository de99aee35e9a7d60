from jitscript import script


class Prints:
    def __enter__(self) -> None:
        pass

    def __exit__(self, kind, error, traceback) -> None:
        print(error)


@script
def f(a: int) -> int:
    with [a] as b:
        a += len(b)
    with Prints():
        a += 1
    return a
