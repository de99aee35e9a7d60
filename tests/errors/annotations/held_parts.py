import jitscript as js
from jitscript import script


@script
def f(rows: list[js.List[int]], table: js.Dict, names: js.Set[str] | int) -> int:
    return len(rows) + len(table)
