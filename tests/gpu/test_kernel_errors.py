"""What kernels raise, and what is refused: by the compiler, by a launch, by the CPU grid."""

from __future__ import annotations

import random
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from jitscript import (
    Array1,
    Array2,
    CompileError,
    cuda,
    f32,
    f64,
    i64,
    load,
    save,
    script,
    u8,
)
from jitscript.runtime.gpu.errors import BarrierError

sys.path.insert(0, str(Path(__file__).parent))

from failing import raises

# --- what kernels raise ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("what", "kind", "words", "line"),
    [
        (0, ZeroDivisionError, "integer division or modulo by zero", "# zero"),
        (1, IndexError, "index 109 is out of bounds for axis 0 with size 100", "# out of range"),
        (2, OverflowError, "integer result does not fit in 64 bits", "# overflow"),
        (3, ValueError, "thread 9 of 9", "# raised"),
        (4, AssertionError, "asserted", "# asserted"),
        (5, IndexError, "index -1000 is out of bounds for axis 0 with size 100", "# negative"),
    ],
)
def test_the_first_in_index_order(what: int, kind: Any, words: str, line: str) -> None:
    x = cuda.to_device(np.arange(100))
    for _ in range(2):
        raises[8, (4, 2)](x, what, 9)
        with pytest.raises(kind) as caught:
            cuda.check()
        error: Any = caught.value
        assert str(error).startswith(words)
        assert (error.block, error.thread) == ((2, 0, 0), (1, 0, 0))
        if sys.version_info >= (3, 11):
            assert error.__notes__ == ["in the kernel raises, block 2, thread 1"]
        shown = traceback.extract_tb(error.__traceback__)
        assert shown[-1].line is not None and line in shown[-1].line
        if what == 1:
            assert "# calls inner" in str(shown[-2].line)
    cuda.check()
    raises[8, (4, 2)](x, what, 64)  # no thread comes there
    cuda.synchronize()


def test_the_first_launch_that_failed_is_told() -> None:
    x = cuda.to_device(np.arange(100))
    raises[1, 64](x, 3, 1000)
    raises[1, 64](x, 3, 50)
    raises[1, 64](x, 0, 2)
    with pytest.raises(ValueError, match="thread 50 of 50"):
        x.copy_to_host()
    assert x.copy_to_host()[0] == 0


@cuda.kernel
def in_two_dimensions(x: Array2[f32]) -> None:
    j, i = cuda.grid(2)
    x[i, j] = 1.0


def test_block_and_thread_in_two_dimensions() -> None:
    x = cuda.zeros((10, 10), np.float32)
    in_two_dimensions[(3, 2), (4, 8)](x)
    with pytest.raises(IndexError, match="index 10 is out of bounds for axis 1 with size 10") as e:
        cuda.check()
    error: Any = e.value
    assert (error.block, error.thread) == ((2, 0, 0), (2, 0, 0))


# --- barriers that not all threads reach ---------------------------------------------------------


@cuda.kernel
def divergent(x: Array1[i64], n: int, way: int) -> None:
    t = cuda.threadIdx.x
    if way == 0:
        if t < n:
            cuda.syncthreads()  # some
    elif way == 1:
        if t < n:
            cuda.syncthreads()  # here
        else:
            cuda.syncthreads()  # there
    elif way == 2:
        if t < n:
            cuda.syncwarp(0xF)  # mask
    elif way == 3:
        cuda.shfl_sync(1, t, 0)  # not in it
    elif t == n:
        raise KeyError(t)  # others go on
    cuda.threadfence()
    x[t] = t


def line_of(text: str) -> int:
    lines = Path(__file__).read_text().splitlines()
    return next(i for i, line in enumerate(lines, 1) if f"# {text}" in line and "cuda." in line)


@pytest.mark.grid
@pytest.mark.parametrize(
    ("way", "n", "words"),
    [
        (0, 5, "thread (0, 0, 0) and 4 more at {some}; thread (5, 0, 0) and 58 more ended"),
        (1, 63, "thread (0, 0, 0) and 62 more at {here}, thread (63, 0, 0) at {there}"),
        (2, 2, "thread (0, 0, 0) and 1 more at {mask}; thread (2, 0, 0) and 61 more ended"),
        (3, 0, "the mask names a thread that does not take part"),
    ],
)
def test_barriers_that_diverge(way: int, n: int, words: str) -> None:
    x = cuda.zeros(64, np.int64)
    names = ("some", "here", "there", "mask")
    wanted = words.format(**{w: f"{__file__}:{line_of(w)}" for w in names})
    with pytest.raises(BarrierError) as caught:
        divergent[2, 64](x, n, way)
    assert wanted in str(caught.value)
    divergent[1, 64](x, 64, 0)
    divergent[1, 64](x, 64, 1)
    assert x.copy_to_host()[63] == 63


def test_who_failed_is_not_waited_for() -> None:
    x = cuda.zeros(64, np.int64)
    divergent[1, 64](x, 7, 4)
    with pytest.raises(KeyError, match="7"):
        cuda.check()


@cuda.kernel
def stridden(x: Array1[f64], y: Array1[f64]) -> None:
    for i in range(cuda.grid(1), len(x), cuda.gridsize(1)):
        y[i] = x[i]


def test_the_first_round_that_fails_is_told_and_those_before_are_done() -> None:
    y = cuda.zeros(900)
    stridden[2, 32](cuda.to_device(np.arange(1, 1001.0)), y)
    with pytest.raises(IndexError) as caught:
        cuda.check()
    assert str(caught.value) == "index 960 is out of bounds for axis 0 with size 900"
    assert (caught.value.block, caught.value.thread) == ((0, 0, 0), (0, 0, 0))  # type: ignore[attr-defined]
    assert (y.copy_to_host() == np.arange(1, 901.0)).all()


# --- what the compiler refuses -------------------------------------------------------------------

SIZE = 200


def again(n: int) -> int:
    return 0 if n < 1 else again(n - 1)


def k_returns(x: Array1[f32]) -> float:
    return 1.0


def k_text_of(x: Array1[f32]) -> None:
    print(len(str(x[0])))


def k_list(x: Array1[f32]) -> None:
    found = [1, 2]
    found.append(cuda.grid(1))
    x[0] = len(found)


def k_list_argument(x: list[int]) -> None:
    x[0] = 1


def k_recursion(x: Array1[i64]) -> None:
    x[0] = again(3)


def k_shape(x: Array1[f32], n: int) -> None:
    s = cuda.shared.array(n, f32)
    x[0] = s[0]


def k_dtype(x: Array1[f32]) -> None:
    s = cuda.shared.array(3, "text")
    x[0] = s[0]


def k_array(x: Array1[f32]) -> None:
    y = x + x
    x[0] = y[0]


def k_try(x: Array1[f32]) -> None:
    try:
        x[0] = x[1]
    except IndexError as error:
        x[0] = f32(len(str(error)))


def k_shared(x: Array1[f32]) -> None:
    s = cuda.shared.array((SIZE, SIZE), f32)
    s[0, 0] = x[0]
    cuda.syncthreads()
    x[1] = s[0, 0]


def k_local(x: Array1[f32]) -> None:
    s = cuda.local.array((SIZE, SIZE, SIZE), f32)
    s[0, 0, 0] = x[0]
    x[1] = s[0, 0, int(x[2])]


def k_print(x: Array1[f32]) -> None:
    print(x[0], (1, 2))


def k_print_where(x: Array1[f32]) -> None:
    print(x[0], file=None)


def k_text(x: Array1[f32], n: int) -> None:
    x[0] = len(f"{n}")


def k_atomic_type(x: Array1[f32]) -> None:
    cuda.atomic.and_(x, 0, 1)


def k_atomic_width(x: Array1[u8]) -> None:
    cuda.atomic.add(x, 0, 1)


def k_atomic_rank(x: Array1[f32]) -> None:
    cuda.atomic.add(x, (0, 1), 1)


def k_arguments(x: Array1[f32]) -> None:
    cuda.syncthreads(1)


def k_unknown(x: Array1[f32]) -> None:
    cuda.sync_threads()


def k_grid(x: Array1[f32]) -> None:
    x[cuda.grid(4)] = 1.0


def k_shuffle(x: Array1[u8]) -> None:
    x[0] = cuda.shfl_sync(1, x[0], 0)


@cuda.kernel
def another(x: Array1[f32]) -> None:
    x[0] = 1.0


def k_launch(x: Array1[f32]) -> None:
    another[1, 1](x)


def k_kernel(x: Array1[f32]) -> None:
    another(x)


def k_host(x: Array1[f32]) -> None:
    cuda.zeros(3)


def k_wait(x: Array1[f32]) -> None:
    cuda.synchronize()


def k_random(x: Array1[f32]) -> None:
    x[0] = f32(random.random())


def k_dict(x: Array1[f32]) -> None:
    x[0] = f32({1: 2}[1])


Many = tuple[int, int, int, int, int, int, int, int]
More = tuple[Many, Many, Many, Many, Many, Many, Many, Many]


def k_too_many(x: Array1[f32], a: tuple[More, More, More, More, More, More, More, More]) -> None:
    x[0] = f32(a[0][0][0])


REFUSED: list[tuple[Callable[..., Any], str]] = [
    (k_returns, "the kernel `k_returns` returns a value"),
    (k_text_of, "a kernel allocates no memory: lists, strings and other objects need it"),
    (k_list, "a kernel allocates no memory: lists, strings and other objects need it"),
    (k_list_argument, "a kernel takes no list[int]: `x`"),
    (k_recursion, "`again` calls itself"),
    (k_random, "a kernel cannot reach Python"),
    (k_dict, "allocates no memory"),
    (k_too_many, "the kernel's arguments take 4128 bytes; 4096 are there"),
    (k_shape, "cuda.shared.array: `shape` must be a constant"),
    (k_dtype, "cuda.shared.array: `dtype` must name a type of NumPy's"),
    (k_array, "a kernel allocates no memory: this makes an array"),
    (k_try, "a kernel cannot look into an exception"),
    (k_shared, "the kernel's shared arrays take 160000 bytes; 49152 are there"),
    (k_local, "a thread's local arrays take 32000000 bytes; 262144 are there"),
    (k_print, "a kernel prints numbers and literal texts, not tuple[int, int]"),
    (k_print_where, "print in a kernel takes no `file`"),
    (k_text, "a kernel allocates no memory"),
    (k_atomic_type, "cuda.atomic.and_: the hardware has it for signed or unsigned numbers"),
    (k_atomic_width, "cuda.atomic.add: the hardware has it for signed or unsigned or float"),
    (k_atomic_rank, "cuda.atomic.add: an array of rank 1 takes 1 indices, not 2"),
    (k_arguments, "cuda.syncthreads takes nothing"),
    (k_unknown, "has no attribute 'sync_threads'"),
    (k_grid, "cuda.grid: the dimensions are 1, 2 or 3, not 4"),
    (k_launch, "a kernel is launched by the host: compiled code cannot call `another`"),
    (k_kernel, "a kernel is launched by the host: compiled code cannot call `another`"),
    (k_host, "cuda.zeros is for the host: compiled code cannot call it"),
    (k_wait, "cuda.synchronize is for the host: compiled code cannot call it"),
    (k_shuffle, "cuda.shfl_sync: only numbers of 32 or 64 bits go from thread to thread"),
]


@pytest.mark.parametrize(("function", "words"), REFUSED, ids=lambda v: getattr(v, "__name__", ""))
def test_refused(function: Any, words: str) -> None:
    with pytest.raises(CompileError) as caught:
        _ = cuda.kernel(function, cache=False).ptx
    (found,) = caught.value.diagnostics
    assert words in found.title
    first = (again if words.startswith("`again`") else function).__code__.co_firstlineno
    assert found.span.file == __file__ and first <= found.span.line <= first + 4


def test_only_kernels_have_threads() -> None:
    def plain(x: Array1[f32]) -> None:
        x[cuda.threadIdx.x] = 1.0

    with pytest.raises(CompileError, match=r"cuda.threadIdx.x can be used in kernels only"):
        script(plain)
    with pytest.raises(RuntimeError, match=r"cuda.grid can be called in kernels only"):
        cuda.grid(1)


def test_options() -> None:
    with pytest.raises(ValueError, match="'sm_1' is no architecture"):
        cuda.kernel(k_list, arch="sm_1")
    with pytest.raises(ValueError, match="max_threads"):
        cuda.kernel(k_list, max_threads=5000)
    with pytest.raises(TypeError, match="kernel takes a Python function"):
        cuda.kernel(3)


# --- what a launch refuses -----------------------------------------------------------------------


@cuda.kernel
def takes(a: f32, x: Array1[f32], n: int = 3) -> None:
    x[cuda.threadIdx.x] = a * n


X = np.zeros(4, np.float32)


@pytest.mark.parametrize(
    ("launch", "kind", "words"),
    [
        (lambda d: takes(1.0, d), TypeError, "is launched, as takes[blocks, threads](…)"),
        (lambda d: takes[1], ValueError, "takes blocks and threads"),
        (lambda d: takes[1, 1, None, 0, 0], ValueError, "not 5 values"),
        (lambda d: takes[0, 1], ValueError, "the blocks must be positive, not 0"),
        (lambda d: takes[1, (1, 2, 3, 4)], TypeError, "the threads are a number, or a tuple"),
        (lambda d: takes[1, 1.5], TypeError, "the threads are a number"),
        (lambda d: takes[1, 1, None, -1], ValueError, "the bytes of shared memory"),
        (lambda d: takes[1, 2000](1.0, d), ValueError, "threads are at most (1024, 1024, 64)"),
        (lambda d: takes[1, (64, 64)](1.0, d), ValueError, "at most 1024 threads"),
        (lambda d: takes[(1, 70000), 1](1.0, d), ValueError, "blocks are at most"),
        (lambda d: takes[1, 1, None, 10**6](1.0, d), ValueError, "bytes of shared memory on"),
        (lambda d: takes[1, 1](1.0, X), TypeError, "(hint: cuda.to_device(x))"),
        (lambda d: takes[1, 1](1.0, [1.0]), TypeError, "not list"),
        (lambda d: takes[1, 1](1.0, cuda.zeros(3)), TypeError, "not an array of float64"),
        (lambda d: takes[1, 1](1.0, cuda.zeros((3, 3), "f4")), TypeError, "2-dimensional"),
        (lambda d: takes[1, 1](1e300, d), OverflowError, "which cannot hold"),
        (lambda d: takes[1, 1]("1", d), TypeError, "must be np.float32, not str"),
        (lambda d: takes[1, 1](1.0), TypeError, "missing 1 required positional argument: 'x'"),
        (lambda d: takes[1, 1](1.0, d, m=3), TypeError, "unexpected keyword argument 'm'"),
        (lambda d: takes[1, 1, "s"](1.0, d), TypeError, "a stream is wanted"),
        (lambda d: np.asarray(d), TypeError, "copy_to_host"),
        (lambda d: d.copy_to_host(np.zeros(3, "f4")), ValueError, "`out` has shape (3,)"),
        (lambda d: d.reshape(3), ValueError, "cannot reshape"),
        (lambda d: d[9], IndexError, "out of bounds"),
        (lambda d: cuda.empty(-1), ValueError, "negative dimensions"),
        (lambda d: cuda.empty(3, "S3"), TypeError, "holds numbers"),
        (lambda d: takes.for_size(-1), ValueError, "a size is not negative"),
    ],
)
def test_launches_that_are_refused(launch: Any, kind: Any, words: str) -> None:
    d = cuda.zeros(4, np.float32)
    with pytest.raises(kind) as caught:
        launch(d)
    assert words in str(caught.value)
    takes[1, 4](2.0, d, n=5)
    takes[1, 2](a=2.0, x=d)
    assert d.copy_to_host().tolist() == [6.0, 6.0, 10.0, 10.0]


def test_elements_that_do_not_lie_at_multiples_of_their_size() -> None:
    whole = cuda.zeros(9, np.float32)

    class Odd:
        @property
        def __cuda_array_interface__(self) -> dict[str, Any]:
            return {**whole.__cuda_array_interface__, "data": (whole.address + 1, False)}

    with pytest.raises(ValueError, match="multiples of their size"):
        takes[1, 1](1.0, Odd())


@cuda.kernel(max_threads=64)
def turned(x: Array1[f32]) -> None:
    s = cuda.shared.array(64, f32)
    t = cuda.threadIdx.x
    s[t] = x[t]
    cuda.syncthreads()
    x[t] = s[63 - t]


def test_blocks_of_at_most_some_threads(tmp_path: Path) -> None:
    """Indices are known to be small, and so no larger block is launched."""
    save(tmp_path / "k.jsm", turned)
    for kernel in (turned, load(tmp_path / "k.jsm").turned):
        d = cuda.to_device(np.arange(64, dtype=np.float32))
        kernel[1, 64](d)
        assert d.copy_to_host().tolist() == list(range(64))[::-1]
        with pytest.raises(ValueError, match="a block has at most 64 threads"):
            kernel[1, 65](cuda.zeros(65, np.float32))
        with pytest.raises(ValueError, match="a block has at most 64 threads"):
            kernel[1, (33, 2)](cuda.zeros(66, np.float32))
    assert "axis 0 with size 64" not in turned.ptx and turned.ir.count("check_index") == 1
