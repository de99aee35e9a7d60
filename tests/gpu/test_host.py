"""What the host does meanwhile, each in a process of its own: Ctrl-C, fork, sub-interpreters, and
bad input, after which the process and the device still work."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from jitscript import cuda
from jitscript.runtime.gpu.driver import Driver

sys.path.insert(0, str(Path(__file__).parent))

from fake_driver import FakeCuda

HERE = Path(__file__).parent
START = f"""
import gc, os, signal, sys, threading, time
sys.path.insert(0, {str(HERE)!r})
import numpy as np
from jitscript import cuda
from jitscript.runtime.gpu import machine
from jitscript.runtime.gpu.driver import Driver
from compiled_driver import CompiledCuda
from fake_driver import FakeCuda
from kernels import saxpy
from launched import only_reads
def use(fake, kernels=(saxpy, only_reads)):
    fake = fake(kernels)
    machine._current[:] = [Driver(fake.find)]
    return fake
"""


def run(text: str, **more: str) -> str:
    env = {**os.environ, **more}
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "program.py")  # kernels need their text
        file.write_text(START + text)
        command = [sys.executable, str(file)]
        done = subprocess.run(
            command, capture_output=True, text=True, env=env, timeout=300, check=False
        )
    assert done.returncode == 0, done.stderr
    assert not done.stderr
    return done.stdout


CTRL_C = """
fake = use(CompiledCuda)
x, stream, event = cuda.zeros(4, np.int32), cuda.stream(), cuda.event()
pinned = cuda.pinned_array(4, np.int32)
event.record(stream)
waits = [cuda.synchronize, stream.synchronize, event.synchronize, x.copy_to_host,
    lambda: x.copy_from_host(np.zeros(4, np.int32)), cuda.devices[0].synchronize]
fake.value("busy").value = 600  # nothing is ever done
main = threading.main_thread().ident
for wait in waits:
    timer = threading.Timer(0.05, signal.pthread_kill, (main, signal.SIGINT))
    timer.start()
    try:
        wait()
        print("came back")
    except KeyboardInterrupt:
        pass
    timer.join()
y = cuda.zeros(4)
blocks = len(fake.grid._blocks)
del y  # freeing would wait for what never ends
gc.collect()
assert len(fake.grid._blocks) == blocks
fake.value("busy").value = 0
cuda.synchronize()
assert len(fake.grid._blocks) == blocks - 1
print(x.copy_to_host().tolist())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent in another way there")
def test_ctrl_c_ends_every_wait() -> None:
    assert run(CTRL_C) == "[0, 0, 0, 0]\n"


CTRL_C_GRID = """
from jitscript import Array1, i64
main = threading.main_thread().ident

@cuda.kernel
def endless(x: Array1[i64]) -> None:
    i = cuda.grid(1)
    while x[i] == 0:
        x[i] = 0

@cuda.kernel
def together(x: Array1[i64]) -> None:
    i = cuda.grid(1)
    while x[i] == 0:
        cuda.syncthreads()

@cuda.kernel
def long(x: Array1[i64], n: int) -> None:
    s = 0
    for k in range(n):
        s = s ^ (k * k % 1000003)
    x[cuda.grid(1)] = s

x = cuda.zeros(64, np.int64)
for kernel, n in ((endless, ()), (together, ()), (long, (10**12,))):
    with_one = cuda.ones(64, np.int64)
    kernel[2, 32](with_one, *[1] * len(n))  # compiled before the clock runs
    def press():
        time.sleep(0.2)
        signal.pthread_kill(main, signal.SIGINT)
    thread = threading.Thread(target=press)
    thread.start()
    try:
        kernel[2, 32](x, *n)
        print("came back")
    except KeyboardInterrupt:
        pass
    thread.join()
cuda.synchronize()
long[2, 32](x, 3)
print(x.copy_to_host().tolist() == [0 ^ 1 ^ 4] * 64)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent in another way there")
def test_ctrl_c_ends_loops_on_the_grid() -> None:
    assert run(CTRL_C_GRID, JITSCRIPT_CUDA="cpu", PYTHONUNBUFFERED="1") == "True\n"


FORK = """
use(FakeCuda)
x, y = cuda.zeros(4, np.float32), cuda.zeros(4, np.float32)
stream, event, pinned = cuda.stream(), cuda.event(), cuda.pinned_array(3)
launch = saxpy[1, 4]
launch(1.0, x, y)
launch(1.0, x, y)
child = os.fork()
if not child:
    tries = [cuda.synchronize, x.copy_to_host, lambda: cuda.zeros(3), lambda: launch(1.0, x, y),
        stream.synchronize, event.record, event.synchronize, cuda.stream,
        lambda: cuda.to_device([1.0]), lambda: x[1:].copy(), x.free]
    for one in tries:
        try:
            one()
            print("worked")
        except cuda.CudaUnavailable as error:
            assert "forked" in str(error)
        except BaseException as error:
            print(type(error), error)
    del x, y, stream, event, pinned, launch
    gc.collect()
    sys.stdout.flush()
    os._exit(0)
assert os.waitpid(child, 0)[1] == 0
launch(1.0, x, y)
cuda.synchronize()
print("parent", y.copy_to_host().tolist())
"""

FORK_BEFORE = """
child = os.fork()
use(FakeCuda)
x, y = cuda.ones(4, np.float32), cuda.zeros(4, np.float32)
saxpy[1, 4](1.0, x, y)
assert y.copy_to_host().tolist() == [1.0] * 4
if not child:
    os._exit(0)
assert os.waitpid(child, 0)[1] == 0
print("both")
"""

FORK_GRID = """
x, y = cuda.ones(4, np.float32), cuda.zeros(4, np.float32)
saxpy[1, 4](1.0, x, y)
child = os.fork()
saxpy[1, 4](1.0, x, y)
assert y.copy_to_host().tolist() == [2.0] * 4
if not child:
    os._exit(0)
assert os.waitpid(child, 0)[1] == 0
print("both")
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
def test_fork() -> None:
    assert run(FORK) == "parent [0.0, 0.0, 0.0, 0.0]\n"
    assert run(FORK_BEFORE) == "both\n"
    assert run(FORK_GRID, JITSCRIPT_CUDA="cpu") == "both\n"


SUB_INTERPRETER = """
try:
    import _interpreters as sub
except ImportError:
    try:
        import _xxsubinterpreters as sub
    except ImportError:
        import _testcapi
        sub = None
text = '''
import sys
sys.path[:] = %r
from jitscript import cuda
try:
    cuda.zeros(3)
    print("worked")
except ImportError as error:
    print("interpreter" in str(error) or error)
''' % sys.path
try:
    if sub is None:
        _testcapi.run_in_subinterp(text)
    else:
        failed = sub.run_string(sub.create(), text)
        if failed is not None:  # from 3.13 on it is told so
            print("interpreter" in failed.formatted or failed.formatted)
except Exception as error:
    print("interpreter" in str(error) or error)
"""


def test_sub_interpreters_are_refused() -> None:
    assert run(SUB_INTERPRETER, JITSCRIPT_CUDA="cpu") == "True\n"


BAD = """
fake = use(FakeCuda)
x, y = cuda.to_device(np.arange(4, dtype="f4")), cuda.zeros(4, np.float32)
host = np.zeros(4, np.float32)
freed = cuda.zeros(4, np.float32)
freed.free()
fake.streams[901] = 1
def made(code):
    exec(code, {"cuda": cuda})
tries = [
    (TypeError, lambda: saxpy[1, 4](1.0, host, y)),
    (TypeError, lambda: saxpy[1, 4](1.0, x, cuda.zeros(4))),
    (TypeError, lambda: saxpy[1, 4](1.0, x, cuda.zeros((2, 2), np.float32))),
    (TypeError, lambda: saxpy[1, 4]("a", x, y)),
    (TypeError, lambda: saxpy[1, 4](1.0, x)),
    (TypeError, lambda: saxpy[1, 4](1.0, x, [1.0])),
    (TypeError, lambda: saxpy(1.0, x, y)),
    (ValueError, lambda: saxpy[1, 4](1.0, freed, y)),
    (ValueError, lambda: saxpy[1, 2048](1.0, x, y)),
    (ValueError, lambda: saxpy[1, (1, 1, 65)](1.0, x, y)),
    (ValueError, lambda: saxpy[(1, 65536), 4](1.0, x, y)),
    (ValueError, lambda: saxpy[2**31, 4](1.0, x, y)),
    (ValueError, lambda: saxpy[2**70, 4](1.0, x, y)),
    (ValueError, lambda: saxpy[0, 4](1.0, x, y)),
    (ValueError, lambda: saxpy[1, 4, None, 10**6](1.0, x, y)),
    (ValueError, lambda: saxpy[1, 4, None, 2**70](1.0, x, y)),
    (ValueError, lambda: saxpy[1, 4, None, -1]),
    (ValueError, lambda: saxpy[1, 4, None, 0, 0]),
    (ValueError, lambda: saxpy[1]),
    (TypeError, lambda: saxpy[1.5, 4]),
    (TypeError, lambda: saxpy[1, "4"]),
    (TypeError, lambda: saxpy[1, 4, object()]),
    (ValueError, lambda: saxpy[1, 4, 901](1.0, x, y)),
    (ValueError, lambda: saxpy.for_size(-1)),
    (ValueError, lambda: cuda.kernel(arch="sm_1")),
    (ValueError, lambda: cuda.kernel(max_threads=5000)),
    (TypeError, lambda: cuda.kernel(3)),
    (TypeError, lambda: cuda.zeros(3, object)),
    (ValueError, lambda: cuda.zeros(-3)),
    (TypeError, lambda: cuda.zeros(1.5)),
    (MemoryError, lambda: cuda.zeros(1 << 50)),
    (ValueError, lambda: x.copy_to_host(np.zeros(5, np.float32))),
    (ValueError, lambda: x.copy_to_host(np.zeros(4))),
    (TypeError, lambda: x.copy_to_host([0.0] * 4)),
    (ValueError, lambda: x.copy_from_host(np.zeros(5, np.float32))),
    (ValueError, lambda: x[::2].copy_from_host(np.zeros(2, np.float32))),
    (ValueError, lambda: x.reshape(3)),
    (IndexError, lambda: x[4]),
    (TypeError, lambda: x[[0, 1]]),
    (TypeError, lambda: x[1.5]),
    (TypeError, lambda: np.asarray(x)),
    (TypeError, lambda: len(x[0])),
    (IndexError, lambda: cuda.devices[1]),
]
for i, (kind, one) in enumerate(tries):
    try:
        one()
        print(i, "worked")
    except kind as error:
        assert str(error) and not isinstance(error, cuda.CudaError), (i, error)
    except BaseException as error:
        print(i, type(error).__name__, error)
saxpy[1, 4](2.0, x, y)
print(y.copy_to_host().tolist())
"""


def test_bad_input_is_refused_and_nothing_breaks() -> None:
    assert run(BAD) == "[0.0, 2.0, 4.0, 6.0]\n"


def test_a_driver_that_is_too_old() -> None:
    class Old(FakeCuda):
        def find(self, name: str) -> int:
            if name == "cuStreamGetCtx":
                raise AttributeError(name)
            return super().find(name)

    with pytest.raises(cuda.CudaUnavailable, match="too old: it has no cuStreamGetCtx"):
        Driver(Old().find)


OLD = """
fake = use(FakeCuda, ())
machine._current[0].library.version = 11000  # the device is sm_90, whose PTX is of CUDA 11.8
try:
    saxpy[1, 1](1.0, cuda.zeros(1, np.float32), cuda.zeros(1, np.float32))
except cuda.CudaUnavailable as error:
    print(error)
print(os.environ.get("JITSCRIPT_CUDA"))
"""


def test_a_driver_too_old_for_this_ptx_says_which_is_wanted() -> None:
    shown = run(OLD)
    assert "the driver (CUDA 11.0) cannot load this kernel's PTX, for sm_90" in shown
    assert "too old: this PTX is read by those of CUDA 11.8 and later" in shown
