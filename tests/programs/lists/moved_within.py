"""Elements that move within their list: what they hold is counted as often as it is there."""

from typing import Any

from jitscript import script


class Box:
    def __init__(self, text: str) -> None:
        self.text = text


@script
def shifted(n: int, seed: int) -> list[str]:
    """Elements go and come at every place."""
    boxes = [Box(f"box number {i}") for i in range(n)]
    names = [f"name number {i}" for i in range(n)]
    pairs = [(f"pair number {i}", i, [i]) for i in range(n)]
    found: list[str] = []
    at = seed
    for step in range(4 * n):
        at = (at * 1103515245 + 12345) % 2147483648
        i = at // 65536 % len(boxes)
        box = boxes.pop(i)
        name = names.pop(-1 - i)
        pair = pairs.pop(0 if step % 2 else i)
        found.append(f"{box.text} {name} {pair}")
        boxes.insert(i // 2, Box(f"box of step {step}"))
        names.insert(i, f"name of step {step}")
        pairs.insert(len(pairs) - i // 3, (f"pair of step {step}", step, [step]))
        if step % 5 == 0:
            boxes.insert(0, boxes[-1])
            names.insert(1, names[0])
            del boxes[len(boxes) // 2]
            del names[2]
    found.extend([box.text for box in boxes])
    return found + names + [str(pair) for pair in pairs]


@script
def parts(n: int) -> list[str]:
    """Slices become longer and shorter, by less and by more than what lies behind them."""
    names = [f"name number {i}" for i in range(n)]
    for low in range(0, n, 3):
        for old in (0, 1, 2, 5):
            for new in (0, 1, 3, 4):
                names[low : low + old] = [f"new {low} {old} {k}" for k in range(new)]
                if len(names) > 2 * n:
                    del names[low : low + n]
    del names[1:4]
    del names[::2]
    return names


@script
def emptied(n: int) -> list[str]:
    boxes = [Box(f"box number {i}") for i in range(n)]
    found: list[str] = []
    while boxes:
        found.append(boxes.pop(0).text)
        if boxes and len(boxes) % 3 == 0:
            found.append(boxes.pop(len(boxes) // 2).text)
    return found


CASES: dict[str, Any] = {
    "shifted": [(1, 1), (2, 7), (9, 3), (60, 11)],
    "parts": [(0,), (1,), (10,), (40,)],
    "emptied": [(0,), (1,), (2,), (31,)],
}
