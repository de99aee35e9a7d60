"""Two exceptions of one name are two: made by a function, or by a name that is bound anew."""

from jitscript import script


def make(n: int) -> type[ValueError]:
    class Broken(ValueError):
        def __init__(self, k: int):
            super().__init__(f"{n}:{k}")

    return Broken


class Rebound(Exception):
    """The first of that name."""


First = Rebound


class Rebound(First):  # type: ignore[no-redef]  # noqa: F811
    """The second."""


One, Two = make(1), make(2)


@script
def which(k: int) -> str:
    try:
        if k == 1:
            raise One(k)
        if k == 2:
            raise Two(k)
        if k == 3:
            raise ValueError("plain")
        if k == 4:
            raise First("first")
        if k == 5:
            raise Rebound("second")
    except One as e:
        return "one " + str(e)
    except Two as e:
        return "two " + str(e)
    except ValueError:
        return "value"
    except Rebound as e:
        return "rebound " + str(e)
    except First as e:
        return "first " + repr(e)
    return "none"


CASES = {"which": [(k,) for k in range(6)]}
