"""Events in a heap: ordered dataclasses, an enumeration, a counter."""

import heapq
import itertools
from dataclasses import dataclass, field
from enum import Enum, auto

from jitscript import script


class Kind(Enum):
    ARRIVE = auto()
    START = auto()
    LEAVE = auto()


@dataclass(order=True)
class Event:
    time: float
    order: int
    kind: Kind = field(compare=False)
    customer: int = field(compare=False, default=0)


class Random:
    def __init__(self, seed=1):
        self.state = seed

    def next(self):
        self.state = (self.state * 1103515245 + 12345) % 2147483648
        return self.state / 2147483648


class Simulation:
    def __init__(self, servers: int, seed: int):
        self.queue: list[Event] = []
        self.counter = itertools.count()
        self.now = 0.0
        self.free = servers
        self.waiting: list[int] = []
        self.arrived: dict[int, float] = {}
        self.waits: list[float] = []
        self.random = Random(seed)
        self.log = []

    def schedule(self, delay: float, kind: Kind, customer: int = 0) -> None:
        heapq.heappush(self.queue, Event(self.now + delay, next(self.counter), kind, customer))

    def run(self, customers: int) -> None:
        t = 0.0
        for i in range(customers):
            t += self.random.next() * 2
            self.schedule(t, Kind.ARRIVE, i)
        while self.queue:
            event = heapq.heappop(self.queue)
            self.now = event.time
            if event.kind is Kind.ARRIVE:
                self.arrived[event.customer] = self.now
                if self.free > 0:
                    self.free -= 1
                    self.schedule(0.0, Kind.START, event.customer)
                else:
                    self.waiting.append(event.customer)
            elif event.kind is Kind.START:
                self.waits.append(self.now - self.arrived.pop(event.customer))
                self.schedule(1 + self.random.next(), Kind.LEAVE, event.customer)
            else:
                if self.waiting:
                    self.schedule(0.0, Kind.START, self.waiting.pop(0))
                else:
                    self.free += 1
            self.log.append((round(self.now, 3), event.kind.name, event.customer))

    @property
    def average(self) -> float | None:
        if not self.waits:
            return None
        return sum(self.waits) / len(self.waits)


@script
def main(servers: int, n: int) -> tuple[str, list[tuple[float, str, int]]]:
    sim = Simulation(servers, 42)
    sim.run(n)
    avg = sim.average
    text = "nobody" if avg is None else f"{avg:.4f} max {max(sim.waits):.3f}"
    return text, sim.log[-5:]


CASES = {"main": [(1, 10), (2, 40), (1, 0)]}
