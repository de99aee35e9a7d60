"""A planted fault: a small change of the sources, and the tests most likely to see it."""

from __future__ import annotations

import dataclasses
from pathlib import Path


class DoesNotApply(Exception):
    """The text that a fault changes is not there, or not once."""


@dataclasses.dataclass(frozen=True)
class Plant:
    """`old` becomes `new` in `file`, a path below jitscript/ (or wherever it has moved to, as long
    as it is there once). `tests` are arguments of pytest;
    `programs:loops` stands for the programs of that folder."""

    name: str
    file: str
    old: str
    new: str
    tests: str

    def arguments(self) -> tuple[list[str], dict[str, str]]:
        """The arguments of pytest, and what its environment says."""
        words = self.tests.split()
        folders = [w.partition(":")[2] for w in words if w.startswith("programs:")]
        rest = [w for w in words if not w.startswith("programs:")]
        if not folders:
            return rest, {}
        return [*rest, "tests/programs"], {"TEST_PROGRAMS": " ".join(folders)}

    def place(self, root: Path) -> Path:
        """The file that holds the text."""
        package = root / "jitscript"
        file = package / self.file
        if file.exists() and file.read_text().count(self.old) == 1:
            return file
        holding = [f for f in package.rglob("*.py") if self.old in f.read_text()]
        if len(holding) != 1 or holding[0].read_text().count(self.old) != 1:
            raise DoesNotApply(f"{self.name}: found in {[f.name for f in holding]}")
        return holding[0]
