from jitscript import script


@script
def f(a: int) -> int:
    match a:
        case 0:
            return 1
        case _:
            return 2
