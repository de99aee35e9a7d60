"""Re-raising, and raising in handlers."""

from jitscript import script


@script
def again(x: int, log: list[int]) -> int:
    try:
        return 10 // x
    except ZeroDivisionError:
        log.append(x)
        raise


@script
def perhaps(x: int, y: int) -> int:
    try:
        return 10 // x
    except ZeroDivisionError:
        if y == 0:
            raise
        return y


@script
def another(x: int) -> int:
    try:
        return 10 // x
    except ZeroDivisionError:
        raise ValueError(f"not {x}")  # noqa: B904


@script
def two_levels(x: int) -> int:
    try:
        try:
            return 10 // x
        except ZeroDivisionError:
            raise
        finally:
            x += 1
    except ArithmeticError:
        return -x


@script
def the_outer_one(x: int, y: int) -> int:
    try:
        return 10 // x
    except ZeroDivisionError:
        try:
            return [1, 2][y]
        except IndexError:
            pass
        raise


@script
def by_name(x: int) -> int:
    try:
        return 10 // x
    except ZeroDivisionError as e:
        raise e


@script
def with_arguments(k: int) -> int:
    try:
        if k == 0:
            raise KeyError("a", k)
        if k == 1:
            raise ValueError
        if k == 2:
            raise IndexError(f"{k} of {k + 1}")
        return k
    except LookupError:
        raise
    except ValueError as e:
        raise e


@script
def of_a_long_text(s: str) -> int:
    try:
        raise ValueError(s * 3)
    except ValueError:
        raise


@script
def caught_many_times(n: int) -> int:
    caught = 0
    for i in range(n):
        try:
            try:
                try:
                    raise ValueError(f"round {i}")
                except ValueError:
                    caught += 1
                    raise
            except Exception:
                caught += 1
                raise
        except BaseException:
            caught += 1
    return caught


@script
def let_go(xs: list[str]) -> str:
    text = ""
    for x in xs:
        try:
            if x:
                raise KeyError(x + x)
            text = text + x
        except KeyError:
            text = text + "!"
            continue
    return text


CASES = {
    "again": [(0, []), (2, [])],
    "perhaps": [(0, 0), (0, 1), (1, 0)],
    "another": [(0,), (1,)],
    "two_levels": [(0,), (1,)],
    "the_outer_one": [(0, 0), (0, 5), (1, 5)],
    "by_name": [(0,), (3,)],
    "with_arguments": [(0,), (1,), (2,), (3,)],
    "of_a_long_text": [("ab",), ("",), ("é" * 50,)],
    "caught_many_times": [(0,), (1,), (1000,)],
    "let_go": [(["a", "", "b"],), ([],)],
}
