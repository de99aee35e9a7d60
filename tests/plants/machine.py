"""Faults of the back end, the border, the runtime, the cache, module files and the front end."""

from __future__ import annotations

from plant import Plant

BACKEND = "tests/generated/test_backend.py"
PROGRAMS = "tests/generated/test_backend_programs.py"
CALLS = "tests/border/test_calls.py tests/border/test_lossless.py"
CACHE = "tests/border/test_cache.py tests/robust/test_cache_promises.py"
FILES = "tests/border/test_archive.py tests/robust/test_module_files.py"
ARRAYS = "programs:arrays"
CIRCLES = "tests/leaks/test_circles.py programs:cycles"
HELD = "tests/border/test_held_objects.py tests/border/test_held_whole.py"

PLANTS = [
    Plant(
        "a right shift of signed numbers is logical", "backend/lower/arith.py",
        '"shr": ("ashr", "lshr"),', '"shr": ("lshr", "lshr"),', BACKEND,
    ),
    Plant(
        "unsigned numbers are compared as signed ones", "backend/lower/arith.py",
        'else "s" if t.kind == "int" else "u"', 'else "s"', BACKEND,
    ),
    Plant(
        "unsigned numbers are extended with their sign", "backend/lower/casts.py",
        "{'sext' if source.kind == 'int' else 'zext'} i{source.bits} {a} to i{bits}",
        "sext i{source.bits} {a} to i{bits}", BACKEND,
    ),
    Plant(
        "unsigned numbers become floats as signed ones", "backend/lower/casts.py",
        'name = "sitofp" if source.kind == "int" else "uitofp"', 'name = "sitofp"', BACKEND,
    ),
    Plant(
        "no overflow check in machine code", "backend/lower/arith.py",
        '    f.check(ok, f.w.site(op.span, "OverflowError", abi.OVERFLOW))\n', "", PROGRAMS,
    ),
    Plant(
        "an overflow of a difference is that of a sum", "backend/lower/arith.py",
        '        name = f"llvm.s{op.opcode[8:]}.with.overflow.i64"',
        '        name = f"llvm.s{op.opcode[8:].replace(\'sub\', \'add\')}.with.overflow.i64"', BACKEND,
    ),
    Plant(
        "a nan is not unequal", "backend/lower/arith.py", '"ne": "une"', '"ne": "one"', BACKEND,
    ),
    Plant(
        "the operands of a difference are swapped", "backend/lower/arith.py",
        "f.set(op, f.new(f\"{op.opcode}{' nsw' if t is INT else ''} {reg_of(t)} {a[0]}, {b[0]}\"))",
        "f.set(op, f.new(f\"{op.opcode}{' nsw' if t is INT else ''} {reg_of(t)} {b[0]}, {a[0]}\"))",
        BACKEND,
    ),
    Plant(
        "the bytes of an array are not counted", "backend/lower/array.py",
        'fits = f.new(f"select i1 {over}, i1 false, i1 {fits}")', "pass",
        "programs:creation",
    ),
    Plant(
        "an array backwards ends where it begins", "backend/lower/array.py",
        'down = f.intrinsic("llvm.smin.i64"', 'down = f.intrinsic("llvm.smax.i64"', ARRAYS,
    ),
    Plant(
        "an assumed layout is column by column", "backend/lower/array.py",
        "    return strides[::-1]", "    return strides", ARRAYS,
    ),
    Plant(
        "an element's offset forgets its stride", "backend/lower/array.py",
        'offset = f.new(f"mul nsw i64 {i}, {stride}")', 'offset = f.new(f"mul nsw i64 {i}, {of.size}")',
        ARRAYS,
    ),
    Plant(
        "a store into a field takes no reference", "backend/lower/memory.py",
        "    f.retain(t, leaves)\n    f.store(t, leaves, at, access)\n    if old:",
        "    f.store(t, leaves, at, access)\n    if old:", "tests/leaks",
    ),
    Plant(
        "a store into a field keeps the old value", "backend/lower/memory.py",
        "    if old:\n        f.release(t, old)", "    if old and False:\n        f.release(t, old)",
        "tests/leaks",
    ),
    Plant(
        "a shared buffer that grows is not given back", "backend/lower/resizing.py",
        "counted=True)\n    f.release(t, [old])", "counted=True)",
        "tests/leaks/test_leaks.py::test_a_list_that_grows_while_it_is_gone_through",
    ),
    Plant(
        "a read-only flag is ignored by generated code", "backend/cpu/convert_array.py",
        "abi.C_CONTIGUOUS * contiguous | abi.WRITEABLE * writes", "abi.C_CONTIGUOUS * contiguous",
        CALLS + " " + ARRAYS,
    ),
    Plant(
        "strides that an array has all the same are not looked at", "backend/cpu/convert_array.py",
        '            c.unless(c.let(f"icmp eq i64 {own}, {step}"), "mismatch")\n', "", ARRAYS,
    ),
    Plant(
        "a dtype is not looked at", "backend/cpu/convert_array.py",
        "    c.unless(c.let(f\"icmp eq ptr {descr}, {c.numpy(f'dtype.{t.dtype!r}')}\"), \"mismatch\")\n",
        "", CALLS,
    ),
    Plant(
        "a rank is not looked at", "backend/cpu/convert_array.py",
        '    c.unless(c.let(f"icmp eq i32 {rank}, {t.ndim}"), "mismatch")\n', "", CALLS,
    ),
    Plant(
        "a kept array is not counted", "backend/cpu/convert_array.py",
        '    c.host("Py_IncRef", "%o")\n', "",
        "tests/border/test_objects.py programs:lists",
    ),
    Plant(
        "a foreign byte order is taken", "runtime/convert.py",
        "        if value.dtype != dtype:\n",
        '        if value.dtype.newbyteorder("=") != dtype:\n', CALLS,
    ),
    Plant(
        "tuples of any length are taken", "runtime/convert.py",
        "if len(value) != len(items):", "if len(value) < len(items):", CALLS,
    ),
    Plant(
        "a list is not updated after an error", "backend/cpu/updates.py",
        "        if not self.writes:\n            return\n        c = self.c\n",
        "        if self.writes or not self.writes:\n            return\n        c = self.c\n",
        "programs:lists",
    ),
    Plant(
        "a cache entry's digest is not checked", "runtime/cache.py",
        "if len(body) < 4 or data[:_HEAD] != _head(key, body):",
        "if len(body) < 4 or data[:20] != _head(key, body)[:20]:", CACHE,
    ),
    Plant(
        "a cache entry does not know its key", "runtime/cache.py",
        "named = _MAGIC + key.encode().ljust(_KEY)", 'named = _MAGIC + b"".ljust(_KEY)', CACHE,
    ),
    Plant(
        "a folder that others can write is trusted", "runtime/cache.py",
        "and not status.st_mode & _OTHERS_WRITE", "", CACHE,
    ),
    Plant(
        "the key forgets default values", "runtime/fingerprint.py",
        "        self.value(function.__defaults__)\n", "", CACHE,
    ),
    Plant(
        "the key does not look into closures", "identity/looks.py",
        "            return cell.cell_contents\n        except ValueError:\n"
        "            raise KeyError(name) from None  # not bound yet",
        "            return type(cell.cell_contents)\n        except ValueError:\n"
        "            raise KeyError(name) from None  # not bound yet", CACHE,
    ),
    Plant(
        "the key forgets what it is made of", "identity/keys.py",
        "for part in (what, *_environment(), *parts):", "for part in (what, *_environment()):", CACHE,
    ),
    Plant(
        "the key knows arrays by their shape", "identity/values.py",
        "self.add(repr(value.dtype), repr(value.shape), value.tobytes())",
        "self.add(repr(value.dtype), repr(value.shape))", CACHE,
    ),
    Plant(
        "the key takes an enumeration's members for one", "identity/values.py",
        '        self.add("member", str(value._name_))\n        self.texts(value)\n'
        "        self.value(value._value_)\n", "", "tests/border/test_identity.py " + CACHE,
    ),
    Plant(
        "a step that finds something else is not noticed", "identity/retrace.py",
        "            values.add(*map(str, step))\n            write(values, value)",
        "            values.add(*map(str, step))", CACHE,
    ),
    Plant(
        "a module file's digest is not checked", "runtime/container.py",
        "if digest(data[:-length]).hex().encode() != comment[len(COMMENT) :]:", "if False:", FILES,
    ),
    Plant(
        "an entry may declare any size", "runtime/container.py",
        " or size > MAX_RATIO * packed:", ":", FILES,
    ),
    Plant(
        "entries may have the names of other folders", "runtime/container.py",
        'or {"", ".", ".."}.intersection(parts):', ":", FILES,
    ),
    Plant(
        "entries may overlap", "runtime/container.py",
        "if local != free or local + _LOCAL.size > limit:", "if local + _LOCAL.size > limit:", FILES,
    ),
    Plant(
        "files that the manifest does not list are taken", "runtime/archive.py",
        "if listed != set(container.names):", "if not listed:", FILES,
    ),
    Plant(
        "a newer format is read", "runtime/archive.py",
        'if manifest["format"] > FORMAT:', 'if manifest["format"] > FORMAT + 1:', FILES,
    ),
    Plant(
        "a captured array may be written", "frontend/stores.py",
        'if base.op is not None and base.op.opcode == "array.const":', "if base.op is None and False:",
        "tests/errors/test_errors.py",
    ),
    Plant(
        "a negation keeps its facts", "frontend/conditions.py",
        'return Condition(f.at(node).emit("not", found.value), found.no, found.yes)',
        'return Condition(f.at(node).emit("not", found.value), found.yes, found.no)',
        "programs:optional",
    ),
    Plant(
        "`or` narrows as `and` does", "frontend/conditions.py",
        "known = first.yes if all_ else first.no", "known = first.yes",
        "programs:optional",
    ),
    Plant(
        "an exit's `else` belongs to the loop", "frontend/loops.py",
        "    loop = f.loops.pop()\n    try:\n        return f.block(orelse)\n    finally:\n"
        "        f.loops.append(loop)", "    return f.block(orelse)", "programs:loops",
    ),
    Plant(
        "a loop's variables keep their first type", "frontend/loops.py",
        "        if t is not start:\n            memo[name] = t\n            changed = True",
        "        if t is not start:\n            memo[name] = t", "programs:loops",
    ),
    Plant(
        "a search for circles stops at what is not listed", "backend/cpu/collecting.py",
        "    for at in (OURS, MET):\n        each(c, c.load(\"i64\", \"%r\", at), "
        "lambda x: _ask(c, x, cycles.VISIT_DOWN), late=True)",
        "    for at in (OURS,):\n        each(c, c.load(\"i64\", \"%r\", at), "
        "lambda x: _ask(c, x, cycles.VISIT_DOWN), late=True)", CIRCLES,
    ),
    Plant(
        "circles that go keep what others have listed", "backend/cpu/collecting.py",
        "    when(c, f\"ne i64 {c.load('i64', '%r', OTHERS)}, 0\", leave_others)\n", "", CIRCLES,
    ),
    Plant(
        "what is alive is followed as deep as there is room", "backend/cpu/collecting.py",
        "{c.let(f'icmp eq i64 {again}, 0')}, label %settle, label %follow",
        "{c.let(f'icmp eq i64 {again}, 0')}, label %settle, label %settle", CIRCLES,
    ),
    Plant(
        "what others have listed is taken for dead", "backend/cpu/collecting.py",
        "{c.let(f'or i64 {held}, {others}')}", "{c.let(f'or i64 {held}, 0')}", CIRCLES,
    ),
    Plant(
        "what was too little to look at is forgotten", "backend/cpu/collecting.py",
        'RANKS + 8 * rank), lambda x: _push(c, x, HEAD))',
        'RANKS + 8 * rank), lambda x: link(c, word_of(c, x), "0"))', CIRCLES,
    ),
    Plant(
        "a deep copy of a held instance shares its parts", "runtime/held_object.py",
        "        return type(self)._of(plain(self, {}))\n", "        return self._copied()\n", HELD,
    ),
    Plant(
        "what two fields of a held instance share is copied twice", "runtime/held_object.py",
        "        known[id(value)] = made, value  # which keeps its address\n", "", HELD,
    ),
    Plant(
        "a held instance with an `__eq__` has a hash", "runtime/held_object.py",
        '"__hash__": None if eq else object.__hash__,', '"__hash__": object.__hash__,', HELD,
    ),
]  # fmt: skip
