"""`python -m jitscript`: see `jitscript.cli`."""

from .cli import main

raise SystemExit(main())
