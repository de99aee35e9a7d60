"""FNV-1a, Adler-32, CRC-32 and Luhn's digit."""

import numpy as np
from jitscript import Array1, script, u8, u32, u64


@script
def fnv1a(data: Array1[u8]) -> u64:
    h = np.uint64(14695981039346656037)
    for byte in data:
        h = (h ^ byte) * np.uint64(1099511628211)
    return h


@script
def adler32(data: Array1[u8]) -> int:
    a, b = 1, 0
    for byte in data:
        a = (a + int(byte)) % 65521
        b = (b + a) % 65521
    return b << 16 | a


@script
def crc32(data: Array1[u8]) -> u32:
    crc = np.uint32(0xFFFFFFFF)
    for byte in data:
        crc ^= np.uint32(byte)
        for _ in range(8):
            mask = np.uint32(0xEDB88320) if crc & np.uint32(1) else np.uint32(0)
            crc = (crc >> np.uint32(1)) ^ mask
    return ~crc


@script
def luhn(number: int) -> bool:
    total = 0
    odd = True
    while number > 0:
        number, digit = divmod(number, 10)
        if not odd:
            digit *= 2
            if digit > 9:
                digit -= 9
        total += digit
        odd = not odd
    return total % 10 == 0


DATA = [
    lambda: (np.frombuffer(b"The quick brown fox", np.uint8),),
    lambda: (np.zeros(0, np.uint8),),
]
CASES = {
    "fnv1a": DATA,
    "adler32": DATA,
    "crc32": DATA,
    "luhn": [(79927398713,), (79927398710,), (0,)],
}
