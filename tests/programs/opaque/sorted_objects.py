"""Lists of Python's objects in order: sorted, as keys, in tuples, in heaps; bytes that it gives."""

from __future__ import annotations

import base64
import bisect
import heapq
import struct
import zlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from jitscript import script

FIRST = date(2024, 1, 1)


@dataclass
class Hit:
    when: datetime
    n: int


@dataclass(order=True)
class Event:
    day: date
    n: int


def hits(hours: list[int]) -> list[Hit]:
    return [Hit(datetime(2024, 1, 1) + timedelta(hours=h), i) for i, h in enumerate(hours)]


@script
def dates(days: list[int]) -> tuple[list[date], list[date]]:
    found = [FIRST + timedelta(days=d) for d in days]
    ordered = sorted(found)
    found.sort(reverse=True)
    return ordered, found


@script
def by_key(hours: list[int]) -> list[list[int]]:
    found = hits(hours)
    down = sorted(found, key=lambda h: h.when, reverse=True)
    pairs = sorted(found, key=lambda h: (h.when, -h.n))
    deep = sorted(hours, key=lambda h: (h % 2, (FIRST - timedelta(h), h)))
    found.sort(key=lambda h: h.when)
    return [[h.n for h in order] for order in (found, down, pairs)] + [deep]


@script
def counted(days: list[int]) -> list[tuple[date, int]]:
    counts: dict[date, int] = {}
    for d in days:
        day = FIRST + timedelta(d % 3)
        counts[day] = counts.get(day, 0) + 1
    return sorted(counts.items()) + sorted(counts.items(), key=lambda c: (-c[1], c[0]))


@script
def instances(days: list[int]) -> list[int]:
    heap: list[tuple[date, int]] = []
    for d in days:
        heapq.heappush(heap, (FIRST + timedelta(d), d))
    order = [heapq.heappop(heap)[1] for _ in days]
    events = sorted(Event(FIRST + timedelta(-d), d) for d in days)
    return order + [e.n for e in events]


@script
def decimals(numbers: list[int]) -> tuple[list[Decimal], int]:
    found = sorted(Decimal(n) / 8 for n in numbers)
    return found, bisect.bisect(found, Decimal("0.5"))


@script
def not_ordered(days: list[int]) -> str:
    try:
        found = sorted(days, key=lambda d: FIRST if d > 2 else datetime(2024, 1, 1))
    except TypeError as e:
        return str(e)
    return str(found)


@script
def packed(numbers: list[int]) -> tuple[bytes, bytes]:
    out = bytearray(b"PK")
    for n in numbers:
        out += struct.pack("<H", n)
        out.extend(struct.pack(">BB", n % 256, 1))
    joined = b"".join(struct.pack("<I", n) for n in numbers)
    return bytes(out), joined + struct.pack("<B", len(joined))


@script
def squeezed(data: bytes) -> tuple[int, bool, str]:
    small = zlib.compress(data)
    out = bytearray(base64.b64encode(data))
    out += base64.b16encode(data)
    return len(small), zlib.decompress(small) == data, out.decode()


CASES = {
    "dates": [([3, 1, 2],), ([],), ([1],)],
    "by_key": [([3, 1, 2, 1],), ([],)],
    "counted": [([3, 1, 2, 5],)],
    "instances": [([3, 1, 2],)],
    "decimals": [([7, 1, 4, 2],)],
    "not_ordered": [([3, 1],), ([4, 3],), ([],)],
    "packed": [([1, 300],), ([],), ([-1],)],
    "squeezed": [(b"abc" * 50,), (b"",)],
}
