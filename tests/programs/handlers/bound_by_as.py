"""`except … as e`: the text of what was caught, its class, and the name, which is gone behind."""

from jitscript import script


@script
def text(x: int) -> str:
    try:
        10 // x
    except ZeroDivisionError as e:
        return str(e)
    return "fine"


@script
def several(k: int) -> tuple[str, str, str]:
    try:
        if k == 0:
            raise ValueError
        if k == 1:
            raise ValueError("one é")
        if k == 2:
            raise KeyError("key")
        if k == 3:
            raise KeyError(k, 2.5, True, "x")
        if k == 4:
            raise IndexError(f"{k} of {[k]}")
        if k == 5:
            [1][k]
        if k == 6:
            int("zz")
        if k == 7:
            raise OSError(2, "no such file")
        if k == 8:
            raise StopIteration((1, 2))
        if k == 9:
            raise RuntimeError("a" * 300)
        if k == 11:
            raise ValueError(-1, "{x} {{")
        if k == 12:
            10.0 ** (k * 100)
    except Exception as e:
        return str(e), repr(e), type(e).__name__
    return "", "", ""


@script
def in_f_strings(k: int) -> str:
    try:
        if k:
            raise KeyError("é")
        raise ValueError("v")
    except (ValueError, KeyError) as e:
        return f"<{e}> {e!s} {e!r} {type(e).__name__} {e.__class__.__name__}"


@script
def printed(k: int) -> None:
    try:
        raise ValueError(f"k is {k}")
    except ValueError as e:
        print("failed:", e)
        print(f"again: {e}")
        print(repr(e), type(e).__name__)


@script
def in_a_new_one(k: int) -> int:
    try:
        return 10 // k
    except ZeroDivisionError as e:
        raise ValueError(f"bad {k}: {e}") from e


@script
def from_none(k: int) -> int:
    try:
        return 10 // k
    except ZeroDivisionError as e:
        raise ValueError(f"{e!r}") from None


@script
def tested(k: int) -> str:
    try:
        if k == 0:
            raise ValueError
        if k == 1:
            raise KeyError
        if k == 2:
            raise IndexError
        if k == 3:
            raise UnicodeError
        raise TypeError
    except Exception as e:
        if isinstance(e, UnicodeError):
            return "unicode"
        if isinstance(e, (ValueError, KeyError)):
            return "value or key"
        if isinstance(e, LookupError):
            return "lookup"
        if isinstance(e, BaseException):
            return "any"
    return ""


@script
def the_name_is_gone(x: int) -> int:
    e = 5
    try:
        10 // x
    except ZeroDivisionError as e:
        x = len(str(e))
    return e + x


@script
def nested(x: int, y: int) -> str:
    try:
        10 // x
    except ZeroDivisionError as e:
        try:
            [1][y]
        except IndexError as f:
            return f"{f} while {e}"
        return f"only {e}"
    return "none"


@script
def same_name_nested(x: int, y: int) -> str:
    try:
        10 // x
    except ZeroDivisionError as e:
        out = str(e)
        try:
            [1][y]
        except IndexError as e:
            out = out + " " + str(e)
            return out
        return out + str(e)
    return "none"


@script
def in_loops(xs: list[int]) -> list[str]:
    out: list[str] = []
    for x in xs:
        try:
            if x < 0:
                raise ValueError(x)
            out.append(str(12 // x))
        except ArithmeticError as e:
            for i in range(2):
                out.append(f"{i} {e}")
        except ValueError as e:
            while len(out) < 5:
                out.append(repr(e))
    return out


@script
def leaves_twice(x: int) -> str:
    try:
        try:
            raise ValueError(f"x={x}")
        except ValueError as e:
            if x:
                raise e
            raise
    except Exception as e:
        return str(e)


CASES = {
    "text": [(0,), (1,)],
    "several": [(k,) for k in range(13)],
    "in_f_strings": [(0,), (1,)],
    "printed": [(3,)],
    "in_a_new_one": [(0,), (3,)],
    "from_none": [(0,), (3,)],
    "tested": [(k,) for k in range(5)],
    "the_name_is_gone": [(0,), (2,)],
    "nested": [(0, 0), (0, 4), (1, 1)],
    "same_name_nested": [(0, 4), (1, 1), (0, 0)],
    "in_loops": [([1, 0, 3],), ([-1],), ([-1, 0, -2, 5],), ([],)],
    "leaves_twice": [(0,), (1,)],
}
