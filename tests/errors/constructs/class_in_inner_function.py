from dataclasses import dataclass

from jitscript import script


def maker():
    @script
    def total(n: int) -> int:
        def make(k: int) -> int:
            @dataclass
            class Pair:
                """Two numbers."""

                x: int
                y: int = 2

                def sum(self) -> int:
                    return self.x + self.y

            return Pair(k).sum()

        return make(n)

    return total


maker()
