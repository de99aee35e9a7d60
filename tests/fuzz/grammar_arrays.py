"""Ways to make NumPy's numbers and arrays. See `grammar.py`."""

from __future__ import annotations

from grammar_scalars import Row
from kinds import ARRAYS, INTEGERS

EXPRESSIONS: dict[str, list[Row]] = {
    "f64": [
        *(("numpy_float", f"({{f64}} {op} {{f64}})") for op in "+-*/"),
        ("numpy_float", "({f64!} // {f64})"),
        ("numpy_mixed", "({f64} * {float})"),
        ("numpy_mixed", "({f64} + {int!})"),
        ("numpy_mixed", "({i64} * {f64})"),
        ("numpy_mixed", "({f32} + {f64})"),
        ("numpy_of", "np.float64({float})"),
        ("array_item", "{matrix?}[{int}, {int}]"),
        ("array_item", "{cube?}[{int!}, {int!}, {int!}]"),
        ("array_item", "{vectors?}[{int!}][{int!}]"),
        ("array_item", "{holder?}[0][{int}]"),
        ("array_sum", "sum({floats?}, np.float64(0))"),
        ("array_sum", "max({floats?}[{:}])"),
    ],
    "f32": [
        *(("numpy_single", f"({{f32}} {op} {{f32}})") for op in "+-*/"),
        ("numpy_of", "np.float32({float})"),
        ("numpy_mixed", "({f32} * {float!})"),
        ("array_item", "{block?}[{int!}, {int!}, 0, -1]"),
    ],
}
for _kind in INTEGERS:
    EXPRESSIONS[_kind] = [
        *((f"numpy_{_kind}", f"({{{_kind}}} {op} {{{_kind}}})") for op in ("+", "-", "*")),
        *((f"numpy_{_kind}", f"({{{_kind}}} {op} {{{_kind}!}})") for op in ("//", "%", "&", "^")),
        (f"numpy_shift_{_kind}", f"({{{_kind}}} << {{{_kind}!}})"),
        (f"numpy_shift_{_kind}", f"({{{_kind}}} >> {{{_kind}!}})"),
        (f"numpy_sign_{_kind}", f"(-{{{_kind}}})"),
    ]
EXPRESSIONS["i64"] += [
    ("numpy_mixed", "({i64} + {int!})"),
    ("numpy_mixed", "({i64} - {i8})"),
    ("numpy_of", "np.int64({int})"),
    ("array_item", "{grid?}[{int}, {int}]"),
    ("array_sum", "sum({ints?}, np.int64(0))"),
]
EXPRESSIONS["i16"].append(("numpy_mixed", "({i8} + {u8})"))
EXPRESSIONS["u64"].append(("numpy_mixed", "({u64} + {u8})"))
for _kind, (_dtype, _rank) in ARRAYS.items():
    if _rank == 1 and _dtype != "b1":
        EXPRESSIONS[_dtype].append(("array_item", f"{{{_kind}?}}[{{int}}]"))
        EXPRESSIONS[_dtype].append(("array_item", f"{{{_kind}?}}[{{int!}}]"))
    _parts = "{:}" if _rank == 1 else ", ".join(["{:}"] * min(_rank, 2))
    EXPRESSIONS[_kind] = [
        ("view", f"{{{_kind}?}}[{_parts}]"),
        ("view", f"{{{_kind}?}}[::-1]"),
        ("array_copy", f"{{{_kind}?}}.copy()"),
    ]
EXPRESSIONS["floats"] += [
    *(("whole", f"({{floats?}} {op} {{floats?}})") for op in "+-*/"),
    ("whole", "({floats?} * {float!})"),
    ("array_new", "np.zeros({int!})"),
    ("array_new", "np.arange({int!}, {int!}, 1.0)"),
    ("array_new", "np.full({int!}, {float!})"),
    ("view", "{matrix?}[{int!}]"),
    ("view", "{matrix?}[:, {int!}]"),
    ("view", "{vectors?}[{int!}]"),
    ("view", "{holder?}[0]"),
]
EXPRESSIONS["ints"] += [
    ("array_new", "np.arange({int!})"),
    ("array_new", "np.zeros({int!}, np.int64)"),
    ("whole", "({ints?} + {ints?})"),
    ("view", "{grid?}[{int!}]"),
]
EXPRESSIONS["matrix"] += [
    ("whole", "({matrix?} + {matrix?})"),
    ("whole", "({matrix?} * {floats?})"),
    ("view", "{matrix?}.T"),
    ("view", "{cube?}[{int!}]"),
]
