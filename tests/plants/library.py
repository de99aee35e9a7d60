"""Faults of the library: operators, slices, containers, text, conversions."""

from __future__ import annotations

from plant import Plant

OPERATORS = "tests/generated/test_operators.py"
ARITH = "programs:arith"
LISTS = "programs:lists"
TEXT = "programs:strings"
SLICES = "programs:slices"
SCALARS = "programs:numpy_scalars"

PLANTS = [
    Plant(
        "floor division rounds to zero", "library/operators.py",
        "return op.select(op.and_(r != 0, op.xor(r, b) < 0), op.sub(q, 1), q)", "return q",
        ARITH,
    ),
    Plant(
        "the remainder has the dividend's sign", "library/operators.py",
        "return op.add(r, op.select(op.and_(r != 0, op.xor(r, b) < 0), b, 0))", "return r", ARITH,
    ),
    Plant(
        "the smallest int divided by -1 is not checked", "library/operators.py",
        "return op.checked_neg(a)", "return op.neg(a)", ARITH,
    ),
    Plant(
        "no overflow check of a left shift", "library/operators.py",
        "    if op.shr(r, b) != a:\n        raise OverflowError(DOES_NOT_FIT)\n", "", ARITH,
    ),
    Plant(
        "a shift by 64 is let through", "library/operators.py",
        "    if b > 63:\n        if a == 0:", "    if b > 64:\n        if a == 0:", ARITH,
    ),
    Plant(
        "a right shift's count is clipped one late", "library/operators.py",
        "op.select(b > 63, 63, b)", "op.select(b > 64, 63, b)", ARITH,
    ),
    Plant(
        "a power's product is not checked", "library/operators.py",
        "result = op.checked_mul(result, base)", "result = op.mul(result, base)", ARITH,
    ),
    Plant(
        "a quotient of large ints is rounded twice", "library/operators.py",
        "if a > _EXACT or a < -_EXACT or b > _EXACT or b < -_EXACT:", "if b > _EXACT:", ARITH,
    ),
    Plant(
        "an int is compared with a float as a float", "library/operators.py",
        "    if a < n:\n        return -1\n    return 1 if a > n else 0", "    return 0",
        "programs:compare",
    ),
    Plant(
        "the float remainder keeps fmod's sign", "library/operators.py",
        "return r + b if (b < 0.0) != (r < 0.0) else r", "return r", ARITH,
    ),
    Plant(
        "a float's inexact int is taken", "library/operators.py",
        '    if _compare_whole(a, x) != 0:\n        raise OverflowError(f"int {a} is not exactly '
        'representable as a float")\n', "", "tests/border/test_exact_floats.py",
    ),
    Plant(
        "NumPy's floor division rounds to zero", "library/operators_numpy.py",
        "return q - 1 if r != 0 and (r ^ b) < 0 else q", "return q", SCALARS,
    ),
    Plant(
        "NumPy's division by -1 traps", "library/operators_numpy.py",
        "    if b == -1:\n        return op.neg(a)\n", "", SCALARS,
    ),
    Plant(
        "NumPy's shift by the width is undefined", "library/operators_numpy.py",
        "return a ^ a if b < 0 or b >= _width(a) else op.shl(a, b)",
        "return a ^ a if b < 0 or b > _width(a) else op.shl(a, b)", SCALARS,
    ),
    Plant(
        "the upper bound of a slice is not clipped", "library/slicing.py",
        "    if i > n:\n        return n\n    return i", "    return i", SLICES,
    ),
    Plant(
        "the lower bound of a slice backwards is clipped at 0", "library/slicing.py",
        "            return -1\n        return i\n    if i >= n:",
        "            return 0\n        return i\n    if i >= n:", SLICES,
    ),
    Plant(
        "the length of a slice with steps is rounded down", "library/slicing.py",
        "return op.add(op.tdiv(op.sub(op.sub(high, low), 1), step), 1)",
        "return op.tdiv(op.sub(high, low), step)", SLICES,
    ),
    Plant(
        "the index of a list may be its length", "library/containers_list.py",
        "        if i < 0 or i >= n:\n            return -1\n        return i\n\n    @inline\n"
        "    def __getitem__",
        "        if i < 0 or i > n:\n            return -1\n        return i\n\n    @inline\n"
        "    def __getitem__", LISTS,
    ),
    Plant(
        "pop moves one element too few", "library/containers_list.py",
        "op.buffer_copy(data, k, data, op.add(k, 1), op.sub(last, k))",
        "op.buffer_copy(data, k, data, op.add(k, 1), op.sub(op.sub(last, k), 1))", LISTS,
    ),
    Plant(
        "insert counts a negative place from the front", "library/containers_list.py",
        "        k = clip_up(i, n)\n        self._reserve(op.add(n, 1))",
        "        k = max(0, min(i, n))\n        self._reserve(op.add(n, 1))", LISTS,
    ),
    Plant(
        "append grows one element late", "library/containers_list.py",
        "if n == op.buffer_len(self._data):", "if n > op.buffer_len(self._data):", LISTS,
    ),
    Plant(
        "remove takes the element after", "library/containers_list.py",
        '            raise ValueError("list.remove(x): x not in list")\n        self.pop(i)',
        '            raise ValueError("list.remove(x): x not in list")\n        self.pop(i + 1)',
        LISTS,
    ),
    Plant(
        "sorting in runs leaves the last run alone", "library/sorting.py",
        "        while start + width < n:\n            middle = start + width\n            _merge(data, spare",
        "        while start + 2 * width < n:\n            middle = start + width\n            _merge(data, spare",
        LISTS,
    ),
    Plant(
        "sorting by codes in runs leaves the last run alone", "library/sorting_pairs.py",
        "        while start + width < n:\n            middle = start + width\n            _merge(data, pairs",
        "        while start + 2 * width < n:\n            middle = start + width\n            _merge(data, pairs",
        LISTS + " programs:strings",
    ),
    Plant(
        "shorter lists are greater", "library/containers_list.py",
        "return self._size < other._size", "return self._size > other._size", LISTS,
    ),
    Plant(
        "text backwards stops inside a character", "library/containers_str.py",
        "            while byte(data, offset) & 192 == 128:\n                offset -= 1\n", "", TEXT,
    ),
    Plant(
        "a sum of texts is as long as its bytes", "library/containers_str.py",
        "made = blank(op.add(n, m), op.add(self._length, other._length))",
        "made = blank(op.add(n, m), op.add(n, m))", TEXT,
    ),
    Plant(
        "a text that others hold is made longer in place", "library/containers_str.py",
        "if op.alone(mine) and _extended(mine, other):", "if _extended(mine, other):", TEXT,
    ),
    Plant(
        "text times a negative number", "library/containers_str.py",
        "        if times <= 0 or n == 0:\n            return \"\"\n        if times >",
        "        if n == 0:\n            return \"\"\n        if times >", TEXT,
    ),
    Plant(
        "find beyond the end finds the empty text", "library/str_searching.py",
        "        if (start is not None and start > n) or low > high:\n            return -1\n        return self._place(search",
        "        if low > high:\n            return -1\n        return self._place(search", TEXT,
    ),
    Plant(
        "int of a float looks at one end only", "library/numbers.py",
        "if x >= -9223372036854775808.0 and x < 9223372036854775808.0:",
        "if x >= -9223372036854775808.0 and x <= 9223372036854775808.0:",
        "programs:builtins",
    ),
    Plant(
        "ufunc.at takes the first row of values for all", "library/ufuncs_numpy.py",
        "combine(ufunc, part, where[k], values[k])", "combine(ufunc, part, where[k], values[0])",
        "programs:indexing",
    ),
    Plant(
        "ufunc.at of one operand changes the first place", "library/ufuncs_numpy.py",
        "                _change(ufunc, element_at(part, where[k]))",
        "                _change(ufunc, element_at(part, where[0]))", "programs:indexing",
    ),
    Plant(
        "select asks numbers for conditions", "library/choosing_numpy.py",
        "    _all_bools(condlist, last)\n", "", "programs:elementwise programs:numpy_calls",
    ),
    Plant(
        "where of two Python bools makes ints", "frontend/operators/selected.py",
        "bools = a is T.BOOL and b is T.BOOL", "bools = False", "programs:elementwise",
    ),
]  # fmt: skip
