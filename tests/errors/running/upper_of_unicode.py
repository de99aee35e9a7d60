from jitscript import script


@script
def f(text: str) -> str:
    return text.upper()


def call():
    f("straße")
