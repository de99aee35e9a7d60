import jitscript as js
from jitscript import script


@script
def f(*rows: js.List[int], **names: js.Set[str] | None) -> int:
    return len(rows) + len(names)
