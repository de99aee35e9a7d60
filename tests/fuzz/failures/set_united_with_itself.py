"""Program 28096 of the swarm."""
import math
import numpy as np
from jitscript import Array1, Array2, Array3, Array4, b1, f32, f64, i8, i16, i32, i64, script
from jitscript import u8, u16, u32, u64
inf, nan = (math.inf, math.nan)

@script
def f(a: Array1[u64], b: set[tuple[int, str]]):
    b = b | b
    return (a, b)
CASES = {'f': [lambda: (np.broadcast_to(np.arange(1, dtype=np.uint64), (5,)), set([(4, ' x '), (-1, ''), (1, ' x '), (1099511627776, '\x00b'), (11, '')]))]}
