from jitscript import script


@script
def f(text: str) -> int:
    return len(text)


def call():
    f(b"abc")
