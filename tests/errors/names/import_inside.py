from jitscript import script


@script
def f(a: float) -> float:
    import no_such_module
    from math import no_such_name

    return a
