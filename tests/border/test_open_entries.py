"""Functions whose arguments choose types: their variants, names, chain and copies elsewhere."""

import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

import jitscript as js
from jitscript import Array1, CompileError, f64, script
from jitscript.runtime.callable import entry_address


@script
def add(x, y=2):
    return x + y


@script
def scaled(a: np.ndarray, k=1.5):
    return a * k


def made(function):
    return [types for types, _ in function._provider._made]


@script
def labelled(x, kind="call", limits=(0, 2), *, names=["a"]):  # noqa: B006
    return kind, x, limits, names


def test_what_is_left_out_needs_no_slow_path():
    """The first call chooses the types; later ones find the defaults' own objects."""
    wanted = ("call", 1, (0, 2), ["a"])
    assert labelled(1) == wanted
    plan, labelled._plan = labelled._plan, None  # what the slow path would need
    try:
        assert labelled(1) == labelled(1, "call") == labelled(1, limits=(0, 2)) == wanted
    finally:
        labelled._plan = plan
    assert labelled(1)[3] is labelled.__kwdefaults__["names"]


def test_one_variant_for_each_combination():
    @script
    def pair(a, b):
        return a, b

    for _ in range(3):
        assert pair(1, 2) == (1, 2)
        assert pair(1.5, "é") == (1.5, "é")
        assert pair(True, None) == (True, None)
        assert pair([1], [2.5]) == ([1], [2.5])
    assert made(pair) == [(int, int), (float, str), (bool, type(None)), (list[int], list[float])]


def test_types_are_exact_in_a_chain():
    values = [1, 1.0, True, np.float64(1), np.int8(1), np.int64(1), 1j, np.bool_(True)]

    @script
    def same(x):
        return x

    for order in (values, values[::-1], values):
        assert [type(same(x)) for x in order] == [type(x) for x in order]
    lists = [[1, 2], [1.0, 2.0], [1, 2.0], [True], [1, None], [[1], []], [[1.5]], [(1, "a")]]
    for order in (lists, lists[::-1]):
        found = [same(x) for x in order]
        assert found == order
        assert [list(map(type, x)) for x in found] == [list(map(type, x)) for x in order]


def test_what_fits_several_types_does_not_depend_on_the_calls_before():
    @script
    def grow(values):
        values.append(1)
        return values

    for _ in range(2):
        with pytest.raises(TypeError, match="'values' is empty: the type of its elements"):
            grow([])
        assert [type(x) for x in grow([2.5])] == [float, float]
    assert [type(x) for x in grow[list[int]]([])] == [int]
    with pytest.raises(TypeError, match="is empty"):
        grow([])
    with pytest.raises(TypeError, match="is empty"):
        scaled2([[], []])


@script
def scaled2(values):
    return len(values)


def test_layouts_are_variants_too():
    a = np.arange(12.0).reshape(3, 4)
    for _ in range(2):
        assert scaled(a).tolist() == (a * 1.5).tolist()
        assert scaled(a.T).tolist() == (a.T * 1.5).tolist()
        assert scaled(a[::2, ::-3], 2).tolist() == (a[::2, ::-3] * 2).tolist()


def test_a_variant_has_a_name():
    variant = add[int, float]
    assert variant is add[int, float]
    assert variant(1, 2.5) == 3.5
    assert add[float](1.5) == 3.5  # the default's type
    assert "%x: int, %y: float" in variant.ir
    assert js.compile(scaled[Array1[f64], int]) is scaled[Array1[f64], int]
    with pytest.raises(TypeError, match=r"add\[…\] takes the types of x, y"):
        add[int, int, int]
    with pytest.raises(TypeError, match="every parameter of"):
        variant[int]
    with pytest.raises(CompileError, match="compiled for the types of a call: add"):
        add[str, int]


def test_save_takes_variants(tmp_path):
    file = tmp_path / "f.jsm"
    with pytest.raises(TypeError, match="arguments choose the types of x, y in add"):
        js.save(file, add)
    js.save(file, add[int, int], add_float=add[float, float])
    module = js.load(file)
    assert module.add(1) == 3
    assert module.add_float(1, 2) == 3.0
    assert type(module.add_float(1, 2)) is float


def test_pickling():
    assert pickle.loads(pickle.dumps(add)) is add
    assert pickle.loads(pickle.dumps(add[int, float])) is add[int, float]


def test_failed_compilations_leave_the_function_usable():
    @script
    def inc(x):
        return x + 1

    for _ in range(2):
        with pytest.raises(CompileError, match="compiled for the types of a call: inc"):
            inc("a")
        assert inc(1) == 2
    with pytest.raises(OverflowError, match="does not fit in 64 bits"):
        inc(2**70)


def test_calls_of_the_first_types_run_no_python():
    @script
    def sub(x, y):
        return x - y

    assert sub(3, 2) == 1
    address = entry_address(sub)
    assert address
    assert sub(3.5, 2.5) == 1.0
    assert entry_address(sub) == address
    plan, sub._plan = sub._plan, None  # what the slow path would need
    sub.signature = None
    try:
        assert (sub(5, 2), sub(5.5, 2.0), sub(y=1, x=2)) == (3, 3.5, 1)
    finally:
        sub._plan = plan


def test_threads_compile_each_variant_once():
    @script
    def total(n):
        s = n
        for i in range(100):
            s += i
        return s

    found = []
    kinds = [1, 1.5, np.float32(2), True] * 4
    threads = [threading.Thread(target=lambda k=k: found.append(total(k))) for k in kinds]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert len(found) == len(kinds)
    assert len(made(total)) == 4


def test_one_list_as_two_parameters():
    @script
    def both(a, b):
        a.append(b[0])
        return a is b

    values = [1.5]
    assert both([1], [2]) is False
    assert both(values, values) is True
    assert values == [1.5, 1.5]


def test_errors_of_the_call():
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'x'"):
        add()
    with pytest.raises(TypeError, match="unexpected keyword argument 'z'"):
        add(1, z=2)
    with pytest.raises(TypeError, match="argument 'x' is of type slice"):
        add(slice(3))
    with pytest.raises(TypeError, match="argument 'x' is an array of object"):
        add(np.array([None]))
    with pytest.raises(TypeError, match="argument 'a' must be an array"):
        scaled([1.0])


def total(f, n: int) -> int:
    return sum(f(i) for i in range(n))


def test_each_function_given_has_code_of_its_own():
    made_of = [lambda x, k=k: k * x for k in range(3)]

    def times(k):
        return lambda x: k * x

    scripted = script(total)
    for k, f in enumerate(made_of):
        assert scripted(f, 4) == 6 * k
    for k in range(3):  # one code object, other captures
        assert scripted(times(k), 4) == 6 * k
    assert len(made(scripted)) == 6


def test_variants_for_functions_do_not_pile_up():
    scripted = script(total)
    last = [scripted(lambda x, k=k: k + x, 2) for k in range(70)]
    assert last == [2 * k + 1 for k in range(70)]
    assert len(made(scripted)) <= 64


def test_a_function_that_is_given_names_a_variant(tmp_path):
    def double(x):
        return 2 * x

    scripted = script(total)
    named = scripted[double]
    assert named(4) == 12
    assert scripted(double, 4) == 12
    assert made(scripted) == [(next(iter(made(scripted)))[0], int)]
    js.save(tmp_path / "f.jsm", named)
    assert js.load(tmp_path / "f.jsm").total(5) == 20
    with pytest.raises(TypeError, match="loaded from a file"):
        scripted(js.load(tmp_path / "f.jsm").total, 3)
    opened = script(total_of_any)
    assert pickle.loads(pickle.dumps(opened[double_of_module]))(4) == 12


def double_of_module(x):
    return 2 * x


@script
def total_of_any(f, n: int) -> int:
    return sum(f(i) for i in range(n))


def test_what_a_given_function_captures_is_part_of_the_key(tmp_path):
    """Another process finds the code in the cache only if the function is the same."""
    text = """
import sys
from jitscript import script

K = int(sys.argv[1])

def f(x):
    return K * x

def g(x):
    return K * x + 1

@script
def total(f, n: int) -> int:
    return sum(f(i) for i in range(n))

print(total(f if sys.argv[2] == "f" else g, 4), "jitscript.frontend" in sys.modules)
"""
    file = tmp_path / "program.py"
    file.write_text(text)
    env = {**os.environ, "JITSCRIPT_CACHE": str(tmp_path / "cache")}

    def run(*args):
        words = [sys.executable, str(file), *args]
        return subprocess.run(words, env=env, capture_output=True, text=True, check=True).stdout

    assert run("1", "f") == "6 True\n"
    assert run("2", "f") == "12 True\n"
    assert run("1", "g") == "10 True\n"
    assert run("1", "f") == "6 False\n"
    assert run("2", "f") == "12 False\n"
    assert run("1", "g") == "10 False\n"


SCALE = 3


def test_lambdas(tmp_path):
    plus, scaled = script(lambda x: x + 1), script(lambda a, b=2: a * b * SCALE)
    assert (plus(3), plus(2.5), plus(4)) == (4, 3.5, 5)
    assert plus(np.arange(3.0)).tolist() == [1.0, 2.0, 3.0]
    assert (scaled(2), scaled(2, b=0.5), scaled("ab")) == (12, 3.0, "abababababab")
    many = [script(lambda x, i=i: x * i) for i in range(3)]
    assert [f(2) for f in many] == [0, 2, 4]
    shared = [script(lambda x: x * i) for i in range(3)]  # noqa: B023
    assert [f(2) for f in shared] == [4, 4, 4]
    two = script(lambda x: x + 1), script(lambda x: x + 2)
    assert [f(1) for f in two] == [2, 3]
    longer = script(
        lambda x, y: (
            x if x > y
            else y
        )
    )  # fmt: skip
    assert (longer(1, 2), longer(2.5, 1)) == (2, 2.5)
    assert sorted([3, 1, 2], key=script(lambda x: -x)) == [3, 2, 1]
    assert script(lambda xs: sum(x for x in xs if x > 1))([1, 2, 3]) == 5
    with pytest.raises(js.CompileError, match="unsupported operand type"):
        plus("a")
    js.save(tmp_path / "f.jsm", plus=plus[int])
    assert js.load(tmp_path / "f.jsm").plus(4) == 5


def test_what_holds_itself() -> None:
    inside: list[Any] = []
    inside.append(inside)
    deep: list[Any] = []
    for _ in range(10_000):
        deep = [deep]
    for value in (inside, deep, {1: inside}, (deep,)):
        with pytest.raises(TypeError, match=r"nested in more than 32 levels, or in itself"):
            js.script(lambda x: len(x))(value)


@script
def turned(rows: Sequence[Sequence[float]]) -> list[list[float]]:
    return [list(column) for column in zip(*rows)]


def test_rows_of_ints_and_floats_are_of_floats() -> None:
    found = turned([[1, 2], [3, 4.5]])
    assert repr(found) == "[[1.0, 3.0], [2.0, 4.5]]"
    assert repr(turned([[1, 2], [3, 4]])) == "[[1.0, 3.0], [2.0, 4.0]]"
    assert repr(turned([(1, 2.0), (3, 4)])) == "[[1.0, 3.0], [2.0, 4.0]]"
    assert turned([[], []]) == []
    with pytest.raises(TypeError, match=r"'rows', at rows\[1\]\[0\], must be float, not str"):
        turned([[1, 2], ["a", 3]])  # type: ignore[list-item]
