from jitscript import script


@script
def f(a: int) -> int:
    try:
        return 1 // a
    except ArithmeticError as e:
        kept = [e]
        first = e.args[0]
        return len(kept)
