"""What environment variables switch on and off, in any of the usual words."""

from __future__ import annotations

import os

_WORDS = {
    **dict.fromkeys(("0", "off", "false", "no", "none"), False),
    **dict.fromkeys(("1", "on", "true", "yes"), True),
}


def switch(name: str) -> bool | None:
    """Whether the variable says on or off; None where it is not set, or says something else."""
    return _WORDS.get(os.environ.get(name, "").strip().lower())
