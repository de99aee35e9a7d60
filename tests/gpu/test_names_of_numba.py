"""What numba.cuda's users call on the host, under its names: what is there, and what is refused."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from jitscript import Array1, cuda, f64


@cuda.jit
def increment(x):  # type: ignore[no-untyped-def]
    i = cuda.grid(1)
    if i < x.size:
        x[i] += 1


@cuda.kernel
def doubled(x: Array1[f64]) -> None:
    i = cuda.grid(1)
    if i < len(x):
        x[i] *= 2


@pytest.mark.parametrize("kernel", [increment, doubled])
def test_forall(kernel: Any) -> None:
    d = cuda.to_device(np.full(100, 3.0))
    kernel.forall(100)(d)
    kernel.forall(100, tpb=32, stream=cuda.stream(), sharedmem=0)(d)
    kernel.forall(0, 64)(d[:0])
    assert d.copy_to_host().tolist() == [{"increment": 5.0, "doubled": 12.0}[kernel.__name__]] * 100
    assert kernel.py_func is kernel.python
    for tpb in (0, 32):
        with pytest.raises(ValueError, match="not negative"):
            kernel.forall(-1, tpb)(d)


def test_copies() -> None:
    x = np.arange(12.0).reshape(3, 4)
    d, stream = cuda.device_array_like(x), cuda.stream()
    assert cuda.to_device(x, to=d) is d
    assert (d.copy_to_host() == x).all()
    e = cuda.to_device(x, stream, copy=False)
    assert (e.shape, e.dtype) == (x.shape, x.dtype)
    e.copy_to_device(d.T.T, stream=stream)
    stream.synchronize()
    assert (e.copy_to_host() == x).all()
    e[1].copy_to_device(np.zeros(4))
    x[1] = 0
    assert (e.copy_to_host() == x).all()
    turned = cuda.to_device(np.arange(12.0).reshape(4, 3))
    e.copy_to_device(turned.T)
    assert (e.copy_to_host() == np.arange(12.0).reshape(4, 3).T).all()
    for wrong in (d[:2], cuda.zeros((3, 4), np.float32), np.zeros(3)):
        with pytest.raises(ValueError, match="the values have shape"):
            e.copy_to_device(wrong)
    with pytest.raises(ValueError, match="only a contiguous device array"):
        e.T.copy_to_device(turned)


def test_copies_to_what_is_read_only() -> None:
    d = cuda.zeros(3)

    class Lent:
        def __init__(self) -> None:
            self.__cuda_array_interface__ = {
                **d.__cuda_array_interface__,
                "data": (d.address, True),
            }

    lent = cuda.as_cuda_array(Lent())
    for values in (np.ones(3), cuda.ones(3)):
        with pytest.raises(ValueError, match="read-only"):
            lent.copy_to_device(values)


def test_new_arrays() -> None:
    d = cuda.device_array((3, 4), np.float32, strides=None, order="F", stream=0)
    assert d.is_f_contiguous() and not d.is_c_contiguous()
    assert (d.shape, d.strides) == ((3, 4), (4, 12))
    d = cuda.device_array(shape=5)
    assert d.is_f_contiguous() and d.is_c_contiguous() and d.dtype == np.float64
    for given in ({"strides": (8,)}, {"order": "A"}):
        with pytest.raises(ValueError, match="order 'C' or 'F'"):
            cuda.device_array(5, **given)
    p = cuda.pinned_array_like(np.zeros((2, 3), np.int16))
    assert (p.shape, p.dtype) == ((2, 3), np.int16)
    with pytest.raises(TypeError, match="makes a new array, of a shape"):
        cuda.pinned(np.zeros(3))
    assert cuda.is_cuda_array(d) and not cuda.is_cuda_array(np.zeros(3))


def test_views() -> None:
    x = np.arange(24, dtype=np.int32).reshape(2, 3, 4)
    d = cuda.to_device(x)
    for ours, theirs in (
        (d.transpose(), x.transpose()),
        (d.transpose((1, 0, 2)), x.transpose((1, 0, 2))),
        (d.ravel(), x.ravel()),
        (d.view(np.float32), x.view(np.float32)),
        (d.view(np.int64), x.view(np.int64)),
        (d[0].T.view(np.uint32), x[0].T.view(np.uint32)),
        (d.view("i2")[1], x.view("i2")[1]),
    ):
        assert (ours.shape, ours.dtype) == (theirs.shape, theirs.dtype)
        assert ours.copy_to_host().tobytes() == theirs.tobytes()
    with pytest.raises(ValueError, match="contiguous"):
        d.T.ravel()
    with pytest.raises(ValueError, match="last axis must be contiguous"):
        d.T.view(np.int64)
    with pytest.raises(TypeError, match="holds numbers"):
        d.view("S4")
    with pytest.raises(TypeError, match="not filled element by element"):
        d[0] = 3


def test_streams_and_events() -> None:
    start, end, stream = cuda.event(), cuda.event(timing=True), cuda.stream()
    d = cuda.zeros(4)
    start.record(stream)
    with stream.auto_synchronize() as own:
        assert own is stream
        doubled[1, 4, stream](d)
    end.record(stream)
    end.wait(cuda.stream())
    end.wait()
    end.synchronize()
    assert start.query() and end.query()
    assert cuda.event_elapsed_time(start, end) >= 0
    for default in (
        cuda.default_stream(),
        cuda.legacy_default_stream(),
        cuda.per_thread_default_stream(),
        cuda.external_stream(0),
    ):
        doubled[1, 4, default](d)
        default.synchronize()
    with cuda.defer_cleanup():
        del d
    assert cuda.CudaSupportError is cuda.CudaUnavailable


def test_what_is_not_there() -> None:
    for name, why in (
        ("managed_array", "see cuda.to_device"),
        ("mapped", "kernels read no memory of the host"),
        ("reduce", "a kernel of a few lines"),
        ("cg", "blocks do not wait for each other"),
    ):
        with pytest.raises(AttributeError, match=f"no attribute '{name}' \\(.*{why}"):
            getattr(cuda, name)
