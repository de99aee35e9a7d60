"""The reference page of the ops, `docs/ops.md`, made from the table.

`python -m jitscript.ir.reference` writes it anew; a test compares the file with the table.
"""

from __future__ import annotations

from pathlib import Path

from . import ops
from .optable import TABLE, OpInfo

HEAD = """# The ops

Made from the op table by `python -m jitscript.ir.reference`; do not edit. How the text form is
read is said in [ir.md](ir.md). *Core* ops are what a back end emits; the others expand into them.
"""
_TRAITS = {
    "expand": "expands",
    "terminator": "ends a region",
    "loop": "repeats its region",
    "borrowed": "borrows",
    "fresh": "new memory",
    "frozen": "memory that is never written",
    "view": "a view",
    "contiguous": "contiguous",
    "commutative": "commutative",
    "wraps": "wraps on NumPy's integers",
    "costly": "costly",
    "cold": "cold",
    "free": "free",
}
_PARTNERS = ("inverse", "swapped", "checked", "plain", "overflow")
FOLDERS = (
    ops.arith,
    ops.structure,
    ops.control,
    ops.handlers,
    ops.memory,
    ops.array,
    ops.reductions,
    ops.outside,
    ops.claims,
    ops.device,
)


def ops_page() -> str:
    """The whole page as Markdown."""
    core = sum(info.expand is None for info in TABLE.values())
    parts = [HEAD, f"{len(TABLE)} ops, {core} of them core.\n"]
    for module in FOLDERS:
        title, _, rest = (module.__doc__ or "").strip().partition("\n")
        parts.append(f"## {title.rstrip('.')}\n\n{rest.strip()}\n")
        subject = module.__name__.rpartition(".")[2]
        parts += [_row(info) for info in TABLE.values() if info.subject == subject]
    return "\n".join(parts)


def _row(info: OpInfo) -> str:
    example, _, where = info.example.partition(" where ")
    facts = [str(info.effects) if info.effects_of is None else "effects of the op"]
    facts += [words for name, words in _TRAITS.items() if getattr(info, name)]
    facts += [f"{name} `{getattr(info, name)}`" for name in _PARTNERS if getattr(info, name)]
    if info.python:
        facts.append("needs Python")
    if info.raises:
        facts.append("may raise " + ", ".join(info.raises))
    if not info.folded:
        facts.append("never folded")
    lines = [
        f"### `{info.name}`\n",
        f"`{info.signature}` · {' · '.join(facts)}\n",
        f"{info.doc}\n",
        *(
            f"{title}: {condition.words}.\n"
            for title, condition in (("Poison unless", info.poison), ("Guarded", info.guard))
            if condition is not None
        ),
        f"```text\n{example}{f'    ; {where}' if where else ''}\n```\n",
    ]
    return "\n".join(lines)


def main() -> None:
    page = Path(__file__).parents[2] / "docs" / "ops.md"
    page.write_text(ops_page())
    print(f"wrote {page}")


if __name__ == "__main__":
    main()
