"""What NVIDIA's tools tell of a kernel, where they are, and what is said where they are not."""

from __future__ import annotations

import pytest

from jitscript import Array1, cuda, f32
from jitscript.backend.cuda import tools
from jitscript.runtime.gpu.errors import CudaError


@cuda.kernel
def turned(x: Array1[f32]) -> None:
    s = cuda.shared.array(64, f32)
    t = cuda.threadIdx.x
    s[t] = x[t]
    cuda.syncthreads()
    x[t] = s[63 - t]


def test_resources(ptxas: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tools, "find", lambda name: ptxas)
    found = turned.resources
    assert 8 <= found.registers <= 64
    assert found._replace(registers=0) == (0, 256, 0, 0, 0, "")


def test_sass() -> None:
    if tools.find("ptxas") is None or tools.find("nvdisasm") is None:
        pytest.skip("no ptxas or no nvdisasm is here")
    assert "STS" in turned.sass


def test_without_the_tools(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tools, "find", lambda name: None)
    tools.assemble.cache_clear()
    with pytest.raises(CudaError, match=r"takes NVIDIA's ptxas, .* pip install nvidia-cuda-nvcc"):
        _ = turned.resources
    with pytest.raises(CudaError, match="takes NVIDIA's ptxas"):
        _ = turned.sass


def test_what_ptxas_refuses(ptxas: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tools, "find", lambda name: ptxas)
    with pytest.raises(CudaError, match="ptxas refuses: "):
        tools.assemble(b"no ptx", "sm_80")
