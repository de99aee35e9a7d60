"""Calls of the interpreter: what they hold and give back, threads, signals, module files, the
cache, programs without Python."""

from __future__ import annotations

import _thread
import ctypes
import gc
import subprocess
import sys
import textwrap
import threading
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import jitscript as js
from jitscript import Array1, f64
from jitscript.runtime import abi, load

KEPT: list[Any] = []


class Own(Exception):
    def __init__(self, code: int):
        super().__init__("own", code)
        self.code = code


@js.python
def thrown(code: int) -> int:
    raise Own(code)


@js.python
def keep(a: Array1[f64]) -> None:
    KEPT.append(a)


@js.python
def latest() -> Array1[f64]:
    return KEPT[-1]


@js.python
def pressed(n: int) -> int:
    if n == 50:
        _thread.interrupt_main()
    return n


@js.python
def same(xs: list[float], s: str) -> tuple[list[float], str]:
    return xs, s


@js.python
def readonly(n: int) -> Array1[f64]:
    return np.broadcast_to(np.float64(1.0), n)


@js.script
def passes_on(code: int) -> int:
    try:
        return thrown(code)
    finally:
        code += 1


@js.script
def goes_on(code: int) -> str:
    try:
        return str(thrown(code))
    except Exception as e:
        return repr(e)


@js.script
def presses(n: int) -> int:
    total = 0
    for i in range(n):
        total += pressed(i)
    return total


@js.script
def keeps(n: int, rounds: int) -> float:
    a = np.ones(n)
    keep(a)
    total = 0.0
    for i in range(rounds):
        b = latest()
        total += b[i % n]
        a[i % n] += 1.0
    return total


@js.script
def there_and_back(n: int) -> float:
    xs = [float(i) for i in range(n)]
    ys, s = same(xs, "a" * n)
    return sum(ys) + len(s)


@js.script
def writes_read_only(n: int) -> float:
    a = readonly(n)
    a[0] = 2.0
    return a[1]


def test_an_exception_is_the_object_that_was_raised() -> None:
    with pytest.raises(Own) as caught:
        passes_on(3)
    assert caught.value.code == 3
    names = [f.name for f in caught.traceback]
    assert names[-2:] == ["passes_on", "thrown"]
    assert goes_on(4) == "Own('own', 4)"


def test_nothing_is_kept() -> None:
    there_and_back(3)
    gc.collect()
    before = sys.getallocatedblocks()
    for _ in range(300):
        there_and_back(50)
        goes_on(1)
    gc.collect()
    assert sys.getallocatedblocks() - before < 200


def test_ctrl_c_in_python_ends_the_loop() -> None:
    with pytest.raises(KeyboardInterrupt):
        presses(100_000)
    assert presses(10) == 45


def test_python_may_keep_an_array() -> None:
    KEPT.clear()
    assert keeps(3, 4) == 1 + 1 + 1 + 2
    assert KEPT[0].tolist() == [3.0, 2.0, 2.0]
    assert sys.getrefcount(KEPT[0]) <= 3
    KEPT[0][0] = 9.0
    KEPT.clear()


def test_an_array_that_python_keeps_while_threads_run() -> None:
    KEPT.clear()
    stop = threading.Event()

    def drop() -> None:
        while not stop.is_set():
            if len(KEPT) > 1:
                KEPT.pop(0)

    threads = [threading.Thread(target=drop)]
    threads += [threading.Thread(target=keeps, args=(3, 3000)) for _ in range(3)]
    for thread in threads:
        thread.start()
    assert keeps(3, 3000) > 0
    for thread in threads[1:]:
        thread.join()
    stop.set()
    threads[0].join()
    KEPT.clear()


def test_a_read_only_result_stays_so() -> None:
    with pytest.raises(ValueError, match="read-only"):
        writes_read_only(3)


def test_marks() -> None:
    @js.unused
    def never(x: int) -> int:
        return x

    @js.script(cache=False)
    def f(n: int) -> int:
        if js.is_scripting():
            return never(n) if n > 3 else n
        return nothing_of_the_kind(n)  # noqa: F821

    assert never(4) == 4 and not js.is_scripting()
    assert f(2) == 2
    with pytest.raises(RuntimeError, match=r"never\(\) is marked with `unused`"):
        f(4)
    with pytest.raises(TypeError, match="python takes a Python function, got an object of type"):
        js.python(len)


def test_a_function_that_no_module_has_is_called_and_not_saved(tmp_path: Path) -> None:
    def adder(n: int) -> Any:
        @js.python
        def plus(x: int) -> int:
            return x + n

        @js.script
        def f(x: int) -> int:
            return plus(x)

        return f

    one, two = adder(1), adder(2)
    assert (one(1), two(1)) == (2, 3)
    with pytest.raises(js.CompileError, match="`f` cannot be saved: it uses"):
        js.save(tmp_path / "f.jsm", one)


def test_a_result_of_another_type_than_numpy_gave_before(monkeypatch: Any) -> None:
    from jitscript.frontend import numpy_samples
    from jitscript.ir import types as ty

    def roots(a: Array1[f64]) -> float:
        return np.sinc(a)[0]

    monkeypatch.setattr(numpy_samples, "results", lambda *_: ([ty.Array(ty.F32, 1)], None, None))
    f = js.script(cache=False)(roots)
    message = r"the result of sinc\(\) must be Array1\[f32\], not an array of float64"
    with pytest.raises(TypeError, match=message):
        f(np.ones(2))


@js.script
def draws(rng: np.random.Generator, n: int) -> tuple[float, np.random.Generator]:
    total = 0.0
    for _ in range(n):
        total += rng.standard_normal()
    return total, rng


@js.script
def perhaps(rng: np.random.Generator | None) -> float:
    return 0.0 if rng is None else rng.random()


def test_a_generator_is_the_callers() -> None:
    rng, twin = np.random.default_rng(3), np.random.default_rng(3)
    total, same_one = draws(rng, 5)
    assert same_one is rng
    assert total == sum(twin.standard_normal() for _ in range(5))
    assert rng.random() == twin.random()
    assert perhaps(np.random.default_rng(3)) == np.random.default_rng(3).random()
    before = sys.getrefcount(rng)
    for _ in range(50):
        draws(rng, 3)
    assert sys.getrefcount(rng) == before
    assert perhaps(None) == 0.0 and 0 <= perhaps(rng) < 1
    for wrong in (3, None, np.random, True):
        with pytest.raises(TypeError, match=r"'rng' must be np\.random\.Generator, not"):
            draws(wrong, 1)


def test_the_compiler_leaves_the_global_state() -> None:
    np.random.seed(1)
    state = np.random.get_state()[1].tobytes()

    @js.script(cache=False)
    def f(n: int) -> float:
        np.random.shuffle(np.zeros(n))
        return np.random.rand() + np.random.normal()

    f.prepare()
    assert np.random.get_state()[1].tobytes() == state


MODULE = """
import jitscript as js

@js.python
def price(name: str) -> float:
    return 2.5 * len(name)

@js.script
def total(names: list[str]) -> float:
    return sum([price(n) for n in names])

@js.script
def half(x: float) -> float:
    return price("ab") * x
"""


def test_a_module_file_names_what_it_calls(tmp_path: Path, monkeypatch: Any) -> None:
    (tmp_path / "shop_of_calls.py").write_text(MODULE)
    monkeypatch.syspath_prepend(str(tmp_path))
    import shop_of_calls

    file = tmp_path / "shop.jsm"
    with pytest.warns(RuntimeWarning, match=r"needs Python .* it calls shop_of_calls.price"):
        js.save(file, shop_of_calls.total, shop_of_calls.half)
    assert b"shop_of_calls:price" in zipfile.ZipFile(file).read("manifest.json")
    assert load(file).total(["ab", "c"]) == 7.5
    code = (
        "import sys; sys.path.insert(0, {0!r}); from jitscript.runtime import load\n"
        "print(load({1!r}).total(['ab', 'c']), 'jitscript.frontend' in sys.modules)"
    )
    done = _run(code.format(str(tmp_path), str(file)))
    assert done.stdout.split() == ["7.5", "False"]
    done = _run(f"from jitscript.runtime import load; load({str(file)!r}).total(['ab'])")
    assert "ModuleNotFoundError: No module named 'shop_of_calls'" in done.stderr


def test_a_program_without_python_says_so(tmp_path: Path, monkeypatch: Any) -> None:
    (tmp_path / "shop_of_c.py").write_text(MODULE)
    monkeypatch.syspath_prepend(str(tmp_path))
    import shop_of_c

    file = tmp_path / "shop.jsm"
    with pytest.warns(RuntimeWarning):
        js.save(file, shop_of_c.half)
    with zipfile.ZipFile(file) as zipped:
        name = next(n for n in zipped.namelist() if n.endswith("v2.so"))
        library = ctypes.CDLL(zipped.extract(name, tmp_path))
    context = (ctypes.c_char * abi.CTX_SIZE)()
    quiet = ctypes.c_uint8(0)
    ctypes.c_void_p.from_buffer(context, 0).value = ctypes.addressof(quiet)
    made = ctypes.c_double()
    status = library.js_c_half(ctypes.byref(context), ctypes.byref(made), ctypes.c_double(2.0))
    site = ctypes.c_char_p.from_buffer(context, abi.CTX_SITE).value
    assert status == 1 and site is not None
    assert b"price() needs Python, which this process does not have" in site


def test_the_cache_finds_the_callee_again(tmp_path: Path) -> None:
    (tmp_path / "shop_again.py").write_text(MODULE)
    code = (
        "import sys; sys.path.insert(0, {0!r}); import shop_again\n"
        "print(shop_again.total(['ab', 'c']), 'jitscript.frontend' in sys.modules)"
    )
    text = code.format(str(tmp_path))
    env = {"JITSCRIPT_CACHE": str(tmp_path / "cache")}
    assert _run(text, env).stdout.split() == ["7.5", "True"]
    assert _run(text, env).stdout.split() == ["7.5", "False"]
    unmarked = MODULE.replace("@js.python\n", "")
    (tmp_path / "shop_again.py").write_text(unmarked)
    assert _run(text, env).stdout.split() == ["7.5", "True"]


COUNTING = """
import jitscript as js

n = 0


class Rate:
    paid = 1.5


@js.script
def count(k: int) -> tuple[int, float]:
    global n
    n += k
    Rate.paid += 0.5
    return n, Rate.paid
"""


def test_variables_are_pythons_at_each_use(tmp_path: Path) -> None:
    """Also in another process, from the cache, whatever their values are then."""
    (tmp_path / "counting.py").write_text(COUNTING)
    code = (
        "import sys; sys.path.insert(0, {0!r}); import counting\n"
        "counting.n = {1}; counting.Rate.paid *= {1}\n"
        "print(*counting.count(5), counting.n, counting.Rate.paid)\n"
        "print('jitscript.frontend' in sys.modules)\n"
        "counting.n = 'x'\n"
        "counting.count(1)\n"
    )
    env = {"JITSCRIPT_CACHE": str(tmp_path / "cache")}
    for start, shown in ((2, "7 3.5 7 3.5 True"), (4, "9 6.5 9 6.5 False")):
        done = _run(code.format(str(tmp_path), start), env)
        assert done.stdout.split() == shown.split()
        assert done.stderr.splitlines()[-1] == "TypeError: n must be int, not str"


def _run(code: str, env: dict[str, str] | None = None) -> Any:
    import os

    return subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)],
        capture_output=True,
        text=True,
        env={**os.environ, **(env or {})},
        check=False,
    )
