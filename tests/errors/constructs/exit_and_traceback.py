from jitscript import script


class Prints:
    def __enter__(self) -> None:
        pass

    def __exit__(self, kind, error, traceback):
        print(error, traceback)


@script
def f(a: int) -> int:
    with Prints():
        a += 1
    return a
