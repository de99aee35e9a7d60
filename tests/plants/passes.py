"""Faults of the IR: folds, analyses, passes, expansions."""

from __future__ import annotations

from plant import Plant

IR = "tests/ir/test_cases.py"
PASSES = "tests/generated/test_passes.py"
LOOPS = "programs:loops"
ARRAYS = "programs:arrays"
LEAKS = "tests/leaks"

PLANTS = [
    Plant(
        "what a round owns is not released at its end", "ir/passes/refcount.py",
        'if op.opcode != "raise":', 'if op.opcode not in ("raise", "continue"):', PASSES,
    ),
    Plant(
        "what is read is not retained across a store", "ir/passes/refcount.py",
        "if any(begin < at <= last for at in overwrites):",
        "if any(begin < at < last and False for at in overwrites):", LEAKS,
    ),
    Plant(
        "an exit hands on what it does not own", "ir/passes/refcount.py",
        "                del dying[value]\n            else:\n"
        "                operands[i] = self._retain(value, op)",
        "                del dying[value]", PASSES,
    ),
    Plant(
        "ops leave more loops than their operands", "ir/passes/licm.py",
        "target = max((self.level.get(v, 0) for v in op.operands), default=0)",
        "target = min((self.level.get(v, 0) for v in op.operands), default=0)", PASSES,
    ),
    Plant(
        "ops that read memory leave loops", "ir/passes/licm.py",
        "if not info.speculatable or len(op.results) != 1:",
        "if info.effects.writes or info.raises or info.control or len(op.results) != 1:", PASSES,
    ),
    Plant(
        "a read is shared across a write", "ir/passes/cse.py",
        "epoch = tuple(self.epoch[kind] for kind in effects.reads) if effects.reads else None",
        "epoch = None", IR,
    ),
    Plant(
        "what ops write is forgotten", "ir/passes/cse.py",
        "                self._write(op.effects.writes)", "                pass", IR,
    ),
    Plant(
        "swapped operands count as equal", "ir/passes/cse.py",
        "if info.commutative and id(operands[0])", "if len(operands) == 2 and id(operands[0])",
        IR,
    ),
    Plant(
        "the last chunk is taken for one of many", "ir/passes/poll.py",
        'limit = b.emit("select", more, ahead, stop)', 'limit = b.emit("select", more, stop, ahead)',
        PASSES,
    ),
    Plant(
        "loops over chunks do not poll", "ir/passes/poll.py",
        '    branch.op("poll")\n', "", PASSES,
    ),
    Plant(
        "a chunk forwards has the length of one backwards", "ir/passes/poll.py",
        "signed = size if known > 0 else", "signed = size if known < 0 else", PASSES,
    ),
    Plant(
        "hoisted tests look at the upper end only", "ir/passes/hoist_checks.py",
        "            return lower and bounds.le(i, n, -1, op)",
        "            return bounds.le(i, n, -1, op)", PASSES,
    ),
    Plant(
        "a hoisted test is one too generous", "ir/passes/hoist_checks.py",
        '[b.emit("lt" if c else "le", _wide(b, x), _wide(b, y))]',
        '[b.emit("le", _wide(b, x), _wide(b, y))]', PASSES,
    ),
    Plant(
        "one of several hoisted tests suffices", "ir/passes/hoist_checks.py",
        'test = part if test is None else b.emit("and", test, part)',
        'test = part if test is None else b.emit("or", test, part)', PASSES,
    ),
    Plant(
        "a sum is proved by its lower end", "ir/passes/ranges.py",
        "return low >= MIN and high <= MAX", "return low >= MIN", PASSES,
    ),
    Plant(
        "an index is proved up to the length", "ir/passes/ranges.py",
        "        if bounds.le(i, n, -1, op):\n            return i",
        "        if bounds.le(i, n, 0, op):\n            return i", PASSES,
    ),
    Plant(
        "a comparison is known to be false too early", "ir/passes/ranges.py",
        "return False if bounds.le(y, x, -1 - strict, op) else None",
        "return False if bounds.le(y, x, -strict, op) else None", PASSES,
    ),
    Plant(
        "a loop's result is what a round begins with", "ir/analysis/intervals.py",
        "return self._join([(init, loop), *((end.operands[i], end) for end in again)], arg)",
        "return self.of(arg)", LOOPS,
    ),
    Plant(
        "a counted value lacks its last round", "ir/analysis/intervals.py",
        "before = max(-(-ahead // least) - 1, 0)", "before = max(-(-ahead // least) - 2, 0)", "tests/proofs/test_intervals.py",
    ),
    Plant(
        "the index of a loop backwards stops early", "ir/analysis/interval_rules.py",
        "        ahead = max(start[1] - 1 - stop[0], 0)", "        ahead = max(start[1] - 2 - stop[0], 0)",
        PASSES + " tests/proofs/test_intervals.py",
    ),
    Plant(
        "a facts' constant is added where it is taken off", "ir/analysis/intervals.py",
        "low = max(low, (self.of(x)[0] if x is not None else 0) - c)",
        "low = max(low, (self.of(x)[0] if x is not None else 0) + c)",
        "tests/proofs/test_search.py",
    ),
    Plant(
        "the induction bound is off by one", "ir/analysis/bounds.py",
        "return self._le(stop, b, c + 1, inner) if upper", "return self._le(stop, b, c + 2, inner) if upper",
        PASSES,
    ),
    Plant(
        "a result is bounded by the loop's argument", "ir/analysis/bounds.py",
        "key not in self._assumed and self._carried(arg, loop, a, b, c, upper)",
        "self._carried(arg, loop, a, b, c + 1, upper)", "tests/proofs/test_search.py",
    ),
    Plant(
        "what breaks carry is not looked at", "ir/analysis/bounds.py",
        "        if not all(self._one(e.operands[v.index], a, b, c, upper, e) for e in leaving):\n"
        "            return False\n", "", PASSES,
    ),
    Plant(
        "a select is bounded by its first value", "ir/analysis/bounds.py",
        "return bool(never) or holds(y, self.facts.assume(context, test, False))", "return True",
        "tests/proofs/test_search.py",
    ),
    Plant(
        "a range's last index runs it", "ir/passes/canonicalize.py",
        "return not range(start, stop, step)", "return not range(start, stop - 1, step)", PASSES,
    ),
    Plant(
        "x * 0 is 0 for floats", "ir/passes/folds.py",
        "        if c == 0 and is_integer(v.type):\n            return v",
        "        if c == 0:\n            return v", IR,
    ),
    Plant(
        "x + 0.0 is x", "ir/passes/folds.py",
        "        elif _is_zero(c, negative=True):\n            return other",
        "        elif _is_zero(c, negative=False):\n            return other", IR,
    ),
    Plant(
        "a nan equals itself", "ir/passes/folds.py",
        'if x is y and kind not in ("float", "complex"):', "if x is y:", "tests/proofs/test_folds.py",
    ),
    Plant(
        "the largest shift of a constant is one more", "ir/passes/folds.py",
        "most = x.type.bits - 1 - (c if c >= 0 else ~c).bit_length()",
        "most = x.type.bits - (c if c >= 0 else ~c).bit_length()", "programs:arith",
    ),
    Plant(
        "two views of one array never overlap", "ir/passes/folds.py",
        "    x, y = _base(x), _base(y)\n    if x is y:\n        return None",
        "    x, y = _base(x), _base(y)\n    if x is y:\n        return b.const(False, BOOL)", ARRAYS,
    ),
    Plant(
        "a choice of True is a conjunction", "ir/passes/folds.py",
        '            return b.emit("or", c, y)', '            return b.emit("and", c, y)', "tests/proofs/test_folds.py",
    ),
    Plant(
        "a constant union is the other member", "ir/passes/folds.py",
        "    if possible <= asked:\n        return b.const(True, BOOL)",
        "    if possible & asked:\n        return b.const(True, BOOL)", IR,
    ),
    Plant(
        "speculation takes the other arm's overflow", "ir/passes/speculate.py",
        'b.emit("select", condition, *flags)', 'b.emit("select", condition, *flags[::-1])', PASSES,
    ),
    Plant(
        "one index of two is checked", "ir/ops/expand_array.py",
        "    for axis in range(t.ndim):\n        size = b.emit(\"array.dim\", array, axis=axis)\n"
        "        found.append(",
        "    for axis in range(t.ndim):\n        size = b.emit(\"array.dim\", array, axis=0)\n"
        "        found.append(", PASSES,
    ),
    Plant(
        "operands that overlap the target are not copied", "ir/ops/expand_array.py",
        "found = [_apart(b, target, v) for v in operands]", "found = operands", PASSES,
    ),
    Plant(
        "writes of a callee are forgotten", "ir/analysis/writes.py",
        "        stored += [op.operands[i] for i in summary.written]\n", "",
        "programs:functions",
    ),
    Plant(
        "stores through what a loop carries are forgotten", "ir/analysis/writes.py",
        "        for i, (arg, init) in enumerate(zip(op.carried_args, op.carried)):\n"
        "            classes.join(arg, init)",
        "        for i, (arg, init) in enumerate(zip(op.carried_args, op.carried)):\n"
        "            classes.join(arg)", "programs:functions",
    ),
    Plant(
        "what a callee needs writeable is forgotten", "ir/passes/writeable.py",
        "            yield from (op.operands[i] for i in demands.get(op.attrs[\"callee\"], ()))",
        "            yield from ()", "tests/border/test_read_only.py",
    ),
    Plant(
        "a loop of no rounds is forgotten where ways join", "ir/passes/settled.py",
        "_results(op, joins, list(op.carried) if info.counted else [])", "_results(op, joins, [])",
        f"{IR} {PASSES} {LOOPS}",
    ),
    Plant(
        "a counted loop's last round is forgotten where ways join", "ir/passes/settled.py",
        "    if not again or around.info.counted:\n", "    if not again:\n",
        f"{IR} {PASSES} {LOOPS}",
    ),
    Plant(
        "a second value at a join is overlooked", "ir/passes/settled.py",
        "                if only is not None:\n                    only = join\n"
        "                    break\n", "", f"{IR} {PASSES} {LOOPS}",
    ),
    Plant(
        "a join becomes what is not visible there", "ir/passes/settled.py",
        "found = only if only is not join and _visible(only, scope) else join", "found = only",
        f"{IR} {PASSES} {LOOPS}",
    ),
]  # fmt: skip
