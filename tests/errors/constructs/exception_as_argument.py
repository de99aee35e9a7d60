from jitscript import script


@script
def f(a: int, errors: list[ValueError]) -> int:
    return len(errors)


def call() -> None:
    f(1, [])
