"""Exceptions of the user's own: hierarchies, fields, texts; caught in native code and by Python."""

from jitscript import script


class ShopError(Exception):
    pass


class Sold(ShopError):
    pass


class Missing(ShopError, KeyError):
    pass


class BadPrice(ValueError):
    def __init__(self, price: int, limit: int):
        super().__init__(f"{price} is above {limit}")
        self.price = price
        self.limit = limit


class Quiet(ShopError):
    def __str__(self) -> str:
        return "quiet " + repr(self.args)


class Outer:
    class Inner(ArithmeticError):
        """A class in a class."""


@script
def fail(k: int) -> int:
    if k == 0:
        raise ShopError("shop")
    if k == 1:
        raise Sold
    if k == 2:
        raise Missing("key")
    if k == 3:
        raise BadPrice(7, 5)
    if k == 4:
        raise Quiet(1, "two")
    if k == 5:
        raise Outer.Inner(f"inner {k}")
    if k == 6:
        raise ValueError("plain")
    if k == 7:
        raise KeyError("plain")
    return k


@script
def by_class(k: int) -> str:
    try:
        fail(k)
    except Sold:
        return "sold"
    except Missing:
        return "missing"
    except BadPrice:
        return "price"
    except (Quiet, Outer.Inner):
        return "quiet or inner"
    except ShopError:
        return "shop"
    except ValueError:
        return "value"
    return "none"


@script
def by_base(k: int) -> str:
    try:
        fail(k)
    except ShopError:
        return "shop"
    except LookupError:
        return "lookup"
    except ValueError:
        return "value"
    except ArithmeticError:
        return "arithmetic"
    return "none"


@script
def by_builtin(k: int) -> str:
    try:
        fail(k)
    except KeyError:
        return "key"
    except Exception as e:
        return type(e).__name__ + ": " + str(e) + " " + repr(e)
    return "none"


@script
def tested(k: int) -> int:
    try:
        fail(k)
    except Exception as e:
        n = 0
        if isinstance(e, ShopError):
            n += 1
        if isinstance(e, (BadPrice, Outer.Inner)):
            n += 10
        if isinstance(e, KeyError):
            n += 100
        if isinstance(e, Quiet):
            raise
        return n
    return -1


@script
def chained(k: int) -> int:
    try:
        return fail(k)
    except BadPrice as e:
        raise Sold(f"because {e}") from e
    except ShopError:
        raise Outer.Inner(k)  # noqa: B904


@script
def many(n: int) -> int:
    caught = 0
    for i in range(n):
        try:
            if i % 3 == 0:
                raise Sold(i)
            if i % 3 == 1:
                raise BadPrice(i, 2)
            raise ValueError
        except Sold:
            caught += 1
        except ValueError:
            caught += 100
    return caught


ALL = [(k,) for k in range(9)]
CASES = {name: ALL for name in ("fail", "by_class", "by_base", "by_builtin", "tested", "chained")}
CASES["many"] = [(0,), (1,), (100,)]
