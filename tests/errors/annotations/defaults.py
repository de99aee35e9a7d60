import numpy as np

from jitscript import Array1, f32, f64, script, u8


@script
def settings(
    count: int = "three",
    limit: int = None,
    scale: float = 1 + 2j,
    size: float = 2**53 + 1,
    big: int = 2**64,
    byte: u8 = 300,
    single: f32 = 0.1,
    start: int = np.float32(3),
    pair: tuple[int, str] = (1, 2),
    words: list[str] = ["a", 1],
    values: Array1[f64] = np.zeros(3, np.float32),
    *,
    name: str | None = 3,
) -> int:
    return count
