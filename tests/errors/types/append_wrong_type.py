from jitscript import script


@script
def f(a: list[int]) -> None:
    a.append("text")
