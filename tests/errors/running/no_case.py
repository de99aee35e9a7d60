from jitscript import script


@script
def f(n: int) -> str:
    match n:
        case 1:
            return "one"
        case 2:
            return "two"


def call():
    f(3)
