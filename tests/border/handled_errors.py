"""Errors that leave handlers, for `test_handled_errors.py`: each call must raise as in CPython,
with the same traceback, the same cause, and the same errors that were being handled."""

# ruff: noqa: B904

from jitscript import script


@script
def divide(x: int) -> int:
    return 10 // x


@script
def deep(x: int, n: int) -> int:
    return divide(x) if n == 0 else deep(x, n - 1)


@script
def while_handling(x: int) -> int:
    try:
        return divide(x)
    except ZeroDivisionError:
        raise ValueError("while handling")


@script
def from_it(x: int) -> int:
    try:
        return deep(x, 2)
    except ZeroDivisionError as e:
        raise ValueError(f"from {e}") from e


@script
def from_none(x: int) -> int:
    try:
        return divide(x)
    except ZeroDivisionError:
        raise ValueError("alone") from None


@script
def none_without_handler(x: int) -> int:
    raise ValueError("alone") from None


@script
def three(x: int) -> int:
    try:
        try:
            return divide(x)
        except ZeroDivisionError:
            return [1][x + 1]
    except IndexError:
        raise KeyError(x)


@script
def from_the_outer(x: int) -> int:
    try:
        return divide(x)
    except ZeroDivisionError as outer:
        try:
            return [1][x + 1]
        except IndexError:
            raise KeyError(x) from outer


@script
def called_in_the_handler(x: int) -> int:
    try:
        return divide(x)
    except ZeroDivisionError:
        return three(x)


@script
def caught_in_the_handler(x: int) -> int:
    try:
        return divide(x)
    except ZeroDivisionError:
        try:
            return three(x)
        except KeyError:
            pass
        return [1][5]


@script
def in_finally(x: int) -> int:
    try:
        return divide(x)
    finally:
        [1][5]


@script
def in_finally_of_a_handler(x: int) -> int:
    try:
        return divide(x)
    except ZeroDivisionError:
        raise ValueError("first")
    finally:
        [1][5]


@script
def raised_again(x: int) -> int:
    try:
        return deep(x, 1)
    except ZeroDivisionError:
        x = 5
        raise


@script
def raised_by_name(x: int) -> int:
    try:
        return deep(x, 1)
    except ZeroDivisionError as e:
        x = 5
        raise e


@script
def outer_raised_in_inner(x: int) -> int:
    try:
        return divide(x)
    except ZeroDivisionError as e:
        try:
            return [1][5]
        except IndexError:
            raise e


@script
def in_the_else(x: int) -> int:
    try:
        y = x
    except ValueError:
        y = 1
    else:
        y = divide(x)
    return y


@script
def in_a_loop(x: int) -> int:
    for i in range(3):
        try:
            divide(x)
        except ZeroDivisionError:
            if i == 2:
                raise ValueError(i)
            continue
    return 0


@script
def assertion(x: int) -> int:
    try:
        assert x > 0, "positive"
    except AssertionError as e:
        assert x > 1, f"more: {e}"
    return x


@script
def texts(s: str) -> int:
    try:
        raise ValueError(s + "1")
    except ValueError as e:
        raise KeyError(s + str(e)) from e


@script
def after_a_test(n: int) -> int:
    for k in range(10):
        try:
            if k <= 5:
                raise ConnectionError(f"attempt {k}")
        except ConnectionError as error:
            if k >= n:
                raise TimeoutError("gave up") from error
    return n


@script
def in_a_loop_of_any(text: str) -> int:
    try:
        return {"x": 1}[text]
    except Exception:
        for k in range(3):
            if k == 2 and len(text) != 7:
                raise ValueError(text)
        return 5


@script
def of_two(text: str) -> int:
    try:
        return int(text)
    except ValueError as first:
        try:
            return [1][7]
        except IndexError as second:
            if len(text) > 1:
                raise RuntimeError(text) from first
            if text == "z":
                raise RuntimeError(text) from second
        if text == "w":
            raise TypeError
        return int(text + "!")


CALLS = [
    (after_a_test, 0), (after_a_test, 3), (in_a_loop_of_any, "y"), (of_two, "zz"), (of_two, "z"),
    (of_two, "w"), (of_two, "v"),
    (while_handling, 0), (from_it, 0), (from_none, 0), (none_without_handler, 0), (three, 0),
    (from_the_outer, 0), (called_in_the_handler, 0), (caught_in_the_handler, 0), (in_finally, 0),
    (in_finally, 5), (in_finally_of_a_handler, 0), (raised_again, 0), (raised_by_name, 0),
    (outer_raised_in_inner, 0), (in_the_else, 0), (in_a_loop, 0), (assertion, 0), (texts, "text"),
]  # fmt: skip


class Alarm(Exception):
    """What the handler of a signal raises."""


@script
def spin_until_alarm(n: int) -> int:
    x = 1
    try:
        while x != 0:
            x = (x * 3 + n) % 1000003 + 1
    except ArithmeticError:
        return -1
    except Alarm as e:
        return len(str(e))
    return x


@script
def spin_for_any(n: int) -> int:
    x = 1
    try:
        while x != 0:
            x = (x * 3 + n) % 1000003 + 1
    except Exception:
        return -1
    finally:
        x = 0
    return x


@script
def spin_until_interrupt(n: int) -> int:
    x = 1
    try:
        while x != 0:
            x = (x * 3 + n) % 1000003 + 1
    except KeyboardInterrupt:
        return 5
    return x
