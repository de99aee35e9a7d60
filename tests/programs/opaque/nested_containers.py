"""Containers of containers, given to Python's functions and taken from them."""

import copy
import csv
import io
import json
import pprint

from jitscript import script


@script
def dumped(xs: list[int], name: str) -> list[str]:
    rows = [xs, [len(xs)], xs]
    return [
        json.dumps({"xs": xs, "name": name}),
        json.dumps({"n": len(xs), "pair": [len(xs), None], "in": {"deep": [1.5]}}, indent=1),
        json.dumps(rows),
        json.dumps([{"a": x} for x in xs], sort_keys=True),
        pprint.pformat({name: rows}),
    ]


@script
def given(d: dict[str, list[int]], rows: list[dict[str, int]]) -> str:
    return json.dumps(d) + json.dumps(rows)


@script
def loaded(text: str) -> dict[str, list[int]]:
    found: dict[str, list[int]] = json.loads(text)
    for numbers in found.values():
        numbers.append(len(numbers))
    found["all"] = [n for numbers in found.values() for n in numbers]
    return found


@script
def returned(text: str) -> list[dict[str, int | None]]:
    return json.loads(text)


@script
def table(text: str) -> tuple[list[list[str]], list[dict[str, str]], list[str]]:
    lines = tuple(text.splitlines())
    rows: list[list[str]] = list(csv.reader(lines))
    named: list[dict[str, str]] = list(csv.DictReader(io.StringIO(text)))
    reader = csv.reader(lines)
    head: list[str] = next(reader)
    rows.append(head)
    return rows, named, [row[0] for row in reader]


@script
def written(rows: list[list[int]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["a", "b"])
    writer.writerows(rows)
    writer.writerows([[len(rows), 1], [2]])
    return out.getvalue()


@script
def copied(rows: list[list[int]]) -> tuple[int, list[list[int]]]:
    other = copy.deepcopy(rows)
    other[0].append(9)
    return len(pprint.pformat(rows)), other


CASES = {
    "dumped": [([1, 2], "n"), ([], "")],
    "given": [({"a": [1], "b": []}, [{"x": 1}, {}])],
    "loaded": [('{"a": [1, 2], "b": []}',), ("{}",), ("[",)],
    "returned": [('[{"a": 1}, {"b": null}]',), ("[]",)],
    "table": [("a,b\n1,2\n'x,y'\n",), ("a\n",), ("",)],
    "written": [([[1, 2], [], [3]],), ([],)],
    "copied": [([[1], [2, 3]],)],
}
