"""Several devices: which one a thread works on.

    with cuda.devices[1]:          # new arrays and streams are of device 1
        y = cuda.zeros(n)
    cuda.select_device(1)          # from now on, in this thread

A kernel runs where its arrays are; one without arrays on its stream's device, or the current one.
"""

from __future__ import annotations

from . import machine

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any


class Device:
    """One device. As a context it is the current one."""

    def __init__(self, number: int):
        self.id = number
        self._before: list[int] = []

    @property
    def machine(self) -> machine.Machine:
        return machine.opened(self.id)

    @property
    def name(self) -> str:
        return self.machine.name

    @property
    def compute_capability(self) -> tuple[int, int]:
        """(9, 0) for sm_90; (0, 0) for the CPU grid."""
        digits = self.machine.arch.removeprefix("sm_")
        return (int(digits[:-1]), int(digits[-1])) if digits.isdigit() else (0, 0)

    def synchronize(self) -> None:
        """Wait for all that the device was given; raise the first error of its kernels."""
        self.machine.settle()

    def __enter__(self) -> Device:
        self._before.append(machine.choose(self.id))
        return self

    def __exit__(self, *error: object) -> None:
        machine.choose(self._before.pop())

    def __index__(self) -> int:
        return self.id

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Device) and other.id == self.id

    def __hash__(self) -> int:
        return hash(self.id)

    def __repr__(self) -> str:
        return f"<cuda device {self.id}: {self.name}>"


class Devices:
    """All devices, by number. Raises CudaUnavailable where there is no driver."""

    def __len__(self) -> int:
        return machine.opened(0).count()

    def __getitem__(self, number: Any) -> Device:
        found = _number(number)
        count = len(self)
        if not 0 <= found < count:
            raise IndexError(f"there is no device {found}: there are {count}, from 0 on")
        return Device(found)

    def __iter__(self) -> Iterator[Device]:
        return map(Device, range(len(self)))

    @property
    def current(self) -> Device:
        return current_device()

    def __repr__(self) -> str:
        return f"<cuda devices: {', '.join(device.name for device in self)}>"


devices = Devices()


def _number(device: Any) -> int:
    """The number of a device, also of other libraries'. Raises TypeError."""
    if hasattr(type(device), "__index__") and not isinstance(device, bool):
        return int(device.__index__())
    for name in ("device_id", "id", "index"):  # cuda.core, CuPy and numba, torch
        found = getattr(device, name, None)
        if isinstance(found, int) and not isinstance(found, bool):
            return found
    raise TypeError(f"a device is a number, not an object of type {type(device).__name__}")


def select_device(device: Any) -> Device:
    """Have this thread work on a device from now on."""
    found = devices[device]
    machine.choose(found.id)
    return found


def current_device() -> Device:
    """The device that this thread works on."""
    return Device(machine.current().number)


def list_devices() -> list[Device]:
    """All devices."""
    return list(devices)
